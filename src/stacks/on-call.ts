import { Construct } from "constructs";

import type { Account } from "../config/account";
import type { Environment } from "../config/environment";
import { givenNames } from "../config/given-names";
import { OnCallRole } from "../constructs/delivery/on-call-role";
import type { AwsLocation } from "../constructs/iam/aws-location";
import type { StateBucket } from "../constructs/storage/state-bucket";
import type { NameKind } from "../naming/name-kinds";
import { onCallRoleName } from "../naming/account-names";

export interface OnCallProps {
  readonly account: Account;
  readonly onCall: NonNullable<Account["onCall"]>;
  readonly environments: readonly Environment[];
  readonly location: AwsLocation;
  readonly state: StateBucket;
}

/** How people on call come to the running services of all environments of an account. */
export class OnCall extends Construct {
  public constructor(scope: Construct, id: string, { account, onCall, environments, ...props }: OnCallProps) {
    super(scope, id);
    const names = environments.flatMap(givenNames);
    const of = (...kinds: NameKind[]): string[] => [
      ...new Set(names.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name)),
    ];
    new OnCallRole(this, "on-call", {
      ...props,
      name: onCallRoleName(account.name),
      trusted: onCall.trusted,
      operated: {
        clusters: of("cluster"),
        families: of("taskDefinitionFamily"),
        taskRoles: of("executionRole", "taskRole"),
        logGroups: of("serviceLogGroup"),
        blueGreen: of("codeDeploy"),
        imageParameters: of("imageParameter"),
      },
    });
  }
}
