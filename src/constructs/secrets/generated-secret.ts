import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { SecretsmanagerSecretVersion } from "@cdktf/provider-aws/lib/secretsmanager-secret-version";
import { Construct } from "constructs";

import { TerraformEphemeral } from "../../terraform/ephemeral";
import { type OnDestroy, recoveryWindowDays, retention } from "../../terraform/on-destroy";
import { statementId } from "../iam/policy-document";
import type { IGrantable } from "../iam/role";
import type { EncryptionKey } from "./encryption-key";
import type { ISecretValue } from "./secret-value";

export interface GeneratedSecretProps {
  readonly name: string;
  readonly description: string;
  readonly encryptionKey: EncryptionKey;
  readonly onDestroy: OnDestroy;
  /** Who makes it: Secrets Manager, or the random provider on the machine that deploys. @default "secretsmanager" */
  readonly generator?: "secretsmanager" | "random";
  /**
   * Whose password it is. The secret is then JSON with `username` and `password`, as Secrets Manager keeps the credentials of
   * databases and RDS Proxy reads them. @default the secret is the generated text alone
   */
  readonly username?: string;
}

const length = 64;

/** The tag of every secret whose value was generated: the provider reads it in every plan. */
export const generatedTag = { key: "SecretValue", value: "generated" } as const;

/**
 * A secret of 64 random letters and digits that AWS makes once (AWS Secrets Manager API Reference, "GetRandomPassword")
 * and that no operator needs. It passes through Terraform as an ephemeral value into a write-only argument, so that
 * neither plan nor state hold it. Later changes to the secret's value, such as a rotation, are left alone.
 *
 * Costs money: 0.40 US dollars a month, and by the ten thousand reads.
 */
export class GeneratedSecret extends Construct implements ISecretValue {
  public readonly resource: SecretsmanagerSecret;
  public readonly arn: string;
  /** The secret's ARN, as its first version has it: resources that refer to it wait until there is a value. */
  public readonly valueFrom: string;
  private readonly encryptionKey: EncryptionKey;
  private readonly name: string;

  public constructor(
    scope: Construct,
    id: string,
    { name, description, encryptionKey, onDestroy, generator = "secretsmanager", username }: GeneratedSecretProps,
  ) {
    super(scope, id);
    this.encryptionKey = encryptionKey;
    this.name = name;
    this.resource = new SecretsmanagerSecret(this, "Resource", {
      name,
      description,
      kmsKeyId: encryptionKey.arn,
      recoveryWindowInDays: recoveryWindowDays(onDestroy, { shortest: 0, longest: 30 }),
      lifecycle: retention(onDestroy),
      tags: { [generatedTag.key]: generatedTag.value },
    });
    this.arn = this.resource.arn;
    const value = this.generate(generator);
    this.valueFrom = new SecretsmanagerSecretVersion(this, "version", {
      secretId: this.resource.id,
      secretStringWo: username === undefined ? value : JSON.stringify({ username, password: value }),
      secretStringWoVersion: 1,
    }).arn;
  }

  /** One of the two values of a secret that has a user's name. */
  public field(key: "username" | "password"): ISecretValue {
    return {
      valueFrom: `${this.valueFrom}:${key}::`,
      grantRead: (grantee) => {
        this.grantRead(grantee);
      },
    };
  }

  public grantRead(grantee: IGrantable): void {
    grantee.grant({
      sid: statementId("read", this.name),
      actions: ["secretsmanager:GetSecretValue"],
      resources: [this.arn],
    });
    this.encryptionKey.grantDecrypt(grantee, "secretsmanager");
  }

  private generate(generator: "secretsmanager" | "random"): string {
    if (generator === "random") {
      return new TerraformEphemeral(this, "value", "random_password", { length, special: false }).attribute("result");
    }
    const config = { password_length: length, exclude_punctuation: true };
    return new TerraformEphemeral(this, "value", "aws_secretsmanager_random_password", config).attribute(
      "random_password",
    );
  }
}
