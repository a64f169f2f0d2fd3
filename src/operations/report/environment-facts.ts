import { S3Client, S3ServiceException } from "@aws-sdk/client-s3";

import type { Facts, StackFacts } from "../../report/facts";
import { callerOf, checkAccount } from "../aws/account-check";
import { isDenied } from "../aws/aws-error";
import { readStateLock } from "../state/state-lock";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { readAlarms } from "./alarms";
import { readCertificates } from "./certificates";
import { readClusters } from "./clusters";
import { readDatabases } from "./databases";
import { DeployedStack } from "./deployed-stack";
import { readBlueGreen } from "./deployments";
import { readLoadBalancers, readTargetGroups } from "./load-balancers";
import { readLogGroups } from "./log-groups";
import { reading } from "./reading";
import { readRecords } from "./records";
import { readRoles } from "./roles";
import { readSecrets } from "./secrets";
import { readServices } from "./services";
import { AwsSession } from "./session";
import { readState } from "./state";
import { readUnmanaged } from "./unmanaged";
import { readVaults } from "./vaults";

type Reader<T> = (session: AwsSession, deployed: DeployedStack) => Promise<readonly T[]>;

/**
 * Everything about an environment that a report tells, read at this moment.
 *
 * @throws Failure when AWS cannot be asked, or the credentials are another account's
 */
export async function readFacts(stack: SynthesizedStack): Promise<Facts> {
  const session = new AwsSession(stack.region);
  checkAccount(stack, await callerOf(stack.region));
  const s3 = session.client(S3Client);
  const [state, lock] = await Promise.all([readState(stack, s3), readLock(stack, s3)]);
  const deployed = new DeployedStack(stack, state);
  const read = <T>(reader: Reader<T>): ReturnType<typeof reading<T>> => reading(() => reader(session, deployed));
  const [
    clusters,
    services,
    blueGreen,
    loadBalancers,
    targetGroups,
    certificates,
    records,
    secrets,
    roles,
    logGroups,
    databases,
    vaults,
    alarms,
    unmanaged,
  ] = await Promise.all([
    read(readClusters),
    read(readServices),
    read(readBlueGreen),
    read(readLoadBalancers),
    read(readTargetGroups),
    read(readCertificates),
    read(readRecords),
    read(readSecrets),
    read(readRoles),
    read(readLogGroups),
    read(readDatabases),
    read(readVaults),
    read(readAlarms),
    read(readUnmanaged),
  ]);
  // A deploy that began meanwhile has created what the state that was read does not have.
  const lockNow = lock ?? (await readLock(stack, s3));
  return {
    environment: stack.name,
    accountId: stack.accountId,
    region: stack.region,
    readAt: new Date().toISOString(),
    dashboard: dashboardOf(stack),
    stack: stackFacts(deployed, lockNow),
    ...{ clusters, services, blueGreen, loadBalancers, targetGroups, certificates, records },
    ...{ secrets, roles, logGroups, databases, vaults, alarms, unmanaged },
    effort: session.effort,
  };
}

function stackFacts(deployed: DeployedStack, lock: StackFacts["lock"]): StackFacts {
  const declared = deployed.stack.resources.length;
  const { state, missing, leftOver, tainted } = deployed;
  const isThere = state !== undefined && state.resources.length > 0;
  return { declared, deployed: isThere ? declared - missing.length : undefined, missing, leftOver, tainted, lock };
}

/** Who deploys now. Without a state bucket there is no deploy. */
export async function readLock(stack: SynthesizedStack, s3: S3Client): Promise<StackFacts["lock"]> {
  try {
    const lock = await readStateLock(stack, s3);
    return lock && { who: lock.Who, since: lock.Created, operation: lock.Operation };
  } catch (error) {
    if (error instanceof S3ServiceException && (error.name === "NoSuchBucket" || isDenied(error))) return undefined;
    throw error;
  }
}

function dashboardOf({ json }: SynthesizedStack): string | undefined {
  const value = json.output?.dashboard?.value;
  return typeof value === "string" ? value : undefined;
}
