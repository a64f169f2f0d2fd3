import { AcmCertificate } from "@cdktf/provider-aws/lib/acm-certificate";
import { CloudfrontDistribution } from "@cdktf/provider-aws/lib/cloudfront-distribution";
import { CloudfrontOriginAccessControl } from "@cdktf/provider-aws/lib/cloudfront-origin-access-control";
import { CloudfrontResponseHeadersPolicy } from "@cdktf/provider-aws/lib/cloudfront-response-headers-policy";
import { CloudwatchLogDelivery } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery";
import { CloudwatchLogDeliveryDestination } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery-destination";
import { CloudwatchLogDeliverySource } from "@cdktf/provider-aws/lib/cloudwatch-log-delivery-source";
import { CloudwatchQueryDefinition } from "@cdktf/provider-aws/lib/cloudwatch-query-definition";
import { CodedeployApp } from "@cdktf/provider-aws/lib/codedeploy-app";
import { CodedeployDeploymentConfig } from "@cdktf/provider-aws/lib/codedeploy-deployment-config";
import { EcsTaskDefinition } from "@cdktf/provider-aws/lib/ecs-task-definition";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic";
import { SsmParameter } from "@cdktf/provider-aws/lib/ssm-parameter";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { App } from "cdktf";

import { Role } from "../../../src/constructs/iam/role";
import { FlowLogs } from "../../../src/constructs/network/flow-logs";
import { Vpc } from "../../../src/constructs/network/vpc";
import { logEncryption } from "../../../src/constructs/observability/log-encryption";
import { BackupPlan } from "../../../src/constructs/recovery/backup-plan";
import { BackupVault } from "../../../src/constructs/recovery/backup-vault";
import { EncryptionKey } from "../../../src/constructs/secrets/encryption-key";
import { GeneratedSecret } from "../../../src/constructs/secrets/generated-secret";
import { OperatorSecret } from "../../../src/constructs/secrets/operator-secret";
import { FileSystem } from "../../../src/constructs/storage/file-system";
import { PlatformStack } from "../../../src/stacks/platform-stack";

/** The account, region and state bucket of the product. */
export const product = {
  name: "interrupted",
  account: "111122223333",
  region: "us-east-1",
  stateBucket: "111122223333-interrupted-state",
} as const;

/** What the product's configuration is: as it is deployed first, or after a change. */
export type Version = "first" | "changed";

/**
 * Few resources, but one of every kind that an interrupted deploy makes hard to find again: without a name of its own, without
 * tags, below a parent, with a value that is written once. The change creates, changes, replaces and destroys.
 */
class Product extends PlatformStack {
  public constructor(app: App, version: Version) {
    const { name, account, region, stateBucket } = product;
    super(app, name, {
      location: { account, region },
      awsProviderVersion: "5.100.0",
      state: { bucket: stateBucket, region, keyAlias: "alias/terraform-state" },
      retained: undefined,
      tags: { product: name, environment: name },
    });
    const isChanged = version === "changed";
    const key = this.encryptionKey("key");
    const network = this.network(key);
    this.files(network, key);
    this.secrets(key, isChanged);
    this.assets(isChanged);
    this.delivery(isChanged);
    this.backups(key);
  }

  private encryptionKey(id: string): EncryptionKey {
    const { location } = this;
    const { name } = product;
    return new EncryptionKey(this, id, {
      alias: `${name}-${id}`,
      description: `Encrypts what ${name} keeps (${id})`,
      location,
      onDestroy: "delete",
      statements: [logEncryption(location)],
    });
  }

  private network(encryptionKey: EncryptionKey): Vpc {
    const { location } = this;
    const { name } = product;
    const vpc = new Vpc(this, "network", {
      ...{ name, location, cidr: "10.0.0.0/16", nat: "single" },
      zones: [{ zone: "a", public: "10.0.0.0/24", private: "10.0.1.0/24" }],
    });
    new VpcEndpoint(this, "endpoint", {
      ...{ vpcId: vpc.vpcId, serviceName: `com.amazonaws.${location.region}.logs`, vpcEndpointType: "Interface" },
      ...{ subnetIds: vpc.privateSubnetIds, tags: { Name: name } },
    });
    new FlowLogs(this, "flow-logs", {
      ...{ vpcId: vpc.vpcId, logGroupName: `/${name}/flow`, roleName: `${name}-flow`, retentionDays: 7 },
      ...{ encryptionKey, location },
    });
    return vpc;
  }

  private files(network: Vpc, encryptionKey: EncryptionKey): void {
    new FileSystem(this, "files", {
      ...{ name: product.name, label: "files", network, encryptionKey, owner: { uid: 1000, gid: 1000 } },
      ...{ backups: "by-plan", onDestroy: "delete" },
    });
  }

  private secrets(encryptionKey: EncryptionKey, isChanged: boolean): void {
    const { name } = product;
    const common = { encryptionKey, onDestroy: "delete" } as const;
    new GeneratedSecret(this, "generated", { ...common, name: `${name}/generated`, description: "Generated" });
    if (isChanged) {
      new GeneratedSecret(this, "second", { ...common, name: `${name}/second`, description: "Generated, too" });
      this.encryptionKey("second-key");
    }
    new OperatorSecret(this, "operator", { ...common, name: `${name}/operator`, keys: ["TOKEN"] });
    new SsmParameter(this, "parameter", {
      ...{ name: `/${name}/parameter`, type: "SecureString", valueWo: "unset", valueWoVersion: 1 },
    });
  }

