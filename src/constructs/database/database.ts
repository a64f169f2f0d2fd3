import type { TerraformResource } from "cdktf";

import type { IGrantable } from "../iam/role";
import type { IConnectable } from "../network/connections";
import type { ISecretValue } from "../secrets/secret-value";

/** As whom a client logs in, by the environment variables of libpq. */
export interface DatabaseLogin {
  readonly environment: Readonly<Record<string, string>>;
  readonly secrets: Readonly<Record<string, ISecretValue>>;
}

/** How an application proves who it is: with its user's password, or with IAM tokens. */
export type DatabaseAuthentication = "password" | "iam";

/** Where applications connect to: a database itself, or the proxy in front of it. */
export interface IDatabase extends IConnectable {
  readonly host: string;
  readonly databaseName: string;
  /** Those who sign its certificate, as PEM. */
  readonly authorities: string;
  /** The master user's, which only the container gets that prepares the users of services. */
  readonly masterLogin: DatabaseLogin;
  /**
   * What checks IAM tokens: the database itself, in which the user then has no password; or the proxy, which logs in to the
   * database with the user's password.
   */
  readonly tokenCheck: "by-database" | "by-proxy";
  /** What must be there, beside itself, before clients can connect. */
  readonly prerequisites: readonly TerraformResource[];
  /** Lets a role connect with tokens as one user. */
  grantConnect(grantee: IGrantable, user: string): void;
  /** Gives it the secret with the name and password of a user. @default it needs none */
  addUser?(secret: ISecretValue, authentication: DatabaseAuthentication): void;
}
