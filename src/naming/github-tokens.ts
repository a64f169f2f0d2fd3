/**
 * Who signs the tokens of GitHub's workflows, and for whom they are (GitHub, "Configuring OpenID Connect in Amazon Web
 * Services"): what another issuer's trust would say instead.
 */
export const githubTokens = { issuer: "token.actions.githubusercontent.com", audience: "sts.amazonaws.com" } as const;
