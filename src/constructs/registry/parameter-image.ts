import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Fn, ref, TerraformLocal, TerraformStack, Token } from "cdktf";
import { Construct } from "constructs";

import { placeholderImage } from "../../naming/placeholders";
import { ignoredBy } from "../../terraform/ownership";
import { statementId } from "../iam/policy-document";
import type { IGrantable } from "../iam/role";
import type { IImage } from "./image";
import type { RegisteredRepository } from "./registered-repository";

export interface ParameterImageProps {
  readonly repository: RegisteredRepository;
  /** The parameter that says which of the repository's images runs. */
  readonly parameterName: string;
}

/**
 * The image in the revisions that Terraform registers of a service: named by tag or digest in a parameter that a pipeline
 * changes, and that every deploy reads again (ADR 0006; AWS Systems Manager User Guide, "AWS Systems Manager Parameter
 * Store"). Until it is changed it names a tag that no image has. Where a pipeline registers the revisions that run, it keeps
 * what it last named, so that a service can be handed over in either direction.
 *
 * Costs nothing.
 */
export class ParameterImage extends Construct implements IImage {
  public readonly uri: string;
  public readonly parameter: SsmParameter;
  /** Terraform's expression for what the parameter names. Of one that was imported the provider reads `value` only. */
  public readonly expression: string;
  private readonly repository: RegisteredRepository;
  private readonly parameterName: string;

  public constructor(scope: Construct, id: string, { repository, parameterName }: ParameterImageProps) {
    super(scope, id);
    this.repository = repository;
    this.parameterName = parameterName;
    this.parameter = new SsmParameter(this, "Resource", {
      name: parameterName,
      description: "The tag or digest of the image that runs; set by the pipeline",
      type: "String",
      insecureValue: placeholderImage,
      allowedPattern: "^(sha256:[0-9a-f]{64}|[A-Za-z0-9_][A-Za-z0-9._-]{0,127})$",
      lifecycle: { ignoreChanges: ignoredBy("aws_ssm_parameter", ["pipeline"]) },
    });
    const { fqn } = this.parameter;
    this.expression = `coalesce(${fqn}.insecure_value, nonsensitive(${fqn}.value))`;
    this.uri = this.imageOf(Token.asString(ref(this.expression, TerraformStack.of(this))));
  }

  public grantPull(grantee: IGrantable): void {
    this.repository.grantPull(grantee);
  }

  /** What a pipeline needs to say which image runs, and to see which did before. */
  public grantChoose(grantee: IGrantable): void {
    grantee.grant({
      sid: statementId("choose", this.parameterName),
      actions: ["ssm:GetParameter", "ssm:PutParameter"],
      resources: [this.parameter.arn],
    });
  }

  private imageOf(choice: string): string {
    const separator = Token.asString(Fn.conditional(Fn.startswith(choice, "sha256:"), "@", ":"));
    // A local, since a container definition is JSON, in which an expression with quotes cannot stand.
    return new TerraformLocal(this, "uri", Fn.join("", [this.repository.url, separator, choice])).asString;
  }
}
