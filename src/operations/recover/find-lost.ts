import type { Attributes } from "../../adoption/exported-resource";
import { unresolved } from "../../adoption/references";
import type { Stack } from "../../adoption/stack";
import type { Block } from "../../terraform-json/block";
import { seedsOf } from "../../recovery/from-arn";
import { namedSeed } from "../../recovery/from-configuration";
import { type Existing, recognize, references } from "../../recovery/recognize";
import { isRecord } from "../../terraform-json/record";
import { stackWith, loadStack } from "../adopt/load-stack";
import { noLockTimeout } from "../state/state-lock";
import type { StoredState } from "../state/state-text";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { addressInState, managedIn, type State } from "../../terraform-json/state";
import type { Scratch, StateInstance, Wanted } from "./scratch";
import { environmentTags, type Tagged } from "./tagged";
import { lookUp } from "./unnamed";

/** A resource of the configuration that exists and is not in the state. */
export interface Lost extends Existing {
  /** As the state will hold it. */
  readonly instance: StateInstance;
  readonly provider: string;
}

export interface Findings {
  readonly lost: ReadonlyMap<string, Lost>;
  readonly ambiguous: ReadonlyMap<string, readonly Existing[]>;
}

/**
 * Finds what exists of a stack and is not in its state: by the environment's tags, by names that AWS keeps unique, and by
 * parents that are known.
 */
export async function findLost(
  stack: SynthesizedStack,
  state: StoredState | undefined,
  tagged: readonly Tagged[],
  scratch: Scratch,
): Promise<Findings> {
  const described = await missingOf(stack, state);
  const search = new Search(stack, described, scratch);
  const inState = idsIn(state);
  const types = new Set(described.resources.map(({ type }) => type));
  await search.read(
    tagged
      .filter(({ arn }) => !inState.has(arn))
      .flatMap(({ arn, region }) => seedsOf(arn).map((seed) => ({ ...seed, provider: providerIn(stack, region) })))
      .filter(({ type, attributes }) => types.has(type) && !inState.has(String(attributes.id))),
  );
  return search.run();
}

class Search {
  private readonly existing: Lost[] = [];
  /** By address: what a name of the configuration belongs to. */
  private readonly named = new Map<string, Lost>();
  private readonly asked = new Set<string>();

  constructor(
    private readonly stack: SynthesizedStack,
    private readonly described: Stack,
    private readonly scratch: Scratch,
  ) {}

  async run(): Promise<Findings> {
    for (;;) {
      const { recognized, ambiguous } = this.recognize();
      if ((await this.readMore(recognized)) === 0) return { lost: recognized, ambiguous };
    }
  }

  /** Reads what was not read yet, and keeps what exists. */
  async read(wanted: readonly (Wanted & { readonly address?: string })[]): Promise<number> {
    const unread = wanted.filter(({ type, attributes }) => {
      const key = `${type} ${String(attributes.id ?? attributes.name)}`;
      const isNew = !this.asked.has(key);
      this.asked.add(key);
      return isNew;
    });
    const instances = await this.scratch.read(unread);
    unread.forEach(({ type, provider, address }, index) => {
      const instance = instances[index];
      if (!instance || (address !== undefined && !this.isOurs(type, instance))) return;
      const { attributes } = instance;
      const lost = {
        type,
        provider,
        instance,
        attributes,
        label: String(attributes.arn ?? attributes.id ?? attributes.name),
      };
      if (address === undefined) this.existing.push(lost);
      else this.named.set(address, lost);
    });
    return unread.length;
  }

  private recognize(): { recognized: Map<string, Lost>; ambiguous: Findings["ambiguous"] } {
    const resources = this.described.resources.filter(({ address }) => !this.named.has(address));
    const known = [...this.named].map(([address, { attributes }]) => [address, attributes] as const);
    const data = new Map([...this.described.data, ...known]);
    const byExisting = new Map<Existing, Lost>(this.existing.map((lost) => [lost, lost]));
    const { recognized, ambiguous } = recognize({ ...this.described, resources, data }, this.existing);
    const lost = [...recognized].flatMap(([address, one]) => {
      const found = byExisting.get(one);
      return found ? [[address, found] as const] : [];
    });
    return { recognized: new Map([...this.named, ...lost]), ambiguous };
  }

  /** Reads what has become known by what was recognized. */
  private async readMore(recognized: ReadonlyMap<string, Lost>): Promise<number> {
    const known = references(this.described, recognized);
    const open = this.described.resources.filter(({ address }) => !recognized.has(address));
    const named = open.flatMap((resource) => {
      const seed = namedSeed(resource, known, this.described);
      return seed ? [{ ...seed, address: resource.address, provider: providerOf(resource) }] : [];
    });
    const value =
      (resource: Block) =>
      (attribute: string): string | undefined => {
        const text = known.attribute(resource, attribute);
        return text === unresolved || typeof text !== "string" ? undefined : text;
      };
    const listed = await Promise.all(
      open.map(async (resource) =>
        (await lookUp(resource, value(resource))).map((attributes) => ({
          ...{ type: resource.type, attributes, provider: providerOf(resource) },
        })),
      ),
    );
    return (await this.read(named)) + (await this.read(listed.flat()));
  }

  /**
   * Whether what a name belongs to carries the environment's tags. A bucket gets its tags after its creation, and one without
   * any is taken for one whose creation was interrupted.
   */
  private isOurs(type: string, { attributes }: StateInstance): boolean {
    const { tags_all: tags } = attributes;
    if (!("tags_all" in attributes)) return true;
    const theirs = isRecord(tags) ? tags : {};
    if (type === "aws_s3_bucket" && Object.keys(theirs).length === 0) return true;
    return Object.entries(environmentTags(this.stack)).every(([key, value]) => theirs[key] === value);
  }
}

/** The resources that the state does not hold, with all that it and the data sources say. */
async function missingOf(stack: SynthesizedStack, state: StoredState | undefined): Promise<Stack> {
  const known = new Map(
    (state?.resources ?? []).flatMap(({ instances: [instance], ...resource }): [string, Attributes][] =>
      instance?.attributes ? [[addressInState(resource), instance.attributes]] : [],
    ),
  );
  const isKnown = stack.dataSources.every(({ address }) => known.has(address));
  const described = isKnown ? stackWith(stack, new Map()) : await loadStack(stack, noLockTimeout);
  return {
    ...described,
    resources: described.resources.filter(({ address, type }) => !known.has(address) && type.startsWith("aws_")),
    data: new Map([...described.data, ...known]),
  };
}

/** The ids and ARNs of what a state manages. */
export function idsIn(state: State | undefined): Set<string> {
  const instances = managedIn(state).flatMap((one) => one.instances);
  const ids = instances.flatMap(({ attributes = {} }) => [attributes.id, attributes.arn]);
  return new Set(ids.filter((id) => typeof id === "string"));
}

function providerOf({ body }: Block): string {
  return typeof body.provider === "string" ? body.provider : "aws";
}

function providerIn({ json }: SynthesizedStack, region: string): string {
  const provider = json.provider?.aws?.find((one) => one.region === region && typeof one.alias === "string");
  const isDefault = json.provider?.aws?.some((one) => one.region === region && one.alias === undefined) ?? false;
  return provider && !isDefault ? `aws.${String(provider.alias)}` : "aws";
}
