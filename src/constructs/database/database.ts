import type { IGrantable } from "../iam/role";
import type { IConnectable } from "../network/connections";
import type { ISecretValue } from "../secrets/secret-value";

/** Where applications connect to: a database itself, or the proxy in front of it. */
export interface IDatabase extends IConnectable {
  readonly host: string;
  readonly databaseName: string;
  /** Those who sign its certificate, as PEM. */
  readonly authorities: string;
  /** As whom applications log in, by the environment variables of libpq. */
  readonly login: {
    readonly environment: Readonly<Record<string, string>>;
    readonly secrets: Readonly<Record<string, ISecretValue>>;
  };
  /** Lets a role connect with a token instead of a password, for a service that has a user of its own. */
  grantConnect(grantee: IGrantable, user: string): void;
}
