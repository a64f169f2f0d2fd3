import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import { DbProxy, type DbProxyAuth } from "@cdktf/provider-aws/lib/db-proxy";
import { DbProxyDefaultTargetGroup } from "@cdktf/provider-aws/lib/db-proxy-default-target-group";
import { DbProxyTarget } from "@cdktf/provider-aws/lib/db-proxy-target";
import { Fn, TerraformLocal, type TerraformResource } from "cdktf";
import { Construct } from "constructs";

import type { AwsLocation } from "../iam/aws-location";
import { type IGrantable, Role } from "../iam/role";
import { statementId } from "../iam/policy-document";
import type { Connections } from "../network/connections";
import type { INetwork } from "../network/network";
import { SecurityGroup } from "../network/security-group";
import type { EncryptionKey } from "../secrets/encryption-key";
import { proxyCertificateBundle } from "./certificate-bundle";
import type { ISecretValue } from "../secrets/secret-value";
import type { DatabaseAuthentication, DatabaseLogin, IDatabase } from "./database";
import type { PostgresInstance } from "./postgres-instance";

export interface DatabaseProxyProps {
  readonly name: string;
  readonly roleName: string;
  readonly securityGroupName: string;
  readonly network: INetwork;
  readonly location: AwsLocation;
  readonly database: PostgresInstance;
  /** For its logs. */
  readonly encryptionKey: EncryptionKey;
  readonly logRetentionDays: number;
}

/** Whatever the database's own port: every proxy for PostgreSQL listens on this one (Amazon RDS, "RDS Proxy limitations"). */
const port = 5432;

/** The rest is for those who connect to the database itself to look after it. */
const maxConnectionsPercent = 90;

/**
 * An RDS Proxy: applications connect to it as often as they like, and share the connections that it keeps open to the
 * database. TLS only. It logs in to the database as the user that the client is, with the password in the secret that it was
 * given of that user; the client shows the same password, or an IAM token instead. Its certificate is one of ACM's, whose
 * authorities are Amazon's, not those of RDS (Amazon RDS, "Using TLS/SSL with RDS Proxy").
 *
 * Costs money: 0.015 US dollars an hour for each vCPU of the database, two at least; and its log group, by the gigabyte.
 */
export class DatabaseProxy extends Construct implements IDatabase {
  public readonly connections: Connections;
  public readonly resource: DbProxy;
  public readonly host: string;
  public readonly databaseName: string;
  public readonly authorities = proxyCertificateBundle();
  public readonly masterLogin: DatabaseLogin;
  public readonly tokenCheck = "by-proxy";
  public readonly prerequisites: readonly TerraformResource[];
  private readonly role: Role;
  private readonly resourceId: string;
  private readonly users: DbProxyAuth[];

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: DatabaseProxyProps,
  ) {
    super(scope, id);
    const { database } = props;
    this.users = [authenticated(database.secretArn, "password")];
    this.role = this.createRole();
    const securityGroup = this.createSecurityGroup();
    this.connections = securityGroup.connections;
    this.resource = this.createProxy(securityGroup);
    this.prerequisites = [this.connectToDatabase()];
    this.host = this.resource.endpoint;
    this.databaseName = database.databaseName;
    this.masterLogin = database.masterLogin;
    this.resourceId = new TerraformLocal(this, "resource-id", Fn.element(Fn.split(":", this.resource.arn), 6)).asString;
  }

  public addUser(secret: ISecretValue, authentication: DatabaseAuthentication): void {
    secret.grantRead(this.role);
    this.users.push(authenticated(secret.valueFrom, authentication));
    this.resource.putAuth(this.users);
  }

  public grantConnect(grantee: IGrantable, user: string): void {
    const { account, region } = this.props.location;
    grantee.grant({
      sid: statementId("connect", "through", "proxy", "as", user),
      actions: ["rds-db:connect"],
      resources: [`arn:aws:rds-db:${region}:${account}:dbuser:${this.resourceId}/${user}`],
    });
  }

  private createSecurityGroup(): SecurityGroup {
    const { network, securityGroupName: name, database } = this.props;
    const securityGroup = new SecurityGroup(this, "security-group", { network, name, label: "database-proxy", port });
    securityGroup.connections.allowTo(database);
    return securityGroup;
  }

  private createProxy(securityGroup: SecurityGroup): DbProxy {
    const { name, network } = this.props;
    const { role, users } = this;
    return new DbProxy(this, "Resource", {
      name,
      engineFamily: "POSTGRESQL",
      requireTls: true,
      idleClientTimeout: 1800,
      roleArn: role.arn,
      auth: users,
      vpcSubnetIds: network.databaseSubnetIds,
      vpcSecurityGroupIds: [securityGroup.id],
      dependsOn: [this.createLogGroup(), ...role.permissions], // RDS would create the one, and needs the others at once
    });
  }

  private createRole(): Role {
    const { roleName: name, database } = this.props;
    const role = new Role(this, "role", {
      name,
      description: "In it a database's proxy reads the passwords of users",
      trust: { principals: { Service: "rds.amazonaws.com" } },
    });
    database.grantReadCredentials(role);
    return role;
  }

  private createLogGroup(): CloudwatchLogGroup {
    const { name, logRetentionDays, encryptionKey } = this.props;
    return new CloudwatchLogGroup(this, "log-group", {
      name: `/aws/rds/proxy/${name}`,
      retentionInDays: logRetentionDays,
      kmsKeyId: encryptionKey.arn,
    });
  }

  private connectToDatabase(): DbProxyTarget {
    const { resource } = this;
    const group = new DbProxyDefaultTargetGroup(this, "target-group", {
      dbProxyName: resource.name,
      connectionPoolConfig: {
        maxConnectionsPercent,
        maxIdleConnectionsPercent: maxConnectionsPercent / 2,
        connectionBorrowTimeout: 120,
      },
    });
    return new DbProxyTarget(this, "target", {
      dbProxyName: resource.name,
      targetGroupName: group.name,
      dbInstanceIdentifier: this.props.database.resource.identifier,
    });
  }
}

function authenticated(secretArn: string, authentication: DatabaseAuthentication): DbProxyAuth {
  return authentication === "iam"
    ? { authScheme: "SECRETS", iamAuth: "REQUIRED", secretArn }
    : { authScheme: "SECRETS", iamAuth: "DISABLED", clientPasswordAuthType: "POSTGRES_SCRAM_SHA_256", secretArn };
}
