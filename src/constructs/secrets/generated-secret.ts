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
}

const length = 64;

/**
 * A secret of 64 random letters and digits that AWS makes once and that nobody needs to know. It passes through Terraform
 * as an ephemeral value into a write-only argument, so that neither plan nor state hold it. Later changes to the secret's
 * value, such as a rotation, are left alone.
 *
 * Costs money: 0.40 US dollars a month, and by the ten thousand reads.
 */
export class GeneratedSecret extends Construct implements ISecretValue {
  public readonly resource: SecretsmanagerSecret;
  private readonly encryptionKey: EncryptionKey;

  public constructor(
    scope: Construct,
    id: string,
    { name, description, encryptionKey, onDestroy }: GeneratedSecretProps,
  ) {
    super(scope, id);
    this.encryptionKey = encryptionKey;
    this.resource = new SecretsmanagerSecret(this, "Resource", {
      name,
      description,
      kmsKeyId: encryptionKey.arn,
      recoveryWindowInDays: recoveryWindowDays(onDestroy, { shortest: 0, longest: 30 }),
      lifecycle: retention(onDestroy),
    });
    const password = new TerraformEphemeral(this, "value", "aws_secretsmanager_random_password", {
      password_length: length,
      exclude_punctuation: true,
    });
    new SecretsmanagerSecretVersion(this, "version", {
      secretId: this.resource.id,
      secretStringWo: password.attribute("random_password"),
      secretStringWoVersion: 1,
    });
  }

  public get valueFrom(): string {
    return this.resource.arn;
  }

  public grantRead(grantee: IGrantable): void {
    grantee.grant({
      sid: statementId("read", "secret", this.node.id),
      actions: ["secretsmanager:GetSecretValue"],
      resources: [this.resource.arn],
    });
    this.encryptionKey.grantDecrypt(grantee, "secretsmanager");
  }
}
