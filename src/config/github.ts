import { z } from "zod";

import { wholeNumber } from "./fields";

const id = wholeNumber(1, Number.MAX_SAFE_INTEGER, "GitHub's number");

/** A GitHub repository, as AWS meets it in the tokens of its workflows. */
export const githubRepository = {
  /** As in `acme/shop`. */
  repository: z
    .string()
    .regex(/^[\w.-]+\/[\w.-]+$/, 'expected owner and name of a GitHub repository, as in "acme/shop"'),
  /**
   * GitHub's numbers of owner and repository (`gh api repos/acme/shop --jq ".owner.id, .id"`). Repositories that were
   * created, renamed or moved since July 2026 have them in their tokens' subjects (GitHub, "OpenID Connect reference").
   * @default only subjects without numbers are trusted
   */
  repositoryIds: z
    .strictObject({
      /** The number of the user or organization. */
      owner: id,
      /** The number of the repository. */
      repository: id,
    })
    .optional(),
};

export const branchName = z.string().regex(/^[\w./-]+$/, "expected the name of a branch, without wildcards");
export const githubEnvironmentName = z.string().regex(/^[\w.-]+$/, "expected the name of a GitHub environment");
export const workflowFile = z
  .string()
  .regex(/^[\w.-]+\.ya?ml$/, 'expected the name of a workflow\'s file, as in "deploy.yml"');
