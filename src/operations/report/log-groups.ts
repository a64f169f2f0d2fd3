import { CloudWatchLogsClient, DescribeLogGroupsCommand } from "@aws-sdk/client-cloudwatch-logs";

import type { LogGroupFact } from "../../report/facts";
import { inBatches } from "./batches";
import type { DeployedStack } from "./deployed-stack";
import type { AwsSession } from "./session";

export async function readLogGroups(session: AwsSession, deployed: DeployedStack): Promise<LogGroupFact[]> {
  const declared = deployed.of("aws_cloudwatch_log_group").map((resource) => ({
    name: deployed.text(resource, "name") ?? resource.name,
    retentionDays: Number(resource.body.retention_in_days) || undefined,
  }));
  const logs = session.client(CloudWatchLogsClient);
  const found = await inBatches(declared, 50, async (batch) => {
    const logGroupIdentifiers = batch.map(({ name }) => name);
    const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupIdentifiers }));
    return logGroups;
  });
  const byName = new Map(found.map((group) => [group.logGroupName, group]));
  return declared.map((group) => {
    const live = byName.get(group.name);
    return {
      ...group,
      live: live && { retentionDays: live.retentionInDays, storedBytes: live.storedBytes ?? 0 },
    };
  });
}
