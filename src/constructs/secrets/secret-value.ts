import type { IGrantable } from "../iam/role";

/** A value that ECS puts into a container's environment when a task starts, and that stands nowhere else. */
export interface ISecretValue {
  /** What ECS calls it by: a secret's or parameter's ARN, with a key inside it where there are several. */
  readonly valueFrom: string;
  /** Lets a role read it. */
  grantRead(grantee: IGrantable): void;
}
