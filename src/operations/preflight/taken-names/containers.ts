import { CloudWatchLogsClient, paginateDescribeLogGroups } from "@aws-sdk/client-cloudwatch-logs";
import { CodeDeployClient, paginateListApplications, paginateListDeploymentConfigs } from "@aws-sdk/client-codedeploy";
import { DescribeClustersCommand, ECSClient } from "@aws-sdk/client-ecs";

import { awsClient } from "../../aws/client";
import { listed, type Lookup, type Taken } from "./lookup";

export const clusters: Lookup = async (names, region) => {
  const page = await awsClient(ECSClient, region).send(new DescribeClustersCommand({ clusters: [...names] }));
  return listed(names, [page], ({ clusters: found }) =>
    found?.filter(({ status }) => status === "ACTIVE").map(({ clusterName }) => [clusterName]),
  );
};

/** Those of one folder come together: CloudWatch Logs takes few questions in a second. */
export const logGroups: Lookup = async (names, region) => {
  const client = awsClient(CloudWatchLogsClient, region);
  const found = new Map<string, Taken>();
  for (const logGroupNamePrefix of new Set(names.map(folderOf))) {
    const pages = paginateDescribeLogGroups({ client }, { logGroupNamePrefix });
    const ofFolder = await listed(names, pages, ({ logGroups: groups }) =>
      groups?.map(({ logGroupName }) => [logGroupName]),
    );
    for (const [name, taken] of ofFolder) found.set(name, taken);
  }
  return found;
};

function folderOf(name: string): string {
  return name.slice(0, name.lastIndexOf("/") + 1) || name;
}

export const deploymentApplications: Lookup = (names, region) =>
  listed(names, paginateListApplications({ client: awsClient(CodeDeployClient, region) }, {}), ({ applications }) =>
    applications?.map((name) => [name]),
  );

export const deploymentConfigurations: Lookup = (names, region) =>
  listed(
    names,
    paginateListDeploymentConfigs({ client: awsClient(CodeDeployClient, region) }, {}),
    ({ deploymentConfigsList }) => deploymentConfigsList?.map((name) => [name]),
  );
