import { describe, expect, test } from "@jest/globals";

import { GithubOidcProvider } from "../../../src/constructs/iam/github-oidc-provider";
import { synthesize } from "../../support/synthesized";

describe("GithubOidcProvider", () => {
  test("takes only tokens that GitHub Actions issues for STS", () => {
    const stack = synthesize((scope) => new GithubOidcProvider(scope, "github"));

    expect(stack.only("aws_iam_openid_connect_provider")).toMatchObject({
      url: "https://token.actions.githubusercontent.com",
      client_id_list: ["sts.amazonaws.com"],
    });
  });
});
