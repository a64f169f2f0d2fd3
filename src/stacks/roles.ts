import { Construct } from "constructs";

import type { AwsLocation } from "../constructs/iam/aws-location";
import { Role } from "../constructs/iam/role";
import { constructId } from "../naming/construct-id";

/**
 * The roles of an environment's tasks, each made once for its name: services whose roles have one name share the role and
 * what it may do.
 */
export class Roles extends Construct {
  private readonly byName = new Map<string, Role>();

  public constructor(
    scope: Construct,
    id: string,
    private readonly location: AwsLocation,
  ) {
    super(scope, id);
  }

  /** The role of that name for ECS tasks. */
  public forTasks(name: string, description: string, policyName = name): Role {
    const role = this.byName.get(name) ?? this.create(name, description, policyName);
    this.byName.set(name, role);
    return role;
  }

  private create(name: string, description: string, policyName: string): Role {
    const { account, region } = this.location;
    return new Role(this, constructId(name), {
      name,
      policyName,
      description,
      trust: {
        principals: { Service: "ecs-tasks.amazonaws.com" },
        conditions: {
          StringEquals: { "aws:SourceAccount": account },
          ArnLike: { "aws:SourceArn": `arn:aws:ecs:${region}:${account}:*` },
        },
      },
    });
  }
}
