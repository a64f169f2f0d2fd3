import { S3Backend, type TerraformStack } from "cdktf";

/** Where a stack keeps its state. */
export interface StateProps {
  readonly bucket: string;
  /** The stack's own object in the bucket. */
  readonly key: string;
  /** The bucket's region, whatever the stack's is. */
  readonly region: string;
  /** The only account whose credentials may open it, 12 digits. */
  readonly account: string;
  /** The KMS key that encrypts it, by its alias, as in `alias/terraform-state`. */
  readonly keyAlias: string;
}

/** Keeps a stack's state in S3: encrypted, locked with its own lock file, and refused to any other account. */
export function keepStateInS3(stack: TerraformStack, { bucket, key, region, account, keyAlias }: StateProps): void {
  const backend = new S3Backend(stack, {
    bucket,
    key,
    region,
    encrypt: true,
    kmsKeyId: `arn:aws:kms:${region}:${account}:${keyAlias}`,
    allowedAccountIds: [account],
  });
  backend.addOverride("use_lockfile", true); // S3Backend of cdktf 0.21 does not know it
}
