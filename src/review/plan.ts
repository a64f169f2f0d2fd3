import { z } from "zod";

import { checkResult } from "./checks";

/** A plan that cannot be reviewed; the message says why and what to do. */
export class PlanError extends Error {}

const mask = z.union([z.boolean(), z.record(z.string(), z.unknown()), z.array(z.unknown())]).optional();
const values = z.record(z.string(), z.unknown()).nullable().optional();

const change = z.object({
  actions: z.array(z.enum(["no-op", "create", "read", "update", "delete", "forget"])),
  before: values,
  after: values,
  after_unknown: mask,
  before_sensitive: mask,
  after_sensitive: mask,
  replace_paths: z.array(z.array(z.union([z.string(), z.number()]))).optional(),
  importing: z.object({ id: z.string().optional() }).nullable().optional(),
});

const resourceChange = z.object({
  address: z.string(),
  previous_address: z.string().optional(),
  /** Of the leftover of a replacement whose old one could not be destroyed; the new one has the same address. */
  deposed: z.string().optional(),
  mode: z.enum(["managed", "data"]),
  type: z.string(),
  name: z.string(),
  index: z.union([z.string(), z.number()]).optional(),
  change,
  action_reason: z.string().optional(),
});

const outputChange = z.object({
  actions: z.array(z.string()),
  before: z.unknown(),
  after: z.unknown(),
  after_unknown: z.unknown(),
  before_sensitive: z.unknown(),
  after_sensitive: z.unknown(),
});

const configuredResource = z.object({
  address: z.string(),
  expressions: z.record(z.string(), z.unknown()).default({}),
});

/** The parts of `terraform show -json` of a saved plan that are read here (Terraform, "JSON Output Format"). */
const planSchema = z.object({
  format_version: z.string(),
  terraform_version: z.string(),
  errored: z.boolean().optional(),
  /** Not when something was left out: by `-target`, or because Terraform put it off. */
  complete: z.boolean().optional(),
  resource_changes: z.array(resourceChange).default([]),
  resource_drift: z.array(resourceChange).default([]),
  output_changes: z.record(z.string(), outputChange).default({}),
  checks: z.array(checkResult).nullish(),
  configuration: z
    .object({
      provider_config: z.record(z.string(), z.unknown()).default({}),
      root_module: z.object({ resources: z.array(configuredResource).default([]) }).prefault({}),
    })
    .prefault({}),
});

export type Plan = z.output<typeof planSchema>;
export type PlannedChange = Plan["resource_changes"][number];

const howToMake = "make it with: terraform show -json <plan file>";

/**
 * Reads what `terraform show -json` printed of a plan.
 *
 * @throws PlanError for anything else: nothing, a binary plan, a truncated one, another format, a plan that failed
 */
export function readPlan(text: string): Plan {
  if (text.trim() === "") throw new PlanError(`The plan is empty; ${howToMake}`);
  if (text.startsWith("PK")) throw new PlanError(`This is a plan as Terraform saves it, not its JSON; ${howToMake}`);
  const plan = planSchema.safeParse(parsed(text));
  if (!plan.success) {
    const [issue] = plan.error.issues;
    throw new PlanError(
      `This is not the JSON of a plan (${[issue?.path.join("."), issue?.message].filter(Boolean).join(": ")}); ${howToMake}`,
    );
  }
  if (!plan.data.format_version.startsWith("1.")) {
    throw new PlanError(
      `The plan has format version ${plan.data.format_version}, and versions 1.x are understood; use Terraform 1.11`,
    );
  }
  if (plan.data.errored)
    throw new PlanError("The plan ended with an error, so it is not complete; mend the error and plan again");
  if (plan.data.complete === false)
    throw new PlanError("The plan leaves something out (-target, or what Terraform puts off); plan all of it");
  return plan.data;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const cut = text.trimStart().startsWith("{") ? "The plan's JSON is cut off or damaged" : "This is not JSON";
    throw new PlanError(`${cut}; ${howToMake}`);
  }
}

/** The stack that a plan is for: what its provider tags everything with. `undefined` where it does not say. */
export function stackOf(plan: Plan): string | undefined {
  const provider = z
    .object({
      expressions: z.object({
        default_tags: z.array(z.object({ tags: z.object({ constant_value: z.record(z.string(), z.string()) }) })),
      }),
    })
    .safeParse(plan.configuration.provider_config.aws);
  const tags = provider.data?.expressions.default_tags[0]?.tags.constant_value;
  if (tags?.environment !== undefined) return tags.environment;
  return tags?.account === undefined ? undefined : `foundation-${tags.account}`;
}

/** The one account that the plan's provider works in. `undefined` where it does not say. */
export function accountOf(plan: Plan): string | undefined {
  const provider = z
    .object({
      expressions: z.object({ allowed_account_ids: z.object({ constant_value: z.tuple([z.string()]) }) }),
    })
    .safeParse(plan.configuration.provider_config.aws);
  return provider.data?.expressions.allowed_account_ids.constant_value[0];
}

/** What the configuration sets of a resource, by its address; `undefined` where it has no such resource. */
export function expressionsIn({
  configuration,
}: Plan): (address: string) => Readonly<Record<string, unknown>> | undefined {
  const byAddress = new Map(configuration.root_module.resources.map((one) => [one.address, one.expressions]));
  return (address) => byAddress.get(address.replace(/\[.*\]$/, ""));
}

/** The attributes that the configuration sets, by address without an index. */
export function configuredAttributes(plan: Plan): ReadonlyMap<string, ReadonlySet<string>> {
  const { resources } = plan.configuration.root_module;
  return new Map(resources.map(({ address, expressions }) => [address, new Set(Object.keys(expressions))]));
}
