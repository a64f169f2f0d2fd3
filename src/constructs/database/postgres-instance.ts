import { Id as RandomId } from "@cdktf/provider-random/lib/id";
import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DbInstance } from "@cdktf/provider-aws/lib/db-instance";
import { DbParameterGroup } from "@cdktf/provider-aws/lib/db-parameter-group";
import { DbSubnetGroup } from "@cdktf/provider-aws/lib/db-subnet-group";
import { SecretsmanagerSecretRotation } from "@cdktf/provider-aws/lib/secretsmanager-secret-rotation";
import { Construct } from "constructs";

import { type OnDestroy, retention } from "../../terraform/on-destroy";
import type { AwsLocation } from "../iam/aws-location";
import { statementId } from "../iam/policy-document";
import { type IGrantable, Role } from "../iam/role";
import type { Connections } from "../network/connections";
import type { INetwork } from "../network/network";
import { SecurityGroup } from "../network/security-group";
import { logEncryption } from "../observability/log-encryption";
import { EncryptionKey } from "../secrets/encryption-key";
import type { ISecretValue } from "../secrets/secret-value";
import { rdsCertificateBundle } from "./certificate-bundle";
import type { DatabaseLogin, IDatabase } from "./database";

export interface PostgresInstanceProps {
  readonly identifier: string;
  readonly subnetGroupName: string;
  readonly keyAlias: string;
  readonly network: INetwork;
  readonly location: AwsLocation;
  /** PostgreSQL's major version. */
  readonly engineVersion: string;
  /** As in `db.t3.micro`. */
  readonly instanceClass: string;
  readonly allocatedStorageGiB: number;
  /** Up to where RDS may enlarge the storage by itself. @default it stays as allocated */
  readonly maxAllocatedStorageGiB?: number | undefined;
  readonly storageType: "gp2" | "gp3";
  readonly availability: "single-zone" | "multi-zone";
  readonly databaseName: string;
  readonly masterUsername: string;
  /** Days after which RDS makes another master password. */
  readonly passwordRotationDays: number;
  readonly port: number;
  readonly backupRetentionDays: number;
  /** UTC, as in `03:00-04:00`. */
  readonly backupWindow: string;
  /** UTC, as in `sun:04:30-sun:05:30`. */
  readonly maintenanceWindow: string;
  /** When changes are made that interrupt connections. @default "in-maintenance-window" */
  readonly applyChanges?: "in-maintenance-window" | "immediately" | undefined;
  /** From how long on a statement is written into the log, with its text. */
  readonly slowStatementMilliseconds: number;
  readonly logRetentionDays: number;
  /** Every how many seconds the operating system is measured; 0 for never. */
  readonly monitoringIntervalSeconds: number;
  /** Of the role in which RDS writes these measurements. */
  readonly monitoringRoleName: string;
  /** For how many days Performance Insights keeps which statements waited for what; 0 for not at all. */
  readonly insightsRetentionDays: number;
  readonly onDestroy: OnDestroy;
}

/**
 * An RDS for PostgreSQL instance in private subnets that has no clients until a connection is made: encrypted with a
 * key of its own, TLS only, backed up for any moment within its retention. RDS makes and turns the master password and
 * keeps it in Secrets Manager (Amazon RDS User Guide, "Password management with Amazon RDS and AWS Secrets Manager");
 * Terraform never knows it. Roles may connect without a password (IAM authentication). What it waits for, its operating
 * system and its slow statements are recorded.
 *
 * Costs money: the instance by the hour (twice for `multi-zone`), storage and backups beyond its size by the gigabyte,
 * its key and its secret by the month, measurements by the gigabyte.
 */
export class PostgresInstance extends Construct implements IDatabase {
  public readonly connections: Connections;
  public readonly resource: DbInstance;
  /** The secret in which RDS keeps the master user's name and password. */
  public readonly secretArn: string;
  /** What it writes is there, encrypted with its key. */
  public readonly logGroupNames: string[];
  public readonly host: string;
  public readonly databaseName: string;
  public readonly authorities: string;
  public readonly masterLogin: DatabaseLogin;
  public readonly tokenCheck = "by-database";
  public readonly prerequisites = [];
  private readonly key: EncryptionKey;
  private readonly location: AwsLocation;

