import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformElement, TerraformStack, Testing } from "cdktf";

/** Attributes of a block, as they stand in the synthesized JSON. */
export type Block = Record<string, unknown>;

/** What a synthesis wrote, with the path of the construct behind each block. */
export interface Written {
  readonly json: Readonly<Record<string, Record<string, Record<string, Block>> | undefined>>;
  readonly paths: readonly (readonly [id: string, path: string])[];
}

/** A synthesized stack, to be asked what it holds. */
export class Synthesized {
  public readonly written: Written;
  private readonly json: Written["json"];
  private readonly paths: ReadonlyMap<string, string>;

  /** @param from a stack to synthesize, or what an earlier synthesis wrote */
  public constructor(from: TerraformStack | Written) {
    this.written = "json" in from ? from : written(from);
    this.json = this.written.json;
    this.paths = new Map(this.written.paths);
  }

  /** Every resource of a type, by the path of its construct below the stack (`network/zone-a/public-subnet`). */
  public resources(type: string): Record<string, Block> {
    return this.byPath(this.json.resource?.[type]);
  }

  /** Every data source of a type, by the path of its construct. */
  public data(type: string): Record<string, Block> {
    return this.byPath(this.json.data?.[type]);
  }

  /**
   * The only resource of a type.
   *
   * @throws Error when there is none, or more than one.
   */
  public only(type: string): Block {
    const found = Object.entries(this.resources(type));
    const [first] = found;
    if (!first || found.length > 1)
      throw new Error(`expected one ${type}, found ${found.map(([path]) => path).join(", ") || "none"}`);
    return first[1];
  }

  /**
   * The address of a resource (`aws_kms_key`) or data source (`data.aws_vpc`), by the path of its construct.
   *
   * @throws Error when there is no such block.
   */
  public address(type: string, path: string): string {
    const [section, name] = type.startsWith("data.") ? ["data", type.slice("data.".length)] : ["resource", type];
    const id = Object.keys(this.json[section]?.[name] ?? {}).find((candidate) => this.paths.get(candidate) === path);
    if (id === undefined) throw new Error(`there is no ${type} at ${path}`);
    return `${type}.${id}`;
  }

  /** What refers to an attribute of a resource or data source. */
  public reference(type: string, path: string, attribute: string): string {
    return `\${${this.address(type, path)}.${attribute}}`;
  }

  /** The types of all resources, in order, without repetition. */
  public types(): string[] {
    return Object.keys(this.json.resource ?? {}).sort();
  }

  /** The Terraform address of every resource, in order. */
  public addresses(): string[] {
    return Object.entries(this.json.resource ?? {})
      .flatMap(([type, blocks]) => Object.keys(blocks).map((id) => `${type}.${id}`))
      .sort();
  }

  /** The addresses that Terraform must refuse to destroy. */
  public irreplaceable(): string[] {
    const all = Object.entries(this.json.resource ?? {}).flatMap(([type, blocks]) =>
      Object.entries(blocks).map(([id, block]) => ({ address: `${type}.${id}`, lifecycle: block.lifecycle })),
    );
    const kept = all.filter(
      ({ lifecycle }) => (lifecycle as { prevent_destroy?: boolean } | undefined)?.prevent_destroy,
    );
    return kept.map(({ address }) => address).sort();
  }

  /** A whole section, such as `terraform`, `provider`, `ephemeral`, `import` or `output`. */
  public section(name: string): unknown {
    return this.json[name];
  }

  public text(): string {
    return JSON.stringify(this.json);
  }

  private byPath(blocks: Record<string, Block> = {}): Record<string, Block> {
    return Object.fromEntries(Object.entries(blocks).map(([id, attributes]) => [this.paths.get(id) ?? id, attributes]));
  }
}

function written(stack: TerraformStack): Written {
  const elements = stack.node.findAll().filter((node) => TerraformElement.isTerraformElement(node));
  const paths = elements.map((element) => [element.friendlyUniqueId, pathBelow(stack, element)] as const);
  stack.prepareStack(); // Testing.synth leaves it out: no backend, and references that dangle
  return { json: JSON.parse(Testing.synth(stack, true)) as Written["json"], paths };
}

function pathBelow(stack: TerraformStack, element: TerraformElement): string {
  return element.node.path.slice(stack.node.path.length + 1).replace(/\/Resource$/, "");
}

/** Synthesizes what the callback puts into an otherwise empty stack. */
export function synthesize(fill: (stack: TerraformStack) => void): Synthesized {
  const stack = new TerraformStack(Testing.app(), "test");
  new AwsProvider(stack, "aws", { region: "us-east-1" });
  fill(stack);
  return new Synthesized(stack);
}

/** A JSON policy as IAM would read it. */
export interface Policy {
  readonly Statement: readonly {
    readonly Sid: string;
    readonly Effect: string;
    readonly Action: string[];
    readonly Resource?: string[];
    readonly Principal?: unknown;
    readonly Condition?: unknown;
  }[];
}

export function policy(text: unknown): Policy {
  return JSON.parse(text as string) as Policy;
}
