import { Construct } from "constructs";

import type { Account } from "../config/account";
import { ApplyRole } from "../constructs/delivery/apply-role";
import { PlanRole } from "../constructs/delivery/plan-role";
import type { AwsLocation } from "../constructs/iam/aws-location";
import type { StateBucket } from "../constructs/storage/state-bucket";
import { applyRoleName, onCallRoleName, planRoleName } from "../naming/account-names";

export interface WorkflowRolesProps {
  readonly account: Account;
  readonly workflows: NonNullable<Account["workflows"]>;
  readonly location: AwsLocation;
  readonly providerArn: string;
  readonly state: StateBucket;
  /** All stacks of the account, also those that no workflow deploys. */
  readonly stacks: readonly string[];
}

/** How this repository's own workflows come into an account: one role to plan with, and one for each environment to deploy. */
export class WorkflowRoles extends Construct {
  public constructor(scope: Construct, id: string, { account, workflows, stacks, ...props }: WorkflowRolesProps) {
    super(scope, id);
    const { environments, branch, repository, repositoryIds, permissionsBoundary } = workflows;
    const planName = planRoleName(account.name);
    const guardedRoles = [planName, onCallRoleName(account.name), ...environments.map(applyRoleName)];
    const github = { repository, repositoryIds };
    new PlanRole(this, "plan", { ...props, ...github, name: planName, branch });
    for (const environment of environments) {
      const others = stacks.filter((stack) => stack !== environment);
      const name = applyRoleName(environment);
      new ApplyRole(this, environment, {
        ...props,
        ...github,
        name,
        environment,
        branch,
        others,
        guardedRoles,
        permissionsBoundary,
      });
    }
  }
}
