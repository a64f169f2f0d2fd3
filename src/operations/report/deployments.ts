import {
  BatchGetDeploymentsCommand,
  CodeDeployClient,
  DeploymentGroupDoesNotExistException,
  type DeploymentInfo,
  GetDeploymentGroupCommand,
  type LastDeploymentInfo,
} from "@aws-sdk/client-codedeploy";

import type { BlueGreenFact, DeploymentOutcome } from "../../report/facts";
import { declaredServices } from "../synth/declared-services";
import { inBatches, ofEach } from "./batches";
import type { DeployedStack } from "./deployed-stack";
import type { AwsSession } from "./session";

const outcomes: Readonly<Record<string, DeploymentOutcome>> = {
  Succeeded: "succeeded",
  Failed: "failed",
  Stopped: "stopped",
};

/** The last deployment of each service that CodeDeploy deploys, with the reason of one that failed. */
export async function readBlueGreen(session: AwsSession, { stack }: DeployedStack): Promise<BlueGreenFact[]> {
  const codeDeploy = session.client(CodeDeployClient);
  const groups = declaredServices(stack).flatMap(({ key, deployment }) =>
    deployment.kind === "blue-green" ? [{ service: key, ...deployment }] : [],
  );
  const attempts = await ofEach(groups, async ({ service, application, group }) => ({
    ...{ service, group },
    last: await lastAttempt(codeDeploy, application, group),
  }));
  const failed = attempts.flatMap(({ last }) =>
    last?.deploymentId && last.status !== "Succeeded" ? [last.deploymentId] : [],
  );
  const details = await inBatches(failed, 25, async (deploymentIds) => {
    const answer = await codeDeploy.send(new BatchGetDeploymentsCommand({ deploymentIds: [...deploymentIds] }));
    return answer.deploymentsInfo ?? [];
  });
  const detailOf = new Map(details.map((detail) => [detail.deploymentId, detail]));
  return attempts.map(({ service, group, last }) => ({
    ...{ service, group },
    last:
      last?.deploymentId === undefined
        ? undefined
        : described(last.deploymentId, last, detailOf.get(last.deploymentId)),
  }));
}

function described(
  id: string,
  last: LastDeploymentInfo,
  detail: DeploymentInfo | undefined,
): NonNullable<BlueGreenFact["last"]> {
  return {
    id,
    outcome: outcomes[last.status ?? ""] ?? "in progress",
    at: (last.endTime ?? last.createTime)?.toISOString(),
    reason: detail?.errorInformation?.message,
  };
}

async function lastAttempt(
  codeDeploy: CodeDeployClient,
  applicationName: string,
  deploymentGroupName: string,
): Promise<LastDeploymentInfo | undefined> {
  try {
    const { deploymentGroupInfo } = await codeDeploy.send(
      new GetDeploymentGroupCommand({ applicationName, deploymentGroupName }),
    );
    return deploymentGroupInfo?.lastAttemptedDeployment;
  } catch (error) {
    if (
      error instanceof DeploymentGroupDoesNotExistException ||
      (error as Error).name === "ApplicationDoesNotExistException"
    )
      return undefined;
    throw error;
  }
}
