import { addressInState, managedAddresses, type State } from "../../terraform-json/state";

/** What a destroy that spares the protected resources keeps and what it destroys, as sorted addresses. */
export interface Retention {
  readonly retained: readonly string[];
  readonly targets: readonly string[];
}

/**
 * Keeps the protected resources and whatever they depend on. Terraform destroys a target together with everything that
 * depends on it, so no target may be below a retained resource: that is why all dependencies stay.
 */
export function retain(state: State, protectedAddresses: readonly string[]): Retention {
  const dependencies = new Map(
    state.resources.map((resource) => [
      addressInState(resource),
      resource.instances.flatMap((instance) => instance.dependencies ?? []),
    ]),
  );
  const retained = new Set<string>();
  const waiting = protectedAddresses.filter((address) => dependencies.has(address));
  for (let address = waiting.pop(); address !== undefined; address = waiting.pop()) {
    if (retained.has(address)) continue;
    retained.add(address);
    waiting.push(...(dependencies.get(address) ?? []));
  }
  const managed = managedAddresses(state);
  return {
    retained: managed.filter((address) => retained.has(address)),
    targets: managed.filter((address) => !retained.has(address)),
  };
}
