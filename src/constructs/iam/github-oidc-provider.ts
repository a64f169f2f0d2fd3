import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import { Construct } from "constructs";

/**
 * Lets GitHub Actions come into the account without stored keys: roles may trust the tokens that GitHub issues for a
 * workflow (GitHub, "Configuring OpenID Connect in Amazon Web Services"). An account can have only one.
 *
 * Costs nothing.
 */
export class GithubOidcProvider extends Construct {
  public readonly resource: IamOpenidConnectProvider;

  public constructor(scope: Construct, id: string) {
    super(scope, id);
    this.resource = new IamOpenidConnectProvider(this, "Resource", {
      url: "https://token.actions.githubusercontent.com",
      clientIdList: ["sts.amazonaws.com"],
    });
  }
}
