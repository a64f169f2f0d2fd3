import { DataAwsKmsAlias } from "@cdktf/provider-aws/lib/data-aws-kms-alias";
import { Construct } from "constructs";

import { Adoption } from "../../terraform/adoption";
import type { AwsLocation } from "../iam/aws-location";
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
 * `npm run bootstrap` makes both before there is a state; here they are adopted. Neither can be destroyed by a plan, and
 * earlier versions of a state stay for 90 days.
 *
 * Costs money: the key, one US dollar a month; the states themselves, next to nothing.
 */
export class StateBucket extends Construct {
  public constructor(scope: Construct, id: string, { bucketName, keyAlias, location }: StateBucketProps) {
    super(scope, id);
    const key = new EncryptionKey(this, "key", {
      alias: keyAlias,
      description: "Encrypts Terraform's states",
      location,
      onDestroy: "retain",
    });
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
}
