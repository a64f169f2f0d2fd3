import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { EcrRepositoryPolicy } from "@cdktf/provider-aws/lib/ecr-repository-policy";
import { Construct } from "constructs";

import { retention } from "../../terraform/on-destroy";
import { policyDocument } from "../iam/policy-document";

export interface RepositoryProps {
  /** As in `finance-app/api`. */
  readonly name: string;
  /** The only account that may pull, 12 digits. */
  readonly account: string;
  /** How many of the newest tagged images stay. */
  readonly keepImages: number;
  /** Days after which an image without a tag goes. */
  readonly untaggedExpireDays: number;
}

/**
 * An ECR repository for the images of one service: tags that never change (Amazon ECR User Guide, "Preventing image
 * tags from being overwritten in Amazon ECR"), a scan at every push, encryption, and old images that go by themselves.
 * No plan can destroy it.
 *
 * Costs money by the gigabyte stored.
 */
export class Repository extends Construct {
  public readonly resource: EcrRepository;

  public constructor(scope: Construct, id: string, props: RepositoryProps) {
    super(scope, id);
    this.resource = new EcrRepository(this, "Resource", {
      name: props.name,
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [{ encryptionType: "KMS" }],
      lifecycle: retention("retain"),
    });
    this.expireImages(props);
    this.refuseOtherAccounts(props);
  }

  private expireImages({ keepImages, untaggedExpireDays }: RepositoryProps): void {
    const untagged = {
      tagStatus: "untagged",
      countType: "sinceImagePushed",
      countUnit: "days",
      countNumber: untaggedExpireDays,
    };
    const tagged = {
      tagStatus: "tagged",
      tagPatternList: ["*"],
      countType: "imageCountMoreThan",
      countNumber: keepImages,
    };
    new EcrLifecyclePolicy(this, "lifecycle", {
      repository: this.resource.name,
      policy: JSON.stringify({
        rules: [
          {
            rulePriority: 1,
            description: "Images without a tag expire",
            selection: untagged,
            action: { type: "expire" },
          },
          { rulePriority: 2, description: "The newest images stay", selection: tagged, action: { type: "expire" } },
        ],
      }),
    });
  }

  private refuseOtherAccounts({ account }: RepositoryProps): void {
    new EcrRepositoryPolicy(this, "policy", {
      repository: this.resource.name,
      policy: policyDocument([
        {
          sid: "OnlyThisAccount",
          effect: "Deny",
          actions: ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
          principals: "*",
          conditions: { StringNotEquals: { "aws:PrincipalAccount": account } },
        },
      ]),
    });
  }
}
