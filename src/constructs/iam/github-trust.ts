import { githubTokens } from "../../naming/github-tokens";
import type { RoleProps } from "./role";

/** A GitHub repository, as AWS meets it in the tokens of its workflows. */
export interface GithubRepository {
  /** As in `acme/shop`. */
  readonly repository: string;
  /** GitHub's numbers of owner and repository. @default only subjects without them are trusted */
  readonly repositoryIds?: { readonly owner: number; readonly repository: number } | undefined;
}

/** Which jobs of a repository's workflows are trusted: those of which everything that is said here is true. */
export interface TrustedJobs {
  /** The ends of their tokens' subjects, one of which a token has: `environment:production`, `pull_request`, `ref:refs/heads/main`. */
  readonly contexts: readonly string[];
  /** Branches of which they run. @default any ref, such as that of a pull request */
  readonly branches?: readonly string[] | undefined;
  /** Files in `.github/workflows`, as they stand on one of `branches`, that they are written in. @default any */
  readonly workflows?: readonly string[] | undefined;
}

/**
 * Trust in some jobs of a repository's workflows, by the claims of GitHub's token that AWS compares (IAM User Guide, "IAM and
 * AWS STS condition context keys", keys of GitHub; GitHub, "OpenID Connect reference"). A subject has one of two forms, with
 * and without the numbers that stay when a name is given to another owner. A subject with an environment says no branch, so
 * that without `branches` a workflow of any branch that may be pushed would be trusted.
 */
export function githubTrust(
  providerArn: string,
  { repository, repositoryIds: ids }: GithubRepository,
  { contexts, branches = [], workflows = [] }: TrustedJobs,
): RoleProps["trust"] {
  const [owner = "", name = ""] = repository.split("/");
  const prefixes = [repository, ...(ids ? [`${owner}@${ids.owner}/${name}@${ids.repository}`] : [])];
  const refs = branches.map((branch) => `refs/heads/${branch}`);
  const files = workflows.flatMap((file) => refs.map((ref) => `${repository}/.github/workflows/${file}@${ref}`));
  const claims = {
    aud: githubTokens.audience,
    sub: prefixes.flatMap((prefix) => contexts.map((context) => `repo:${prefix}:${context}`)),
    ...(ids && { repository_id: String(ids.repository) }),
    ...(refs.length > 0 && { ref: refs }),
    ...(files.length > 0 && { job_workflow_ref: files }),
  };
  return {
    action: "sts:AssumeRoleWithWebIdentity",
    principals: { Federated: providerArn },
    conditions: {
      StringEquals: Object.fromEntries(
        Object.entries(claims).map(([claim, values]) => [`${githubTokens.issuer}:${claim}`, values]),
      ),
    },
  };
}
