import { z } from "zod";

import { slug } from "./fields";
import { branchName, githubRepository } from "./github";

/**
 * The GitHub repository whose workflows plan the account's stacks in pull requests, and deploy its environments: the one in
 * which this project is kept, the same for all accounts.
 */
export const workflowsSchema = z.strictObject({
  ...githubRepository,
  /** The branch whose commits are deployed, and from which drift is looked for. @default "main" */
  branch: branchName.default("main"),
  /**
   * ARN of the managed policy that bounds what the roles that deploy may do. It is written and kept by the account's owner, and
   * has to hold the roles that they make, too: by the condition `iam:PermissionsBoundary` on `iam:CreateRole`.
   * @default they are administrators of the account
   */
  permissionsBoundary: z
    .string()
    .regex(
      /^arn:aws:iam::(\d{12}|aws):policy\/[\w+=,.@/-]+$/,
      'expected the ARN of a managed policy, as in "arn:aws:iam::111122223333:policy/deployments"',
    )
    .optional(),
  /** The environments that may be deployed, each from the GitHub environment of the same name. */
  environments: z.array(slug).min(1, "expected at least one environment"),
});
