import type { Attributes } from "../../src/adoption/exported-resource";
import { at } from "../../src/terraform-json/record";
import type { Stack } from "../../src/adoption/stack";
import { stackWith } from "../../src/operations/adopt/load-stack";
import type { SynthesizedStack } from "../../src/operations/synth/synthesized-stack";

/** The subnets over which `for_each` goes. */
const subnetIds = ["subnet-a", "subnet-b"];

const metaArguments = new Set(["//", "lifecycle", "depends_on", "for_each", "provider"]);

type Body = Readonly<Record<string, unknown>>;

/** A stack as it is after a deploy that never happened: what is made up is so by its address. */
export class Pretended {
  public readonly stack: Stack;
  private readonly bodies: ReadonlyMap<string, Body>;
  private readonly referred = new Map<string, string[]>();
  private readonly account: string;
  private readonly regions: ReadonlyMap<string, string>;
  private readonly region: string;

  public constructor(synthesized: SynthesizedStack) {
    const all = [...synthesized.resources, ...synthesized.dataSources];
    this.bodies = new Map(all.map(({ address, body }) => [address, body]));
    this.account = synthesized.accountId;
    this.region = synthesized.region;
    const { resources } = stackWith(synthesized, new Map());
    this.regions = new Map(resources.map(({ address, region }) => [address, region]));
    const text = JSON.stringify(synthesized.json);
    for (const [, address = "", name = ""] of text.matchAll(/\$\{((?:data\.)?\w+\.[\w-]+)\.(\w+)/g))
      this.referred.set(address, [...(this.referred.get(address) ?? []), name]);
    const data = synthesized.dataSources.map(({ address }): [string, Attributes] => [
      address,
      this.attributes(address),
    ]);
    this.stack = stackWith(synthesized, new Map(data));
  }

  /** The state that the deploy would have left. */
  public state(): string {
    const resources = this.stack.resources.map(({ address, type, body }) => ({
      mode: "managed",
      type,
      name: address.slice(type.length + 1),
      instances:
        body.for_each === undefined
          ? [{ attributes: this.attributes(address) }]
          : subnetIds.map((key) => ({ index_key: key, attributes: this.attributes(address, key) })),
    }));
    return JSON.stringify({ version: 4, terraform_version: "1.11.4", serial: 1, lineage: "pretended", resources });
  }

  /** Everything that AWS and the provider would know of a resource. */
  private attributes(address: string, key?: string): Attributes {
    const body = Object.fromEntries(
      Object.entries(this.bodies.get(address) ?? {}).filter(([name]) => !metaArguments.has(name)),
    );
    const made = Object.fromEntries(this.known(address).map((name) => [name, this.made(address, name, key)]));
    const options = validationOptions(body);
    return { ...made, ...options, ...(this.resolved(body, key) as Body) };
  }

  /** What a resource of any type has, and what others refer to. */
  private known(address: string): string[] {
    return [...new Set(["id", "arn", "key_id", "query_definition_id", ...(this.referred.get(address) ?? [])])];
  }

  private made(address: string, name: string, key = ""): unknown {
    if (name === "ids") return subnetIds;
    if (name === "fqdn") return this.resolved(this.bodies.get(address)?.name, key);
    if (name === "master_user_secret") return [{ secret_arn: this.made(address, "arn", "secret") }];
    const region = this.regions.get(address) ?? this.region;
    return name === "arn" ? `arn:aws:made:${region}:${this.account}:${address}${key}` : `${name}-of-${address}${key}`;
  }

  private resolved(value: unknown, key: string | undefined): unknown {
    if (Array.isArray(value)) return value.map((item) => this.resolved(item, key));
    if (typeof value === "object" && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, this.resolved(item, key)]));
    if (typeof value !== "string") return value;
    const whole = /^\$\{([^{}]*)\}$/.exec(value)?.[1];
    if (whole !== undefined) return this.expression(whole, key);
    return value.replaceAll(/\$\{([^}]*)\}/g, (_, text: string) => String(this.expression(text, key)));
  }

  private expression(text: string, key: string | undefined): unknown {
    if (text === "each.value") return key;
    const proof = /option\.(resource_record_\w+) if option\.domain_name == "([^"]+)"/.exec(text);
    if (proof) return proofOf(proof[2] ?? "")[proof[1] ?? ""];
    const [, address = "", path = ""] = /^((?:data\.)?\w+\.[\w-]+)\.(.+)$/.exec(text) ?? [];
    const said = this.bodies.get(address)?.[path];
    if (said !== undefined) return this.resolved(said, key);
    return at(this.attributes(address), path.replaceAll(/\[(\d+)\]/g, ".$1"));
  }
}

function validationOptions({ domain_name: name, subject_alternative_names: names = [] }: Body): Body {
  if (typeof name !== "string") return {};
  return { domain_validation_options: [name, ...(names as string[])].map(proofOf) };
}

function proofOf(domain: string): Record<string, string> {
  return {
    domain_name: domain,
    resource_record_name: `_proof.${domain}.`,
    resource_record_type: "CNAME",
    resource_record_value: `_value.${domain}.`,
  };
}
