import type { RoleProps } from "./role";

/** A GitHub repository, as AWS meets it in the tokens of its workflows. */
export interface GithubRepository {
  /** As in `acme/shop`. */
  readonly repository: string;
  /** GitHub's numbers of owner and repository. @default only subjects without them are trusted */
  readonly repositoryIds?: { readonly owner: number; readonly repository: number } | undefined;
}

export const githubIssuer = "token.actions.githubusercontent.com";

/**
 * Trust in the workflows of a repository, in exactly these contexts (`ref:refs/heads/main`, `environment:production`,
 * `pull_request`). A subject has one of two forms, with and without the numbers that stay when a name is given to somebody
 * else (GitHub, "OpenID Connect reference").
 */
export function githubTrust(
  providerArn: string,
  { repository, repositoryIds: ids }: GithubRepository,
  contexts: readonly string[],
): RoleProps["trust"] {
  const [owner = "", name = ""] = repository.split("/");
  const prefixes = [repository, ...(ids ? [`${owner}@${ids.owner}/${name}@${ids.repository}`] : [])];
  const subjects = prefixes.flatMap((prefix) => contexts.map((context) => `repo:${prefix}:${context}`));
  return {
    action: "sts:AssumeRoleWithWebIdentity",
    principals: { Federated: providerArn },
    conditions: { StringEquals: { [`${githubIssuer}:aud`]: "sts.amazonaws.com", [`${githubIssuer}:sub`]: subjects } },
  };
}
