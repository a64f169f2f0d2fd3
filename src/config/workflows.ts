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
  /** The environments that may be deployed, each from the GitHub environment of the same name. */
  environments: z.array(slug).min(1, "expected at least one environment"),
});
