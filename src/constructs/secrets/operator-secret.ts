import { SecretsmanagerSecret } from "@cdktf/provider-aws/lib/secretsmanager-secret";
import { Construct } from "constructs";

import { type OnDestroy, recoveryWindowDays, retention } from "../../terraform/on-destroy";
import { statementId } from "../iam/policy-document";
import type { IGrantable } from "../iam/role";
import type { EncryptionKey } from "./encryption-key";
import type { ISecretValue } from "./secret-value";

export interface OperatorSecretProps {
  readonly name: string;
  /** The keys that its JSON must have before a task can start. */
  readonly keys: readonly string[];
  readonly encryptionKey: EncryptionKey;
  readonly onDestroy: OnDestroy;
}

/**
 * A secret that is created empty: an operator puts a JSON object with the declared keys into it (Amazon ECS Developer
 * Guide, "Pass Secrets Manager secrets through Amazon ECS environment variables"), and Terraform never sees a value.
 *
 * Costs money: 0.40 US dollars a month, and by the ten thousand reads.
 */
export class OperatorSecret extends Construct {
  public readonly resource: SecretsmanagerSecret;
  public readonly arn: string;
  private readonly encryptionKey: EncryptionKey;
  private readonly name: string;
  private readonly keys: readonly string[];

  public constructor(scope: Construct, id: string, { name, keys, encryptionKey, onDestroy }: OperatorSecretProps) {
    super(scope, id);
    this.encryptionKey = encryptionKey;
    this.name = name;
    this.keys = keys;
    this.resource = new SecretsmanagerSecret(this, "Resource", {
      name,
      description: `A JSON object with the keys ${keys.join(", ")}; an operator fills it`,
      kmsKeyId: encryptionKey.arn,
      recoveryWindowInDays: recoveryWindowDays(onDestroy, { shortest: 0, longest: 30 }),
      lifecycle: retention(onDestroy),
    });
    this.arn = this.resource.arn;
  }

  /** @throws Error when the key is not declared. */
  public value(key: string): ISecretValue {
    if (!this.keys.includes(key))
      throw new Error(`${this.node.path} has no key ${key}; it has ${this.keys.join(", ")}`);
    return {
      valueFrom: `${this.arn}:${key}::`,
      grantRead: (grantee) => {
        this.grantRead(grantee);
      },
    };
  }

  /** Lets a role read all of its keys. */
  public grantRead(grantee: IGrantable): void {
    grantee.grant({
      sid: statementId("read", this.name),
      actions: ["secretsmanager:GetSecretValue"],
      resources: [this.arn],
    });
    this.encryptionKey.grantDecrypt(grantee, "secretsmanager");
  }
}
