import { DataAwsIamOpenidConnectProvider } from "@cdktf/provider-aws/lib/data-aws-iam-openid-connect-provider";
import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { Construct } from "constructs";

import { githubTokens } from "../../naming/github-tokens";

/**
 * Lets GitHub Actions come into the account without stored keys: roles may trust the tokens that GitHub issues for a
 * workflow (GitHub, "Configuring OpenID Connect in Amazon Web Services"). An account can have only one.
 *
 * Costs nothing.
 */
export class GithubOidcProvider extends Construct {
  public readonly arn: string;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    this.arn = new IamOpenidConnectProvider(this, "Resource", {
      url: `https://${githubTokens.issuer}`,
      clientIdList: [githubTokens.audience],
    }).arn;
  }
}

/**
 * The one that the account has already (IAM User Guide, "Create an OpenID Connect (OIDC) identity provider in IAM"): it
 * is only looked up, and a plan fails where it is missing.
 *
 * Costs nothing.
 */
export class ExistingGithubOidcProvider extends Construct {
  public readonly arn: string;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    this.arn = new DataAwsIamOpenidConnectProvider(this, "Resource", { url: `https://${githubTokens.issuer}` }).arn;
  }
}
