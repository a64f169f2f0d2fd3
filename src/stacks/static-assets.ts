import { Construct } from "constructs";

import type { Environment } from "../config/environment";
import type { StaticAssets as Config } from "../config/static-assets";
import type { AwsLocation } from "../constructs/iam/aws-location";
import { AliasRecords } from "../constructs/ingress/alias-records";
import { Certificate } from "../constructs/ingress/certificate";
import { Distribution } from "../constructs/ingress/distribution";
import { DistributionLogs, logDelivery } from "../constructs/ingress/distribution-logs";
import type { IHostedZone } from "../constructs/ingress/hosted-zone";
import type { EncryptionKey } from "../constructs/secrets/encryption-key";
import { PrivateBucket } from "../constructs/storage/private-bucket";
import type { Names } from "../naming/names";

export interface StaticAssetsProps {
  readonly environment: Environment;
  readonly config: Config;
  readonly names: Names;
  readonly location: AwsLocation;
  readonly zone: IHostedZone;
  readonly encryptionKey: EncryptionKey;
  /** A scope whose resources are in us-east-1, where CloudFront looks for certificates and for who wants its logs. */
  readonly usEast1: Construct;
}

/** An environment's static assets: their bucket, CloudFront before it with a certificate of its own, DNS records and logs. */
export class StaticAssets extends Construct {
  public readonly host: string;
  public readonly bucket: PrivateBucket;
  public readonly certificate: Certificate;
  public readonly distribution: Distribution;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: StaticAssetsProps,
  ) {
    super(scope, id);
    this.host = props.config.host;
    this.bucket = this.createBucket();
    this.certificate = this.createCertificate();
    this.distribution = this.createDistribution(this.bucket);
    new AliasRecords(this, "records", { hosts: [this.host], zone: props.zone, target: this.distribution });
    this.log();
  }

  /** Encrypted with S3's own key: everybody may fetch what is in it (ADR 16). */
  private createBucket(): PrivateBucket {
    const { environment, config, names } = this.props;
    return new PrivateBucket(this, "bucket", {
      bucketName: names.of("staticAssetsBucket"),
      onDestroy: environment.onDestroy,
      oldVersionsExpireDays: config.oldVersionsExpireDays,
    });
  }

  private createCertificate(): Certificate {
    const { config, zone, usEast1 } = this.props;
    return new Certificate(usEast1, "certificate", { domain: config.host, alternativeNames: [], zone });
  }

  private createDistribution(bucket: PrivateBucket): Distribution {
    const { config, names } = this.props;
    const { host, priceClass, cacheControl, allowedOrigins } = config;
    return new Distribution(this, "distribution", {
      name: names.of("staticAssets"),
      certificate: this.certificate,
      allowedOrigins: allowedOrigins ?? ["*"],
      ...{ host, bucket, priceClass, cacheControl },
    });
  }

  private log(): void {
    const { environment, config, names, location, encryptionKey, usEast1 } = this.props;
    const name = names.of("staticAssets");
    const bucket = new PrivateBucket(this, "logs", {
      bucketName: names.of("staticAssetsLogBucket"),
      onDestroy: environment.onDestroy,
      objectsExpireDays: config.logRetentionDays,
      oldVersionsExpireDays: 1,
      encryptionKey,
      statements: (bucketArn) => [logDelivery({ account: location.account, name }, bucketArn)],
    });
    new DistributionLogs(usEast1, "logs", { name, distribution: this.distribution, bucket });
  }
}
