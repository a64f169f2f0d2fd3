import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { Construct } from "constructs";

import { placeholderValue } from "../../naming/placeholders";
import { type OnDestroy, retention } from "../../terraform/on-destroy";
import type { AwsLocation } from "../iam/aws-location";
import { statementId } from "../iam/policy-document";
import type { IGrantable } from "../iam/role";
import type { EncryptionKey } from "./encryption-key";

export interface OperatorParametersProps {
  /** Where they stand, as in `/finance-app/staging/api`. */
  readonly path: string;
  /** Their names below the path. */
  readonly names: readonly string[];
  readonly encryptionKey: EncryptionKey;
  readonly onDestroy: OnDestroy;
  readonly location: AwsLocation;
}

/**
 * SecureStrings below one path of Parameter Store (AWS Systems Manager User Guide, "AWS Systems Manager Parameter
 * Store"). Each is created with the text `unset`; an operator puts the real value there, which Terraform neither reads
 * nor changes. Nor can it change anything else of one without a new value: the provider (5.100.0) would send an empty one,
 * and AWS refuses that.
 *
 * Costs nothing but the key's requests.
 */
export class OperatorParameters extends Construct {
  private readonly props: OperatorParametersProps;

  public constructor(scope: Construct, id: string, props: OperatorParametersProps) {
    super(scope, id);
    this.props = props;
    for (const name of props.names) {
      new SsmParameter(this, name, {
        name: `${props.path}/${name}`,
        description: "Filled by an operator",
        type: "SecureString",
        keyId: props.encryptionKey.arn,
        valueWo: placeholderValue,
        valueWoVersion: 1,
        lifecycle: retention(props.onDestroy),
      });
    }
  }

  /** Lets a role read whatever stands below the path. */
  public grantRead(grantee: IGrantable): void {
    const { path, encryptionKey, location } = this.props;
    grantee.grant({
      sid: statementId("read", "parameters", path),
      actions: ["ssm:GetParameter", "ssm:GetParameters"],
      resources: [`arn:aws:ssm:${location.region}:${location.account}:parameter${path}/*`],
    });
    encryptionKey.grantDecrypt(grantee, "ssm");
  }
}
