import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { Construct } from "constructs";

import { type OnDestroy, recoveryWindowDays, retention } from "../../terraform/on-destroy";
import type { AwsLocation } from "../iam/aws-location";
import type { IGrantable } from "../iam/role";
import { policyDocument, type PolicyStatement, statementId } from "../iam/policy-document";

export interface EncryptionKeyProps {
  /** Its alias, without `alias/`. */
  readonly alias: string;
  readonly description: string;
  readonly location: AwsLocation;
  readonly onDestroy: OnDestroy;
  /** What AWS services may do with it on their own behalf. @default nothing */
  readonly statements?: readonly PolicyStatement[];
}

/**
 * A customer managed KMS key that AWS turns every year (AWS KMS Developer Guide, "Rotate AWS KMS keys"), with its
 * alias. Who may use it is up to IAM in its account.
 *
 * Costs money: one US dollar a month, and by the ten thousand requests.
 */
export class EncryptionKey extends Construct {
  public readonly resource: KmsKey;
  public readonly alias: KmsAlias;
  public readonly arn: string;
  private readonly props: EncryptionKeyProps;

  public constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    this.props = props;
    const { alias, description, location, onDestroy, statements = [] } = props;
    this.resource = new KmsKey(this, "Resource", {
      description,
      enableKeyRotation: true,
      deletionWindowInDays: recoveryWindowDays(onDestroy, { shortest: 7, longest: 30 }),
      policy: policyDocument([administration(location), ...statements]),
      lifecycle: retention(onDestroy),
    });
    this.arn = this.resource.arn;
    this.alias = new KmsAlias(this, "alias", { name: `alias/${alias}`, targetKeyId: this.resource.keyId });
  }

  /** Lets a role read what a service has encrypted with this key, through that service only. */
  public grantDecrypt(grantee: IGrantable, service: "secretsmanager" | "ssm"): void {
    grantee.grant({
      sid: statementId("decrypt", this.props.alias, service),
      actions: ["kms:Decrypt"],
      resources: [this.arn],
      conditions: { StringEquals: { "kms:ViaService": `${service}.${this.props.location.region}.amazonaws.com` } },
    });
  }
}

function administration({ account }: AwsLocation): PolicyStatement {
  return {
    sid: "AccountAdministration",
    actions: ["kms:*"],
    resources: ["*"],
    principals: { AWS: `arn:aws:iam::${account}:root` },
  };
}
