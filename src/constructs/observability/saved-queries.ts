import { CloudwatchQueryDefinition } from "@cdktf/provider-aws/lib/cloudwatch-query-definition";
import { Construct } from "constructs";

import { constructId } from "../../naming/construct-id";
import { literal } from "../../terraform/literal";
import { type LogSource, savedQueries } from "./queries";

export interface SavedQueriesProps {
  /** The folder in which the console shows them. */
  readonly folder: string;
  /** The names of the log groups of each source; queries of a source without any are left out. */
  readonly logGroups: Readonly<Record<LogSource, readonly string[]>>;
}

/** A query reads at most so many log groups (CloudWatch Logs quotas, "Queried log groups"). */
const mostLogGroups = 50;

/**
 * The questions that are asked of an environment's logs, ready in Logs Insights (Amazon CloudWatch Logs User Guide,
 * "Save and re-run CloudWatch Logs Insights queries").
 *
 * Costs nothing until one is asked.
 */
export class SavedQueries extends Construct {
  public constructor(scope: Construct, id: string, { folder, logGroups }: SavedQueriesProps) {
    super(scope, id);
    for (const { name, source, commands } of savedQueries) {
      parts(logGroups[source]).forEach((logGroupNames, index) => {
        const title = index === 0 ? name : `${name} (${index + 1})`;
        new CloudwatchQueryDefinition(this, constructId(title), {
          name: `${folder}/${title}`,
          logGroupNames,
          queryString: literal(commands.join("\n| ")),
        });
      });
    }
  }
}

function parts(names: readonly string[]): string[][] {
  return Array.from({ length: Math.ceil(names.length / mostLogGroups) }, (_, index) =>
    names.slice(index * mostLogGroups, (index + 1) * mostLogGroups),
  );
}
