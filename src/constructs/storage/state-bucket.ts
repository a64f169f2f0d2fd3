import { DataAwsKmsAlias } from "@cdktf/provider-aws/lib/data-aws-kms-alias";
import { Construct } from "constructs";

import { Adoption } from "../../terraform/adoption";
import type { AwsLocation } from "../iam/aws-location";
import type { IGrantable } from "../iam/role";
import { EncryptionKey } from "../secrets/encryption-key";
import { PrivateBucket } from "./private-bucket";

export interface StateBucketProps {
  readonly bucketName: string;
  /** Of the key that encrypts the states, without `alias/`. */
  readonly keyAlias: string;
  readonly location: AwsLocation;
}

const oldVersionsExpireDays = 90;

/**
 * The bucket that holds every Terraform state of an account, this one's own included, and the key that encrypts them.
 * `npm run bootstrap` makes both before there is a state; here they are adopted. Neither can be destroyed by a plan,
 * and earlier versions of a state stay for 90 days (Amazon S3 User Guide, "Retaining multiple versions of objects with
 * S3 Versioning").
 *
 * Costs money: the key, one US dollar a month; the states themselves, next to nothing.
 */
export class StateBucket extends Construct {
  /** Of the bucket; it is known before there is one. */
  public readonly arn: string;
  private readonly key: EncryptionKey;

  public constructor(scope: Construct, id: string, { bucketName, keyAlias, location }: StateBucketProps) {
    super(scope, id);
    this.arn = `arn:aws:s3:::${bucketName}`;
    const key = new EncryptionKey(this, "key", {
      alias: keyAlias,
      description: "Encrypts Terraform's states",
      location,
      onDestroy: "retain",
    });
    this.key = key;
    const bucket = new PrivateBucket(this, "bucket", {
      bucketName,
      encryptionKey: key,
      oldVersionsExpireDays,
      onDestroy: "retain",
    });

    const existing = new DataAwsKmsAlias(this, "existing-key", { name: `alias/${keyAlias}` });
    new Adoption(this, "adopt-key", key.resource, existing.targetKeyId);
    new Adoption(this, "adopt-alias", key.alias, `alias/${keyAlias}`);
    new Adoption(this, "adopt-bucket", bucket.resource, bucketName);
  }

  /** Of the key that encrypts the states. */
  public get keyArn(): string {
    return this.key.arn;
  }

  /** Lets a role read every state, and lock each while it plans. */
  public grantPlan(grantee: IGrantable): void {
    grantee.grant({ sid: "FindStates", actions: ["s3:GetBucketLocation", "s3:ListBucket"], resources: [this.arn] });
    grantee.grant({ sid: "ReadStates", actions: ["s3:GetObject"], resources: [`${this.arn}/*.tfstate`] });
    const lock = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"];
    grantee.grant({ sid: "LockStates", actions: lock, resources: [`${this.arn}/*.tfstate.tflock`] });
    this.grantKey(grantee);
  }

  /** Lets a role read every state, and who locks it. */
  public grantRead(grantee: IGrantable): void {
    grantee.grant({ sid: "FindStates", actions: ["s3:GetBucketLocation", "s3:ListBucket"], resources: [this.arn] });
    const objects = [`${this.arn}/*.tfstate`, `${this.arn}/*.tfstate.tflock`];
    grantee.grant({ sid: "ReadStates", actions: ["s3:GetObject"], resources: objects });
    grantee.grant({ sid: "DecryptStates", actions: ["kms:Decrypt"], resources: [this.key.arn] });
  }

  /** Lets a role read, write and lock the state of one stack. */
  public grantApply(grantee: IGrantable, stack: string): void {
    grantee.grant({ sid: "FindStates", actions: ["s3:GetBucketLocation", "s3:ListBucket"], resources: [this.arn] });
    const file = ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"];
    const objects = [`${this.arn}/${stack}.tfstate`, `${this.arn}/${stack}.tfstate.tflock`];
    grantee.grant({ sid: "WriteState", actions: file, resources: objects });
    this.grantKey(grantee);
  }

  /** For states and locks in the bucket, and for plans that are kept elsewhere. */
  private grantKey(grantee: IGrantable): void {
    grantee.grant({
      sid: "EncryptStates",
      actions: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey"],
      resources: [this.key.arn],
    });
  }
}
