import type { TerraformStack } from "cdktf";

import { Cluster } from "../../src/constructs/containers/cluster";
import { encryptionKey } from "./encryption-key";

/** A cluster at the path `cluster`. */
export function cluster(stack: TerraformStack): Cluster {
  return new Cluster(stack, "cluster", {
    name: "finance-app-cluster",
    insights: { retentionDays: 7, encryptionKey: encryptionKey(stack) },
  });
}
