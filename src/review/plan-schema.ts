import { z } from "zod";

import { constructPath } from "../terraform-json/construct-path";
import { readAddress } from "../terraform-json/resource-address";

/*
 * The parts of `terraform show -json` of a saved plan that are read here (Terraform, "JSON Output Format"). Terraform leaves
 * out what is empty, false or known only after apply, older versions leave out more, and later ones add more: only an
 * address and what happens there are always said.
 */

function optional<T>(schema: z.ZodType<T>): z.ZodType<T | undefined> {
  return schema.nullish().transform((value) => value ?? undefined);
}

function list<T>(schema: z.ZodType<T>): z.ZodType<T[]> {
  return z
    .array(schema)
    .nullish()
    .transform((value) => value ?? []);
}

function map<T>(schema: z.ZodType<T>): z.ZodType<Record<string, T>> {
  return z
    .record(z.string(), schema)
    .nullish()
    .transform((value) => value ?? {});
}

const text = optional(z.string());
const anything = z.unknown().optional();
const values = z.record(z.string(), z.unknown()).nullish();

const change = z.object({
  actions: z.array(z.string()).min(1),
  before: values,
  after: values,
  after_unknown: anything,
  before_sensitive: anything,
  after_sensitive: anything,
  /** The attributes that force a replacement. Not where something else does: see `action_reason`. */
  replace_paths: list(z.array(z.union([z.string(), z.number()]))),
  importing: optional(z.object({ id: text, identity: anything })),
});

const resourceChange = z
  .object({
    address: z.string(),
    previous_address: text,
    /** Of the leftover of a replacement whose old one could not be destroyed; the new one has the same address. */
    deposed: text,
    /** Terraform knows `managed` and `data`. */
    mode: text,
    type: text,
    name: text,
    index: optional(z.union([z.string(), z.number()])),
    change,
    /** Why it is replaced, destroyed or read, as in `replace_because_tainted`, where the change does not show it. */
    action_reason: text,
  })
  .transform((read) => {
    const { mode, type, name, block } = readAddress(read.address);
    const known = { mode: read.mode ?? mode, type: read.type ?? type, name: read.name ?? name, block };
    return { ...read, ...known, path: constructPath(known.name, { index: read.index }) };
  });

const outputChange = z.object({
  actions: z.array(z.string()).min(1),
  before: anything,
  after: anything,
  after_unknown: anything,
  before_sensitive: anything,
  after_sensitive: anything,
});

const configuredResource = z.object({ address: z.string(), provider_config_key: text, expressions: map(z.unknown()) });

export interface ConfiguredModule {
  /** With addresses within the module. */
  readonly resources: readonly z.output<typeof configuredResource>[];
  readonly variables: Readonly<Record<string, { readonly sensitive?: unknown }>>;
  readonly module_calls: Readonly<Record<string, { readonly module: ConfiguredModule }>>;
}

const emptyModule: ConfiguredModule = { resources: [], variables: {}, module_calls: {} };

const configuredModule: z.ZodType<ConfiguredModule> = z.lazy(() =>
  z
    .object({
      resources: list(configuredResource),
      variables: map(z.object({ sensitive: anything })),
      module_calls: map(z.object({ module: configuredModule })),
    })
    .nullish()
    .transform((read) => read ?? emptyModule),
);

/** The results of a `check` block, a condition or a validation. */
const check = z.object({
  address: optional(z.object({ to_display: text })),
  /** `pass`, `fail`, `error`, or `unknown` where only the apply knows. */
  status: text,
  instances: list(z.object({ problems: list(z.object({ message: text })) })),
});

const deferredChange = z.object({
  /** As in `provider_config_unknown`. */
  reason: text,
  resource_change: optional(z.object({ address: text })),
});

export const planSchema = z.object({
  format_version: z.string(),
  terraform_version: text,
  errored: optional(z.boolean()),
  /** Not when something was left out: by `-target`, or because Terraform put it off. */
  complete: optional(z.boolean()),
  resource_changes: list(resourceChange),
  resource_drift: list(resourceChange),
  deferred_changes: list(deferredChange),
  /** What providers are asked to do beside managing resources (Terraform 1.14 and later). */
  action_invocations: list(z.object({ address: text })),
  output_changes: map(outputChange),
  checks: list(check),
  variables: map(z.object({ value: anything })),
  planned_values: anything,
  prior_state: anything,
  configuration: z
    .object({ provider_config: map(z.unknown()), root_module: configuredModule })
    .nullish()
    .transform((read) => read ?? { provider_config: {}, root_module: emptyModule }),
});
