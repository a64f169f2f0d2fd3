import { at, own } from "../../terraform-json/record";
import { resolved } from "../../terraform-json/references";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import type { Block } from "../../terraform-json/block";
import type { Body } from "../../terraform-json/body";
import { addressInState, managedIn, type State, type StateResource } from "../../terraform-json/state";

/** What is declared, beside what the state knows of it. */
export interface DeployedResource extends Block {
  /** Its attributes in the state, once for each instance; empty when it is not deployed. */
  readonly instances: readonly Body[];
}

/** A stack together with its state. */
export class DeployedStack {
  private readonly inState: ReadonlyMap<string, StateResource>;

  constructor(
    readonly stack: SynthesizedStack,
    readonly state: State | undefined,
  ) {
    this.inState = new Map(managedIn(state).map((resource) => [addressInState(resource), resource]));
  }

  /** Every declared resource of a type. */
  of(type: string): DeployedResource[] {
    return this.stack.resources
      .filter((resource) => resource.type === type)
      .map((resource) => ({ ...resource, instances: this.instancesOf(resource.address) }));
  }

  /**
   * What a declared resource says of itself, with what the state knows in the place of references; `undefined` for what only
   * a deploy will know.
   */
  text({ body, instances: [deployed] }: DeployedResource, attribute: string): string | undefined {
    const declared = this.resolved(own(body, attribute));
    if (typeof declared === "string" && !declared.includes("${")) return declared;
    const known = deployed && own(deployed, attribute);
    return typeof known === "string" ? known : undefined;
  }

  /** A value with the state's texts in the place of references such as `${aws_lb.public.dns_name}`. */
  resolved<T>(value: T): T {
    return resolved(value, ({ address, path }) => {
      const inState = at(this.instancesOf(address)[0], path);
      return typeof inState === "string" ? inState : undefined;
    });
  }

  /** Addresses that the configuration has and the state has not. */
  get missing(): string[] {
    return this.stack.resources.map(({ address }) => address).filter((address) => !this.inState.has(address));
  }

  /** Addresses that the state has and the configuration has not. */
  get leftOver(): string[] {
    const declared = new Set(this.stack.resources.map(({ address }) => address));
    return [...this.inState.keys()].filter((address) => !declared.has(address));
  }

  /** Addresses whose creation or change did not come to its end. */
  get tainted(): string[] {
    return [...this.inState]
      .filter(([, { instances }]) => instances.some(({ status }) => status === "tainted"))
      .map(([address]) => address);
  }

  private instancesOf(address: string): Body[] {
    return (this.inState.get(address)?.instances ?? []).map(({ attributes }) => attributes ?? {});
  }
}
