import { DataAwsEcrRepository } from "@cdktf/provider-aws/lib/data-aws-ecr-repository";
import { Construct } from "constructs";

import { statementId } from "../iam/policy-document";
import type { IGrantable } from "../iam/role";

/**
 * An ECR repository of the account, found by its name (Amazon ECR User Guide, "Amazon ECR private repositories"); the
 * account's foundation made it.
 *
 * Costs nothing.
 */
export class RegisteredRepository extends Construct {
  public readonly url: string;
  public readonly arn: string;

  public constructor(
    scope: Construct,
    id: string,
    private readonly name: string,
  ) {
    super(scope, id);
    const repository = new DataAwsEcrRepository(this, "Resource", { name });
    this.url = repository.repositoryUrl;
    this.arn = repository.arn;
  }

  public grantPull(grantee: IGrantable): void {
    this.grantLogIn(grantee);
    grantee.grant({
      sid: statementId("pull", this.name),
      actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      resources: [this.arn],
    });
  }

  /** What a pipeline needs to push an image, the check for one that is there already included. */
  public grantPush(grantee: IGrantable): void {
    this.grantLogIn(grantee);
    grantee.grant({
      sid: statementId("push", this.name),
      actions: [
        "ecr:BatchCheckLayerAvailability",
        "ecr:BatchGetImage",
        "ecr:CompleteLayerUpload",
        "ecr:DescribeImages",
        "ecr:InitiateLayerUpload",
        "ecr:PutImage",
        "ecr:UploadLayerPart",
      ],
      resources: [this.arn],
    });
  }

  /** AWS lets this be granted on `*` only. */
  private grantLogIn(grantee: IGrantable): void {
    grantee.grant({ sid: "LogInToRegistry", actions: ["ecr:GetAuthorizationToken"], resources: ["*"] });
  }
}
