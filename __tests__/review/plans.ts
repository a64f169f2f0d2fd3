import { readPlan } from "../../src/review/plan";
import { type Review, review, type ReviewOptions } from "../../src/review/review";

type Values = Readonly<Record<string, unknown>>;

/** One row of `resource_changes`, as Terraform writes it. */
export interface Row {
  readonly address: string;
  readonly actions: readonly string[];
  readonly before?: Values | null;
  readonly after?: Values | null;
  readonly after_unknown?: unknown;
  readonly before_sensitive?: unknown;
  readonly after_sensitive?: unknown;
  readonly replace_paths?: readonly (readonly (string | number)[])[];
  readonly previous_address?: string;
  readonly action_reason?: string;
  readonly importing?: Values;
}

/** The JSON of a plan with these changes. */
export function planJson(rows: readonly Row[], more: Values = {}): string {
  return JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    resource_changes: rows.map(terraformRow),
    configuration: {
      provider_config: {
        aws: { expressions: { default_tags: [{ tags: { constant_value: { environment: "shop-production" } } }] } },
      },
    },
    ...more,
  });
}

export function terraformRow({ address, previous_address, action_reason, ...change }: Row): Values {
  const [type, name] = address.split(".");
  return {
    address,
    previous_address,
    action_reason,
    mode: "managed",
    type,
    name,
    change: { before: null, after: null, ...change },
  };
}

export function reviewed(rows: readonly Row[], options?: ReviewOptions): Review {
  return review(readPlan(planJson(rows)), options);
}

/** What a review says of each resource: level and title, by address. */
export function said({ judged }: Review): Record<string, string[]> {
  return Object.fromEntries(
    judged.map(({ change, findings }) => [change.address, findings.map(({ level, title }) => `${level}: ${title}`)]),
  );
}

export function updated(address: string, before: Values, after: Values): Row {
  return { address, actions: ["update"], before, after };
}

export function destroyed(address: string, before: Values = {}): Row {
  return { address, actions: ["delete"], before };
}

export function created(address: string, after: Values = {}): Row {
  return { address, actions: ["create"], after };
}
