import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";

import { afterEach, beforeEach, describe, expect, test } from "@jest/globals";

import type { Finding, Subject } from "../../../src/operations/preflight/check";
import { githubEnvironments, trustedEnvironments } from "../../../src/operations/preflight/github-environments";
import type { SynthesizedStack } from "../../../src/operations/synth/synthesized-stack";
import { stackOf } from "../support/stack";

const issuer = "token.actions.githubusercontent.com";

function stack(environment: string): SynthesizedStack {
  const trust = {
    Statement: [
      {
        Condition: {
          StringEquals: {
            [`${issuer}:sub`]: [
              `repo:acme/shop:environment:${environment}`,
              `repo:acme@1/shop@2:environment:${environment}`,
            ],
            [`${issuer}:ref`]: ["refs/heads/main"],
          },
        },
      },
    ],
  };
  const json = {
    resource: {
      aws_iam_role: {
        apply: { assume_role_policy: JSON.stringify(trust) },
        task: {
          assume_role_policy: JSON.stringify({ Statement: [{ Principal: { Service: "ecs-tasks.amazonaws.com" } }] }),
        },
      },
    },
  };
  return stackOf("foundation-acme", json);
}

test("an environment that a role trusts is named once, with its branches", () => {
  expect(trustedEnvironments(stack("shop-staging"))).toEqual([
    { repository: "acme/shop", environment: "shop-staging", branches: ["main"] },
  ]);
});

describe("GitHub", () => {
  const { GH_TOKEN, GITHUB_TOKEN, GITHUB_API_URL } = process.env;
  const restricted = { deployment_branch_policy: { protected_branches: false, custom_branch_policies: true } };
  const reviewed = { protection_rules: [{ type: "required_reviewers" }, { type: "branch_policy" }] };
  let github: Server;
  let answer: { status: number; body: string };
  let asked: (string | undefined)[];

  beforeEach(async () => {
    asked = [];
    github = createServer(({ url, headers }, response) => {
      asked.push(url, headers.authorization);
      response.writeHead(answer.status).end(answer.body);
    });
    await new Promise<void>((resolve) => github.listen(0, "127.0.0.1", resolve));
    const { port } = github.address() as AddressInfo;
    Object.assign(process.env, { GH_TOKEN: "a-token", GITHUB_API_URL: `http://127.0.0.1:${port}` });
  });

  afterEach(() => {
    github.close();
    for (const [name, value] of Object.entries({ GH_TOKEN, GITHUB_TOKEN, GITHUB_API_URL })) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  });

  async function findings(environment: string, status: number, body: unknown): Promise<readonly Finding[]> {
    answer = { status, body: typeof body === "string" ? body : JSON.stringify(body) };
    return githubEnvironments.run({ stack: stack(environment) } as Subject);
  }

  test("is asked with the token for each environment", async () => {
    expect(await findings("shop-production", 200, { ...restricted, ...reviewed })).toEqual([
      { status: "ok", what: "shop-production in acme/shop" },
    ]);
    expect(asked).toEqual(["/repos/acme/shop/environments/shop-production", "Bearer a-token"]);
  });

  test.each<[string, string, number, unknown, Finding]>([
    [
      "has no such environment",
      "shop-staging",
      404,
      { message: "Not Found" },
      {
        status: "missing",
        what: "shop-staging in acme/shop does not exist, or the token may not read it",
        fix: "gh api --method PUT repos/acme/shop/environments/shop-staging",
      },
    ],
    [
      "lets in jobs of every branch",
      "shop-staging",
      200,
      { deployment_branch_policy: null },
      {
        status: "warning",
        what: "jobs of every branch may use shop-staging in acme/shop; AWS refuses all but those of main",
        fix: "In GitHub: Settings, Environments, shop-staging: deployment branches, selected branches, main.",
      },
    ],
    [
      "asks nobody for production",
      "shop-production",
      200,
      restricted,
      {
        status: "warning",
        what: "jobs use shop-production in acme/shop without a review",
        fix: "In GitHub: Settings, Environments, shop-production: required reviewers, without self-review.",
      },
    ],
    [
      "answers with a page",
      "shop-staging",
      200,
      "<html>Sign in</html>",
      {
        status: "warning",
        what: "shop-staging in acme/shop: GitHub answers with status 200 and nothing that can be read",
        fix: "Use a token that may read the repository's environments (GH_TOKEN), then repeat.",
      },
    ],
  ])("%s", async (_, environment, status, body, finding) => {
    expect(await findings(environment, status, body)).toEqual([finding]);
  });

  test("is not there", async () => {
    await new Promise((resolve) => github.close(resolve));
    expect(await findings("shop-staging", 200, "")).toEqual([
      {
        status: "warning",
        what: "shop-staging in acme/shop: GitHub does not answer",
        fix: "Mend the network, then repeat.",
      },
    ]);
  });

  test("is not asked without a token", async () => {
    Reflect.deleteProperty(process.env, "GH_TOKEN");
    Reflect.deleteProperty(process.env, "GITHUB_TOKEN");
    expect(await findings("shop-staging", 200, restricted)).toEqual([
      {
        status: "not checked",
        what: "GitHub is asked where GH_TOKEN holds a token that may read the repository's environments",
      },
    ]);
    expect(asked).toEqual([]);
  });
});
