import { Construct } from "constructs";

import type { OnDestroy } from "../../terraform/on-destroy";
import type { ContainerDefinition } from "../containers/container-definition";
import type { EncryptionKey } from "../secrets/encryption-key";
import { GeneratedSecret } from "../secrets/generated-secret";
import { databaseClient } from "./client";
import type { DatabaseAuthentication, DatabaseLogin, IDatabase } from "./database";
import { databaseUserScript, type DatabaseUserVariables } from "./database-user-script";

export interface DatabaseUserProps {
  readonly database: IDatabase;
  /** The user's name. */
  readonly user: string;
  /** The schema that it owns or reads. */
  readonly schema: string;
  /** The user that owns the schema, if another one does. @default the user itself */
  readonly owner?: string | undefined;
  /** Extensions of PostgreSQL that there must be. */
  readonly extensions: readonly string[];
  readonly authentication: DatabaseAuthentication;
  /** Of the secret with its name and password. */
  readonly secretName: string;
  readonly encryptionKey: EncryptionKey;
  readonly onDestroy: OnDestroy;
}

/**
 * A service's own user of a database, who may connect to it, use one schema, and nothing else. A container of the service's
 * tasks creates it before the application starts, as the master user (ADR 40); it does the same in every task, so that the
 * user's password follows its secret. Where only the database itself checks IAM tokens there is no password, and no secret.
 *
 * Costs money: the secret, 0.40 US dollars a month, and by the ten thousand reads.
 */
export class DatabaseUser extends Construct {
  public readonly database: IDatabase;
  /** Its name and password, as RDS Proxy reads them too; `undefined` where it has no password. */
  public readonly secret: GeneratedSecret | undefined;
  /** As whom the application logs in. */
  public readonly login: DatabaseLogin;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: DatabaseUserProps,
  ) {
    super(scope, id);
    const { database, user, authentication } = props;
    this.database = database;
    const hasPassword = authentication === "password" || database.tokenCheck === "by-proxy";
    this.secret = hasPassword ? this.createSecret() : undefined;
    if (this.secret) database.addUser?.(this.secret, authentication);
    this.login = {
      environment: { PGUSER: user },
      secrets: this.secret && authentication === "password" ? { PGPASSWORD: this.secret.field("password") } : {},
    };
  }

  /**
   * The container that prepares the user: the only one that gets the master user's secret.
   *
   * @param scratch - Where it may write.
   */
  public preparation(name: string, scratch: string): ContainerDefinition {
    const { environment, secrets, mounts } = databaseClient(this.database, this.database.masterLogin);
    return {
      name,
      image: "public.ecr.aws/docker/library/postgres:18.4-alpine",
      user: "postgres",
      essential: false,
      command: ["sh", "-c", command(`${scratch}/user.sql`)],
      environment: { ...environment, ...this.variables(), PGCONNECT_TIMEOUT: "10", USER_SCRIPT: databaseUserScript },
      secrets: { ...secrets, ...(this.secret && { SERVICE_PASSWORD: this.secret.field("password") }) },
      mounts,
    };
  }

  private variables(): DatabaseUserVariables & Record<string, string> {
    const { user, owner = user, schema, extensions } = this.props;
    return {
      SERVICE_USER: user,
      SCHEMA_OWNER: owner,
      SERVICE_SCHEMA: schema,
      LOGIN: this.secret ? "password" : "iam",
      EXTENSIONS: extensions.join(" "),
    };
  }

  private createSecret(): GeneratedSecret {
    const { user, secretName: name, encryptionKey, onDestroy } = this.props;
    const description = `The name and password of the database user ${user}, generated`;
    return new GeneratedSecret(this, "secret", { name, description, username: user, encryptionKey, onDestroy });
  }
}

/** Attempts to reach the database, ten seconds apart: a standby takes over within two minutes. */
const attempts = 12;

/**
 * Runs the script. The passwords reach psql through its input, since everybody on the machine sees arguments; it exits with 2
 * when it cannot connect (PostgreSQL, "psql", "Exit Status").
 */
function command(file: string): string {
  return [
    `printenv USER_SCRIPT > ${file} || exit`,
    `left=${attempts}`,
    `until printf '%s\\n%s\\n' "$SERVICE_PASSWORD" "$SERVICE_PASSWORD" | psql --no-psqlrc --quiet --file ${file}`,
    `do code=$? left=$((left - 1))`,
    `  [ $code = 2 ] && [ $left -gt 0 ] || exit $code`,
    `  sleep 10`,
    `done`,
  ].join("\n");
}
