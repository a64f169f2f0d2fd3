import { OnCallRole } from "../../src/constructs/delivery/on-call-role";
import { StateBucket } from "../../src/constructs/storage/state-bucket";
import { location } from "./location";
import { type Synthesized, synthesize } from "./synthesized";

/** The role of people on call for a cluster with one service, which CodeDeploy deploys and Terraform chooses the image of. */
export function onCallRole(trusted: readonly string[]): Synthesized {
  return synthesize((scope) => {
    const state = new StateBucket(scope, "state", {
      bucketName: "terraform-state",
      keyAlias: "terraform-state",
      location,
    });
    new OnCallRole(scope, "on-call", {
      ...{ name: "shop-on-call", location, trusted, state },
      operated: {
        clusters: ["shop-test-cluster"],
        families: ["shop-test-api"],
        taskRoles: ["shop-test-api-task", "shop-test-api-execution"],
        logGroups: ["/ecs/shop-test/api"],
        blueGreen: ["shop-test-api"],
        imageParameters: ["/shop/test/images/api"],
      },
    });
  });
}
