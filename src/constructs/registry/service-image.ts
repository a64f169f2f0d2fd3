import { DataAwsEcrRepository } from "@cdktf/provider-aws/lib/data-aws-ecr-repository";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Fn, TerraformLocal, Token } from "cdktf";
import { Construct } from "constructs";

import type { IGrantable } from "../iam/role";

export interface ServiceImageProps {
  /** The account's ECR repository that the image comes from. */
  readonly repositoryName: string;
  /** The parameter that says which image of it runs. */
  readonly parameterName: string;
}

/**
 * Which image a service runs: named by tag or digest in a parameter that a pipeline changes, and that every deploy
 * reads again, whoever runs it (ADR 0006). Until a pipeline has said so it names a tag that no image has.
 *
 * Costs nothing.
 */
export class ServiceImage extends Construct {
  /** The image's whole name, as a container definition wants it. */
  public readonly uri: string;
  public readonly parameter: SsmParameter;
  private readonly repository: DataAwsEcrRepository;

  public constructor(scope: Construct, id: string, { repositoryName, parameterName }: ServiceImageProps) {
    super(scope, id);
    this.repository = new DataAwsEcrRepository(this, "repository", { name: repositoryName });
    this.parameter = new SsmParameter(this, "Resource", {
      name: parameterName,
      description: `The tag or digest of ${repositoryName} that runs; set by the pipeline`,
      type: "String",
      insecureValue: "not-pushed-yet",
      allowedPattern: "^(sha256:[0-9a-f]{64}|[A-Za-z0-9_][A-Za-z0-9._-]{0,127})$",
      lifecycle: { ignoreChanges: ["insecure_value", "value"] },
    });
    this.uri = this.imageOf(this.parameter.insecureValue);
  }

  /** Where images are pushed, without a tag. */
  public get repositoryUrl(): string {
    return this.repository.repositoryUrl;
  }

  /** Lets a role pull the repository's images. */
  public grantPull(grantee: IGrantable): void {
    grantee.grant({
      sid: "PullImage",
      actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
      resources: [this.repository.arn],
    });
    grantee.grant({ sid: "LogInToRegistry", actions: ["ecr:GetAuthorizationToken"], resources: ["*"] });
  }

  private imageOf(choice: string): string {
    const separator = Token.asString(Fn.conditional(Fn.startswith(choice, "sha256:"), "@", ":"));
    // A local, since a container definition is JSON, in which an expression with quotes cannot stand.
    return new TerraformLocal(this, "uri", Fn.join("", [this.repository.repositoryUrl, separator, choice])).asString;
  }
}
