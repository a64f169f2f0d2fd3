import { blockAt } from "./block";
import { Blocks } from "./blocks";
import { type Body, textOf } from "./body";

type BodiesByType = Readonly<Record<string, Readonly<Record<string, Body>>>>;

export interface S3Backend {
  readonly bucket: string;
  readonly key: string;
  readonly region: string;
  readonly kms_key_id?: string;
  readonly allowed_account_ids: readonly string[];
}

/** A `cdk.tf.json`, as far as it is read. */
export interface TerraformJson {
  readonly terraform: {
    readonly backend: { readonly s3: S3Backend };
    readonly required_version?: string;
    readonly required_providers?: Readonly<Record<string, { readonly source?: string; readonly version: string }>>;
  };
  readonly provider?: Readonly<Record<string, readonly Body[]>>;
  readonly resource?: BodiesByType;
  readonly data?: BodiesByType;
  readonly moved?: readonly { readonly from: string; readonly to: string }[];
  readonly output?: Readonly<Record<string, { readonly value: unknown }>>;
  readonly removed?: readonly { readonly from: string }[];
  readonly import?: readonly { readonly to: string }[];
}

/** The resources and data sources of a synthesized configuration. */
export function blocksIn(json: TerraformJson): Blocks {
  const regions = regionsByProvider(json);
  const blocks = [...bodies(json.resource, ""), ...bodies(json.data, "data.")].map(([address, body]) =>
    blockAt(address, body, regions.get(textOf(body.provider) ?? "aws") ?? json.terraform.backend.s3.region),
  );
  return new Blocks(blocks);
}

/** By what a block's `provider` says: `aws`, or `aws.us-west-2` with an alias. */
function regionsByProvider({ provider = {} }: TerraformJson): Map<string, string> {
  return new Map(
    Object.entries(provider).flatMap(([name, configurations]) =>
      configurations.flatMap(({ alias, region }): [string, string][] =>
        typeof region === "string" ? [[typeof alias === "string" ? `${name}.${alias}` : name, region]] : [],
      ),
    ),
  );
}

function bodies(byType: BodiesByType = {}, prefix: string): [address: string, body: Body][] {
  return Object.entries(byType).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, body]): [string, Body] => [`${prefix}${type}.${name}`, body]),
  );
}
