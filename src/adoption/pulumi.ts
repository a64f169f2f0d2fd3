import { z } from "zod";

import { isRecord, own } from "../terraform-json/record";
import { type Attributes, type Export, ExportError, type ExportedResource, Tally, textsIn } from "./exported-resource";
import { knownAs, knownTypes } from "./type-aliases";
import { terraformTypeOf } from "./pulumi-types";

/** The key and the value by which Pulumi marks an object as something other than an object, here as a secret. */
const signature = "4dabf18193072939515e22adb298388d";
const secretSignature = "1b47061264138c4ac30d75fd1eb44270";

const resourceSchema = z.object({
  urn: z.string(),
  type: z.string(),
  custom: z.boolean().default(false),
  id: z.string().optional(),
  delete: z.boolean().default(false),
  external: z.boolean().default(false),
  pendingReplacement: z.boolean().default(false),
  inputs: z.record(z.string(), z.unknown()).default({}),
  outputs: z.record(z.string(), z.unknown()).default({}),
});
type Resource = z.output<typeof resourceSchema>;

/** The parts of `pulumi stack export` that are read here (Pulumi's `apitype.DeploymentV3`). */
const exportSchema = z.object({
  version: z.literal(3),
  deployment: z.object({
    manifest: z.object({ time: z.string().optional() }).default({}),
    resources: z.array(resourceSchema).default([]),
    pending_operations: z
      .array(z.object({ type: z.string(), resource: z.object({ urn: z.string() }) }))
      .nullish()
      .transform((operations) => operations ?? []),
  }),
});

const howToMake = "make it with: pulumi stack export --file <file>";

/** @throws ExportError for an export that is not whole, or of another version, or of a stack that is being changed */
export function readPulumi(json: unknown): Export {
  const version = own(json, "version");
  if (version !== 3)
    throw new ExportError(
      `The export has version ${version === undefined ? "none" : JSON.stringify(version)}, and version 3 is understood; ${howToMake}`,
    );
  const parsed = exportSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ExportError(
      `This is not a whole export of a Pulumi stack (${[issue?.path.join("."), issue?.message].filter(Boolean).join(": ")}); ${howToMake}`,
    );
  }
  const { resources, pending_operations: pending } = parsed.data.deployment;
  if (pending.length > 0) {
    const urns = pending.slice(0, 5).map(({ type, resource }) => `  ${type} ${resource.urn}`);
    throw new ExportError(
      [
        `Pulumi was interrupted, or is at work: ${pending.length} of its operations have not ended, so what exists is not known.`,
        ...urns,
        "Let it end, or run pulumi refresh, and export again.",
      ].join("\n"),
    );
  }
  return collect(resources);
}

function collect(resources: readonly Resource[]): Export {
  const secrets = new Set<string>();
  const ignored = new Tally();
  const found: ExportedResource[] = [];
  for (const resource of resources) {
    const revealed = withoutSecrets({ ...resource.inputs, ...resource.outputs }, secrets) as Attributes;
    const kind = kindOfNothing(resource);
    if (kind === undefined) found.push(foundResource(resource, revealed));
    else ignored.add(kind);
  }
  const stack = /^urn:pulumi:([^:]*)::([^:]*)::/.exec(resources[0]?.urn ?? "");
  const title = stack ? `Pulumi's stack ${stack[1] ?? ""} of project ${stack[2] ?? ""}` : "a Pulumi stack";
  return { tool: "Pulumi", title, found, ignored: ignored.all, secrets };
}

/** What an entry is that is no resource to be taken over. */
function kindOfNothing({ type, custom, external, delete: deleted, pendingReplacement }: Resource): string | undefined {
  if (type.startsWith("pulumi:providers:")) return "providers";
  if (!custom) return "components";
  if (external) return "only looked up by Pulumi";
  if (deleted || pendingReplacement) return "already replaced or deleted";
  return undefined;
}

function foundResource({ urn, type, id }: Resource, properties: Attributes): ExportedResource {
  const label = urn.split("::").slice(3).join("::");
  const terraformType = terraformTypeOf(type, knownTypes);
  const attributes = { ...renamed(properties), id };
  if (terraformType === undefined) return { label, foreignType: type, type: undefined, attributes };
  return { label, foreignType: type, ...knownAs(terraformType, attributes) };
}

/** Blocks in which the names are Terraform's, too, and are plural where Terraform repeats the block. */
const blocks: Readonly<Record<string, string>> = {
  conditions: "condition",
  domainValidationOptions: "domain_validation_options",
  rootDirectory: "root_directory",
};

function renamed(properties: Attributes): Attributes {
  return Object.fromEntries(
    Object.entries(properties).map(([name, value]) => {
      const block = own(blocks, name);
      return block === undefined ? [snakeCase(name), value] : [block, deeplyRenamed(value)];
    }),
  );
}

function deeplyRenamed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(deeplyRenamed);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [snakeCase(name), deeplyRenamed(item)]));
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** The value without what is marked secret, which is put into `secrets` where it can be read. */
function withoutSecrets(value: unknown, secrets: Set<string>): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutSecrets(item, secrets));
  if (!isRecord(value)) return value;
  if (own(value, signature) === secretSignature) {
    for (const text of textsIn(plain(own(value, "plaintext") ?? own(value, "value")))) secrets.add(text);
    return undefined;
  }
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, withoutSecrets(item, secrets)]));
}

/** Pulumi writes a secret's plaintext as JSON. */
function plain(text: unknown): unknown {
  if (typeof text !== "string") return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