  public constructor(scope: Construct, id: string, props: PostgresInstanceProps) {
    super(scope, id);
    const { network, identifier, port, location, onDestroy } = props;
    this.location = location;
    this.key = new EncryptionKey(this, "key", {
      alias: props.keyAlias,
      description: `Encrypts the database ${identifier}`,
      location,
      onDestroy,
      statements: [logEncryption(location)],
    });
    const securityGroup = new SecurityGroup(this, "security-group", {
      network,
      name: `${identifier}-database`,
      label: "database",
      port,
    });
    this.connections = securityGroup.connections;
    const logGroups = this.createLogGroups(props);
    this.logGroupNames = logGroups.map(({ name }) => name);
    this.resource = this.createInstance(props, securityGroup, logGroups);
    this.secretArn = this.resource.masterUserSecret.get(0).secretArn;
    this.host = this.resource.address;
    this.databaseName = this.resource.dbName;
    this.authorities = rdsCertificateBundle(location.region);
    this.masterLogin = {
      environment: {},
      secrets: { PGUSER: this.credential("username"), PGPASSWORD: this.credential("password") },
    };
    this.rotatePassword(props);
  }

  /** Lets a role read the master user's name and password. */
  public grantReadCredentials(grantee: IGrantable): void {
    grantee.grant({
      sid: "ReadDatabaseCredentials",
      actions: ["secretsmanager:GetSecretValue"],
      resources: [this.secretArn],
    });
    this.key.grantDecrypt(grantee, "secretsmanager");
  }

  /** Lets a role connect as one user of the database with a token instead of a password. */
  public grantConnect(grantee: IGrantable, user: string): void {
    const { account, region } = this.location;
    grantee.grant({
      sid: statementId("connect", "as", user),
      actions: ["rds-db:connect"],
      resources: [`arn:aws:rds-db:${region}:${account}:dbuser:${this.resource.resourceId}/${user}`],
    });
  }

  private credential(part: "username" | "password"): ISecretValue {
    return {
      valueFrom: `${this.secretArn}:${part}::`,
      grantRead: (grantee) => {
        this.grantReadCredentials(grantee);
      },
    };
  }

  /** By itself RDS would rotate every seven days. */
  private rotatePassword({ passwordRotationDays }: PostgresInstanceProps): void {
    new SecretsmanagerSecretRotation(this, "password-rotation", {
      secretId: this.secretArn,
      rotateImmediately: false,
      rotationRules: { automaticallyAfterDays: passwordRotationDays },
    });
  }

  private createLogGroups({ identifier, logRetentionDays }: PostgresInstanceProps): CloudwatchLogGroup[] {
    return exportedLogs.map(
      (log) =>
        new CloudwatchLogGroup(this, `log-group-${log}`, {
          name: `/aws/rds/instance/${identifier}/${log}`,
          retentionInDays: logRetentionDays,
          kmsKeyId: this.key.arn,
        }),
    );
  }

