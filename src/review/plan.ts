import { z } from "zod";

import { visible } from "../markdown/visible";
import { isRecord } from "../terraform-json/record";
import { type ConfiguredModule, planSchema } from "./plan-schema";
import { readAddress } from "../terraform-json/resource-address";

/** A plan that cannot be reviewed; the message says why and what to do. */
export class PlanError extends Error {}

export type Plan = z.output<typeof planSchema>;
export type PlannedChange = Plan["resource_changes"][number];

const howToMake = "make it with: terraform show -json <plan file>";

/**
 * Reads what `terraform show -json` printed of a plan.
 *
 * @throws PlanError for anything else: nothing, a binary plan, a truncated one, another format, a plan that failed or is
 *   not whole
 */
export function readPlan(text: string): Plan {
  const json = parsed(text.replace(/^\uFEFF/, ""));
  checkKind(json);
  const read = planSchema.safeParse(json);
  if (!read.success) throw new PlanError(`This is not the JSON of a plan (${problems(read.error)}); ${howToMake}`);
  const plan = read.data;
  if (!plan.format_version.startsWith("1.")) {
    throw new PlanError(
      `The plan has format version ${visible(plan.format_version)}, and versions 1.x are understood; use a release of Terraform that writes them, such as 1.11`,
    );
  }
  if (plan.errored)
    throw new PlanError("The plan ended with an error, so it is not complete; mend the error and plan again");
  checkWhole(plan);
  return plan;
}

function parsed(text: string): unknown {
  if (text.trim() === "") throw new PlanError(`The plan is empty; ${howToMake}`);
  if (text.startsWith("PK")) throw new PlanError(`This is a plan as Terraform saves it, not its JSON; ${howToMake}`);
  if (/^\s*\{"@level"/.test(text)) throw new PlanError(`These are messages of terraform plan -json; ${howToMake}`);
  try {
    return JSON.parse(text);
  } catch {
    const cut = text.trimStart().startsWith("{") ? "The plan's JSON is cut off or damaged" : "This is not JSON";
    throw new PlanError(`${cut}; ${howToMake}`);
  }
}

/** Of what every plan has at least one: without them, the JSON of a state would be a plan that changes nothing. */
const ofPlans = ["planned_values", "resource_changes", "output_changes", "resource_drift", "configuration"];

function checkKind(json: unknown): void {
  if (!isRecord(json) || !Object.hasOwn(json, "format_version")) return;
  if (ofPlans.some((key) => Object.hasOwn(json, key))) return;
  const what = Object.hasOwn(json, "values") ? "the JSON of a state, not of a plan" : "not the JSON of a plan";
  throw new PlanError(`This is ${what}: it has none of ${ofPlans.join(", ")}; ${howToMake}`);
}

/** As many are named; the rest is counted. */
const mostNamed = 5;

function problems({ issues }: z.ZodError): string {
  return named(issues.map(({ path, message }) => [path.join("."), message].filter(Boolean).join(": ")));
}

function named(texts: readonly string[]): string {
  const first = texts.slice(0, mostNamed).map((text) => visible(text));
  return [...first, ...(texts.length > mostNamed ? [`${texts.length - mostNamed} more`] : [])].join(", ");
}

/** A review of half a plan would not show what comes with the other half. */
function checkWhole({ complete, deferred_changes: deferred, action_invocations: invoked }: Plan): void {
  if (deferred.length > 0) {
    const waiting = deferred.map(({ resource_change: change, reason }) =>
      [change?.address ?? "a resource", ...(reason === undefined ? [] : [`(${reason})`])].join(" "),
    );
    throw new PlanError(
      `The plan puts off what Terraform cannot plan yet: ${named(waiting)}; apply what it waits for on its own, or make its count, keys and providers known, and plan all of it`,
    );
  }
  if (complete === false)
    throw new PlanError("The plan leaves something out (-target, or what Terraform puts off); plan all of it");
  if (invoked.length === 0) return;
  const actions = named(invoked.map(({ address }) => address ?? "an action"));
  throw new PlanError(
    `The plan invokes actions of providers, whose effect it does not show: ${actions}; take their action_trigger out of the configuration`,
  );
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
export function expressionsIn(plan: Plan): (address: string) => Readonly<Record<string, unknown>> | undefined {
  const configured = new Map(expressionsOf(plan.configuration.root_module, ""));
  return (address) => configured.get(readAddress(address).block);
}

/** The attributes that the configuration sets, by `block`. */
export function configuredAttributes({ configuration }: Plan): ReadonlyMap<string, ReadonlySet<string>> {
  const configured = expressionsOf(configuration.root_module, "");
  return new Map(configured.map(([block, expressions]) => [block, new Set(Object.keys(expressions))]));
}

type Expressions = ConfiguredModule["resources"][number]["expressions"];

function expressionsOf({ resources, module_calls: calls }: ConfiguredModule, prefix: string): [string, Expressions][] {
  return [
    ...resources.map(({ address, expressions }): [string, Expressions] => [prefix + address, expressions]),
    ...Object.entries(calls).flatMap(([name, { module }]) => expressionsOf(module, `${prefix}module.${name}.`)),
  ];
}
