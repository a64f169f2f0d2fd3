import { isRecord, own, recordsIn } from "../terraform-json/record";
import { hidesAnything, secretsIn } from "./masks";
import type { Plan } from "./plan";

/** Shorter ones would be found inside innocent words; what Terraform marks is hidden whatever its length. */
const shortestSecret = 8;

/** Every value that a plan marks as sensitive anywhere. */
export function secretsOf(plan: Plan): Set<string> {
  const { resource_changes: changes, resource_drift: drift, output_changes: outputs } = plan;
  const all = [
    ...[
      ...changes.map(({ change }) => change),
      ...drift.map(({ change }) => change),
      ...Object.values(outputs),
    ].flatMap(({ before, after, before_sensitive: was, after_sensitive: is }) =>
      // What is sensitive on one side is the same secret on the other one.
      [was, is].filter(hidesAnything).flatMap((mask) => [...secretsIn(before, mask), ...secretsIn(after, mask)]),
    ),
    ...sensitiveVariables(plan),
    ...[own(plan.prior_state, "values"), plan.planned_values].flatMap(inState),
  ];
  return new Set(all.filter((text) => text.length >= shortestSecret));
}

function sensitiveVariables({ variables, configuration }: Plan): string[] {
  const declared = configuration.root_module.variables;
  return Object.entries(variables).flatMap(([name, { value }]) =>
    own(declared, name)?.sensitive === true ? secretsIn(value, true) : [],
  );
}

/** What is read during a plan stands in its states only. */
function inState(state: unknown): string[] {
  const outputs = own(state, "outputs");
  return [
    ...recordsIn(isRecord(outputs) ? Object.values(outputs) : []).flatMap(({ value, sensitive }) =>
      secretsIn(value, sensitive),
    ),
    ...inModule(own(state, "root_module")),
  ];
}

function inModule(module: unknown): string[] {
  return [
    ...recordsIn(own(module, "resources")).flatMap(({ values, sensitive_values: mask }) =>
      hidesAnything(mask) ? secretsIn(values, mask) : [],
    ),
    ...recordsIn(own(module, "child_modules")).flatMap(inModule),
  ];
}
