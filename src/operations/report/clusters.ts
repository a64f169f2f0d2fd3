import { DescribeClustersCommand, ECSClient } from "@aws-sdk/client-ecs";

import type { ClusterFact } from "../../report/facts";
import { inBatches } from "./batches";
import type { DeployedStack } from "./deployed-stack";
import type { AwsSession } from "./session";

export async function readClusters(session: AwsSession, deployed: DeployedStack): Promise<ClusterFact[]> {
  const names = deployed.of("aws_ecs_cluster").map((cluster) => deployed.text(cluster, "name") ?? cluster.name);
  const ecs = session.client(ECSClient);
  const found = await inBatches(names, 100, async (clusters) => {
    const answer = await ecs.send(new DescribeClustersCommand({ clusters: [...clusters] }));
    return answer.clusters ?? [];
  });
  const byName = new Map(found.map((cluster) => [cluster.clusterName, cluster]));
  return names.map((name) => {
    const live = byName.get(name);
    return {
      name,
      live: live && {
        status: live.status ?? "",
        running: live.runningTasksCount ?? 0,
        pending: live.pendingTasksCount ?? 0,
      },
    };
  });
}
