import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Lazy } from "cdktf";
import { Construct } from "constructs";

import { type OnDestroy, retention } from "../../terraform/on-destroy";
import { policyDocument, type PolicyStatement } from "../iam/policy-document";
import type { EncryptionKey } from "../secrets/encryption-key";

export interface PrivateBucketProps {
  readonly bucketName: string;
  readonly onDestroy: OnDestroy;
  /** Days after which a replaced or deleted version goes. */
  readonly oldVersionsExpireDays: number;
  /** Days after which an object goes. @default never */
  readonly objectsExpireDays?: number;
  /** @default S3's own key, where the service that writes knows no other */
  readonly encryptionKey?: EncryptionKey;
  /** What the bucket's policy allows beside refusing unencrypted connections. @default nothing */
  readonly statements?: (bucketArn: string) => readonly PolicyStatement[];
}

/**
 * An S3 bucket without access from outside the account: public access blocked (Amazon S3 User Guide, "Blocking public
 * access to your Amazon S3 storage"), encrypted, TLS only, versioned, with owner-enforced objects.
 *
 * Costs money by the gigabyte, old versions included, and by the request.
 */
export class PrivateBucket extends Construct {
  public readonly resource: S3Bucket;
  public readonly policy: S3BucketPolicy;
  /** An object that Terraform puts here waits for it: what is put before has no version. */
  public readonly versioning: S3BucketVersioningA;
  private readonly statements: PolicyStatement[] = [];

  public constructor(scope: Construct, id: string, props: PrivateBucketProps) {
    super(scope, id);
    this.resource = new S3Bucket(this, "Resource", {
      bucket: props.bucketName,
      forceDestroy: props.onDestroy === "delete",
      lifecycle: retention(props.onDestroy),
    });
    this.blockPublicAccess();
    this.encrypt(props.encryptionKey);
    this.versioning = this.keepVersions();
    this.expire(props);
    this.statements.push(this.tlsOnly(), ...(props.statements?.(this.resource.arn) ?? []));
    this.policy = this.createPolicy();
  }

  /** Adds a statement to the bucket's policy, for a construct that needs it before the bucket is created. */
  public allow(statement: PolicyStatement): void {
    this.statements.push(statement);
  }

  private blockPublicAccess(): void {
    new S3BucketPublicAccessBlock(this, "public-access-block", {
      bucket: this.resource.bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, "ownership", {
      bucket: this.resource.bucket,
      rule: { objectOwnership: "BucketOwnerEnforced" },
    });
  }

  private encrypt(key: EncryptionKey | undefined): void {
    new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket: this.resource.bucket,
      rule: [
        {
          applyServerSideEncryptionByDefault: key
            ? { sseAlgorithm: "aws:kms", kmsMasterKeyId: key.arn }
            : { sseAlgorithm: "AES256" },
          bucketKeyEnabled: key !== undefined,
        },
      ],
    });
  }

  private keepVersions(): S3BucketVersioningA {
    return new S3BucketVersioningA(this, "versioning", {
      bucket: this.resource.bucket,
      versioningConfiguration: { status: "Enabled" },
    });
  }

  private expire({ oldVersionsExpireDays, objectsExpireDays }: PrivateBucketProps): void {
    new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket: this.resource.bucket,
      dependsOn: [this.versioning], // S3 refuses rules for old versions while there are none
      rule: [
        {
          id: "expire",
          status: "Enabled",
          filter: [{ prefix: "" }],
          ...(objectsExpireDays === undefined ? {} : { expiration: [{ days: objectsExpireDays }] }),
          noncurrentVersionExpiration: [{ noncurrentDays: oldVersionsExpireDays }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
    });
  }

  private tlsOnly(): PolicyStatement {
    const { arn } = this.resource;
    return {
      sid: "TlsOnly",
      effect: "Deny",
      actions: ["s3:*"],
      resources: [arn, `${arn}/*`],
      principals: "*",
      conditions: { Bool: { "aws:SecureTransport": "false" } },
    };
  }

  private createPolicy(): S3BucketPolicy {
    return new S3BucketPolicy(this, "policy", {
      bucket: this.resource.bucket,
      policy: Lazy.stringValue({ produce: () => policyDocument(this.statements) }),
    });
  }
}