  private assets(isChanged: boolean): void {
    const { name, account } = product;
    const bucket = new S3Bucket(this, "assets", { bucket: `${account}-${name}-assets` });
    const versioning = new S3BucketVersioningA(this, "assets-versioning", {
      bucket: bucket.id,
      versioningConfiguration: { status: "Enabled" },
    });
    const access = new CloudfrontOriginAccessControl(this, "access-control", {
      ...{ name, originAccessControlOriginType: "s3", signingBehavior: "always", signingProtocol: "sigv4" },
    });
    const headers = new CloudfrontResponseHeadersPolicy(this, "headers", {
      name,
      comment: isChanged ? "Changed headers" : "Headers",
      securityHeadersConfig: { contentTypeOptions: { override: true } },
    });
    const certificate = new AcmCertificate(this, "certificate", {
      ...{ domainName: "assets.example.com", validationMethod: "DNS" },
    });
    const distribution = new CloudfrontDistribution(this, "distribution", {
      comment: `${name} assets`,
      enabled: true,
      origin: [{ originId: "assets", domainName: bucket.bucketRegionalDomainName, originAccessControlId: access.id }],
      defaultCacheBehavior: {
        ...{ targetOriginId: "assets", viewerProtocolPolicy: "redirect-to-https", responseHeadersPolicyId: headers.id },
        ...{ allowedMethods: ["GET", "HEAD"], cachedMethods: ["GET", "HEAD"] },
        cachePolicyId: "658327ea-f89d-4fab-a63d-7e88639e58f6",
      },
      restrictions: { geoRestriction: { restrictionType: "none" } },
      aliases: [certificate.domainName],
      viewerCertificate: {
        ...{ acmCertificateArn: certificate.arn, sslSupportMethod: "sni-only", minimumProtocolVersion: "TLSv1.2_2021" },
      },
      dependsOn: [versioning],
    });
    const source = new CloudwatchLogDeliverySource(this, "log-source", {
      ...{ name, logType: "ACCESS_LOGS", resourceArn: distribution.arn },
    });
    const destination = new CloudwatchLogDeliveryDestination(this, "log-destination", {
      ...{ name, outputFormat: "json" },
      deliveryDestinationConfiguration: [{ destinationResourceArn: bucket.arn }],
    });
    new CloudwatchLogDelivery(this, "log-delivery", {
      ...{ deliverySourceName: source.name, deliveryDestinationArn: destination.arn },
    });
    new CloudwatchQueryDefinition(this, "query", { name: `${name}/latest`, queryString: "fields @message" });
  }

  private delivery(isChanged: boolean): void {
    const { name } = product;
    new CodedeployApp(this, "codedeploy", { name, computePlatform: "ECS" });
    new CodedeployDeploymentConfig(this, isChanged ? "slow-traffic" : "traffic", {
      deploymentConfigName: isChanged ? `${name}-slow` : name,
      computePlatform: "ECS",
      trafficRoutingConfig: {
        type: "TimeBasedLinear",
        timeBasedLinear: { interval: isChanged ? 10 : 1, percentage: 10 },
      },
    });
    const role = new Role(this, "role", {
      ...{ name: `${name}-task`, description: "Runs tasks" },
      trust: { principals: { Service: "ecs-tasks.amazonaws.com" } },
    });
    new EcsTaskDefinition(this, "task", {
      ...{ family: name, networkMode: "awsvpc", requiresCompatibilities: ["FARGATE"], cpu: "256", memory: "512" },
      ...{ taskRoleArn: role.arn },
      containerDefinitions: JSON.stringify([
        {
          ...{ name: "app", image: isChanged ? "app:2" : "app:1", essential: true },
          ...{ environment: [], mountPoints: [], portMappings: [], systemControls: [], volumesFrom: [] },
        },
      ]),
    });
    if (!isChanged) new SnsTopic(this, "retired", { name: `${name}-retired` });
    new SnsTopic(this, "topic", { name });
  }

  private backups(encryptionKey: EncryptionKey): void {
    const { location } = this;
    const { name } = product;
    const vault = (id: string): BackupVault =>
      new BackupVault(this, id, { name: `${name}-${id}`, encryptionKey, lock: { kind: "none" }, onDestroy: "delete" });
    new BackupPlan(this, "backups", {
      ...{ name, backupRoleName: `${name}-backup`, restoreRoleName: `${name}-restore`, location },
      ...{ resourceArns: [`arn:aws:s3:::${product.account}-${name}-assets`], startTime: "06:00" },
      ...{ vault: vault("vault"), retentionDays: 7, copyVault: vault("copies"), copyRetentionDays: 7 },
    });
  }
}

/** What `main.ts` of the product does. */
export function synthesizeProduct(version: Version): void {
  const app = new App();
  new Product(app, version);
  app.synth();
}
