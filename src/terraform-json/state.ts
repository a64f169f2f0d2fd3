import type { Body } from "./body";

/** Terraform's state, as far as it is read. */
export interface State {
  readonly resources: readonly StateResource[];
}

export interface StateResource {
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly name: string;
  readonly instances: readonly {
    readonly index_key?: string | number;
    /** Whether it is to be replaced because its creation failed half way. @default it is not */
    readonly status?: "tainted";
    readonly dependencies?: readonly string[];
    readonly attributes?: Body;
  }[];
}

/** The address of a resource or data source, without the keys of its instances. */
export function addressInState({ mode, type, name }: Pick<StateResource, "mode" | "type" | "name">): string {
  return `${mode === "data" ? "data." : ""}${type}.${name}`;
}

/** The resources that a state has, data sources left out. */
export function managedIn(state: State | undefined): readonly StateResource[] {
  return state?.resources.filter(({ mode }) => mode === "managed") ?? [];
}

/** The addresses of the resources, sorted. */
export function managedAddresses(state: State | undefined): string[] {
  return managedIn(state).map(addressInState).sort();
}

/** The addresses of the resources' instances, as in `aws_subnet.a` or `aws_efs_mount_target.b["subnet-1"]`. */
export function instanceAddresses(state: State | undefined): string[] {
  return managedIn(state).flatMap((resource) =>
    resource.instances.map(
      ({ index_key: key }) => `${addressInState(resource)}${key === undefined ? "" : `[${JSON.stringify(key)}]`}`,
    ),
  );
}

/** The attributes of each instance of a type. */
export function attributesOf(state: State | undefined, type: string): Body[] {
  return managedIn(state)
    .filter((resource) => resource.type === type)
    .flatMap(({ instances }) => instances.map(({ attributes = {} }) => attributes));
}
