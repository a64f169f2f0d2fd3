import type { UnmanagedFact } from "../../report/facts";
import type { ClientIn } from "../aws/client";
import { taggedResources } from "../recover/tagged";
import { unmanagedResources } from "../recover/unmanaged";
import type { DeployedStack } from "./deployed-stack";
import type { AwsSession } from "./session";

/** What carries the environment's tags, and is not in its state. */
export async function readUnmanaged(session: AwsSession, deployed: DeployedStack): Promise<UnmanagedFact[]> {
  const clientIn: ClientIn = (type, region) => session.client(type, region);
  return unmanagedResources(deployed, await taggedResources(deployed.stack, clientIn), clientIn);
}
