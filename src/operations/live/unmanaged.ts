import { ResourceGroupsTaggingAPIClient } from "@aws-sdk/client-resource-groups-tagging-api";

import type { UnmanagedFact } from "../../report/facts";
import { taggedResources } from "../recovery/tagged";
import { unmanagedResources } from "../recovery/unmanaged";
import type { DeployedStack } from "./deployed-stack";
import type { AwsSession } from "./session";

/** What carries the environment's tags, and is not in its state. */
export async function readUnmanaged(session: AwsSession, { stack, state }: DeployedStack): Promise<UnmanagedFact[]> {
  const tagged = await taggedResources(stack, (region) => session.client(ResourceGroupsTaggingAPIClient, region));
  return unmanagedResources(stack, state, tagged);
}