  private createInstance(
    props: PostgresInstanceProps,
    securityGroup: SecurityGroup,
    logGroups: CloudwatchLogGroup[],
  ): DbInstance {
    const retained = props.onDestroy === "retain";
    const monitoringRole = this.createMonitoringRole(props);
    return new DbInstance(this, "Resource", {
      identifier: props.identifier,
      engine: "postgres",
      engineVersion: props.engineVersion,
      instanceClass: props.instanceClass,
      allocatedStorage: props.allocatedStorageGiB,
      ...(props.maxAllocatedStorageGiB === undefined ? {} : { maxAllocatedStorage: props.maxAllocatedStorageGiB }),
      storageType: props.storageType,
      storageEncrypted: true,
      kmsKeyId: this.key.arn,
      multiAz: props.availability === "multi-zone",
      dbName: props.databaseName,
      port: props.port,
      username: props.masterUsername,
      manageMasterUserPassword: true,
      masterUserSecretKmsKeyId: this.key.arn,
      iamDatabaseAuthenticationEnabled: true,
      caCertIdentifier: "rds-ca-rsa2048-g1",
      dbSubnetGroupName: this.createSubnetGroup(props).name,
      vpcSecurityGroupIds: [securityGroup.id],
      publiclyAccessible: false,
      parameterGroupName: this.createParameterGroup(props).name,
      autoMinorVersionUpgrade: true,
      allowMajorVersionUpgrade: true, // it is written down in the configuration, and the plan shows it
      maintenanceWindow: props.maintenanceWindow,
      ...(props.applyChanges === "immediately" && { applyImmediately: true }),
      backupRetentionPeriod: props.backupRetentionDays,
      backupWindow: props.backupWindow,
      copyTagsToSnapshot: true,
      deleteAutomatedBackups: !retained,
      enabledCloudwatchLogsExports: [...exportedLogs],
      ...(monitoringRole && {
        monitoringInterval: props.monitoringIntervalSeconds,
        monitoringRoleArn: monitoringRole.arn,
      }),
      ...(props.insightsRetentionDays > 0 && {
        performanceInsightsEnabled: true,
        performanceInsightsRetentionPeriod: props.insightsRetentionDays,
        performanceInsightsKmsKeyId: this.key.arn,
      }),
      deletionProtection: retained,
      skipFinalSnapshot: !retained,
      ...(retained && { finalSnapshotIdentifier: `${props.identifier}-final-${this.snapshotSuffix()}` }),
      // RDS would create log groups without retention and encryption, and refuses a role that may not write yet.
      dependsOn: [...logGroups, ...(monitoringRole?.permissions ?? [])],
      lifecycle: retention(props.onDestroy),
    });
  }

  private createMonitoringRole(props: PostgresInstanceProps): Role | undefined {
    if (props.monitoringIntervalSeconds === 0) return undefined;
    const { account, region } = this.location;
    const role = new Role(this, "monitoring-role", {
      name: props.monitoringRoleName,
      description: "Writes what RDS measures of the database's operating system",
      trust: {
        principals: { Service: "monitoring.rds.amazonaws.com" },
        conditions: { StringEquals: { "aws:SourceAccount": account } },
      },
    });
    // RDS knows one log group for all instances of an account, which it makes itself.
    const logGroup = `arn:aws:logs:${region}:${account}:log-group:RDSOSMetrics`;
    role.grant({
      sid: "MakeLogGroup",
      actions: ["logs:CreateLogGroup", "logs:PutRetentionPolicy"],
      resources: [`${logGroup}:*`],
    });
    role.grant({
      sid: "WriteMeasurements",
      actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:GetLogEvents", "logs:PutLogEvents"],
      resources: [`${logGroup}:log-stream:*`],
    });
    return role;
  }

  private createSubnetGroup({ subnetGroupName: name, network }: PostgresInstanceProps): DbSubnetGroup {
    return new DbSubnetGroup(this, "subnet-group", {
      name,
      description: "Private subnets",
      subnetIds: network.databaseSubnetIds,
    });
  }

  private createParameterGroup({
    identifier,
    engineVersion,
    slowStatementMilliseconds,
  }: PostgresInstanceProps): DbParameterGroup {
    return new DbParameterGroup(this, "parameter-group", {
      name: `${identifier}-postgres${engineVersion}`,
      family: `postgres${engineVersion}`,
      description: "TLS only",
      parameter: [
        // RDS says so of it: where it is 1 by default nothing else is stored, and before PostgreSQL 15 nothing else is taken.
        { name: "rds.force_ssl", value: "1", applyMethod: "pending-reboot" },
        { name: "log_lock_waits", value: "1" },
        { name: "log_min_duration_statement", value: String(slowStatementMilliseconds) },
        // Values given to statements are the application's data, which has no place in a log.
        { name: "log_parameter_max_length", value: "0" },
      ],
      lifecycle: { createBeforeDestroy: true },
    });
  }

  private snapshotSuffix(): string {
    return new RandomId(this, "final-snapshot-suffix", { byteLength: 4 }).hex;
  }
}

const exportedLogs = ["postgresql", "upgrade"] as const;
