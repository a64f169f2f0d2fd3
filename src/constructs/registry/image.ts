import type { IGrantable } from "../iam/role";

/** The image of a service's first container. */
export interface IImage {
  /** Its whole name, as a container definition wants it. */
  readonly uri: string;
  /** Lets a role pull it, where that needs a permission. */
  grantPull(grantee: IGrantable): void;
}
