import { Failure } from "../../failure";
import type { SynthesizedStack } from "../../synth/synthesized-stack";
import type { DashboardBody } from "./dashboard-body";
import { dashboardPicture } from "./dashboard-picture";

/** Where the documentation has an environment's dashboard. */
export function pictureFile(environment: string): string {
  return `docs/environments/${environment}-dashboard.svg`;
}

/**
 * The picture of a stack's dashboard: the first page, where it has several.
 *
 * @throws Failure when the stack has no dashboard, as a foundation has none
 */
export function pictureOf({ name, resources }: Pick<SynthesizedStack, "name" | "resources">): string {
  const [first] = resources
    .filter(({ type }) => type === "aws_cloudwatch_dashboard")
    .map(({ body }) => ({ dashboard: String(body.dashboard_name), json: String(body.dashboard_body) }))
    .sort((one, other) => one.dashboard.length - other.dashboard.length);
  if (!first) throw new Failure(`${name} has no dashboard`);
  return dashboardPicture(`Dashboard ${first.dashboard}`, JSON.parse(first.json) as DashboardBody);
}
