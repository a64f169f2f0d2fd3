import { z } from "zod";

import { isRecord, own } from "../terraform-json/record";
import { type Attributes, type Export, ExportError, type ExportedResource, Tally, textsIn } from "./exported-resource";
import { knownAs, knownTypes } from "./type-aliases";

const step = z.object({ value: z.union([z.string(), z.number(), z.object({ value: z.unknown() })]) });

const instanceSchema = z.object({
  index_key: z.union([z.string(), z.number()]).optional(),
  deposed: z.string().optional(),
  attributes: z.record(z.string(), z.unknown()).nullish(),
  sensitive_attributes: z.array(z.array(step)).nullish(),
});

const resourceSchema = z.object({
  module: z.string().optional(),
  mode: z.enum(["managed", "data"]),
  type: z.string(),
  name: z.string(),
  instances: z.array(instanceSchema).default([]),
});

/** The parts of a state file that are read here (Terraform's `statefile` package, version 4). */
const stateSchema = z.object({
  version: z.literal(4),
  serial: z.number().optional(),
  lineage: z.string().optional(),
  resources: z.array(resourceSchema).default([]),
});

type Instance = z.output<typeof instanceSchema>;
type Resource = z.output<typeof resourceSchema>;

const howToMake = "make it with: terraform state pull > <file>";

/** @throws ExportError for a state that is not whole, or of another version */
export function readTerraformState(json: unknown): Export {
  const version = own(json, "version");
  if (version !== 4)
    throw new ExportError(
      `The state has version ${version === undefined ? "none" : JSON.stringify(version)}, and version 4 is understood; ${howToMake}`,
    );
  const parsed = stateSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ExportError(
      `This is not a whole Terraform state (${[issue?.path.join("."), issue?.message].filter(Boolean).join(": ")}); ${howToMake}`,
    );
  }
  const secrets = new Set<string>();
  const ignored = new Tally();
  const found: ExportedResource[] = [];
  for (const resource of parsed.data.resources) {
    for (const instance of resource.instances) {
      const attributes = withoutSensitive(instance, secrets);
      const kind = kindOfNothing(resource, instance);
      if (kind === undefined) found.push(foundResource(resource, instance, attributes));
      else ignored.add(kind);
    }
  }
  const title = `Terraform's state ${parsed.data.lineage ?? "without a lineage"}, serial ${parsed.data.serial ?? "unknown"}`;
  return { tool: "Terraform", title, found, ignored: ignored.all, secrets };
}

function kindOfNothing({ mode }: Resource, { deposed, attributes }: Instance): string | undefined {
  if (mode === "data") return "data sources";
  if (deposed !== undefined) return "already replaced or deleted";
  return attributes ? undefined : "without attributes";
}

function foundResource(
  { module, type, name }: Resource,
  { index_key: key }: Instance,
  attributes: Attributes,
): ExportedResource {
  const index = key === undefined ? "" : `[${JSON.stringify(key)}]`;
  const label = `${module === undefined ? "" : `${module}.`}${type}.${name}${index}`;
  if (!knownTypes.has(type)) return { label, foreignType: type, type: undefined, attributes };
  return { label, foreignType: type, ...knownAs(type, attributes) };
}

/** The attributes without those that the state marks sensitive, whose texts are put into `secrets`. */
function withoutSensitive({ attributes, sensitive_attributes: paths }: Instance, secrets: Set<string>): Attributes {
  return (paths ?? []).reduce<Attributes>((rest, path) => {
    const keys = path.map(({ value }) => String(isRecord(value) ? value.value : value));
    return without(rest, keys, secrets) as Attributes;
  }, attributes ?? {});
}

function without(value: unknown, [key, ...below]: readonly string[], secrets: Set<string>): unknown {
  if (key === undefined) {
    for (const text of textsIn(value)) secrets.add(text);
    return undefined;
  }
  if (Array.isArray(value))
    return value.map((item: unknown, index) => (String(index) === key ? without(item, below, secrets) : item));
  if (!isRecord(value) || !Object.hasOwn(value, key)) return value;
  return { ...value, [key]: without(value[key], below, secrets) };
}
