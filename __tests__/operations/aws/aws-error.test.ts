import { describe, expect, test } from "@jest/globals";

import { credentialsProblem, isNetworkError } from "../../../src/operations/aws/aws-error";

function errorOf(name: string, message: string, properties: object = {}): Error {
  return Object.assign(new Error(message), { name, ...properties });
}

describe("credentials that give no identity", () => {
  const unknown = `Set AWS_PROFILE (after "aws sso login") or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, then repeat.`;
  const expired = `Get new ones, with "aws sso login" where they come from there, then repeat.`;

  test.each([
    [
      "CredentialsProviderError",
      "Could not load credentials from any providers",
      "AWS does not know who you are",
      unknown,
    ],
    [
      "InvalidClientTokenId",
      "The security token included in the request is invalid.",
      "AWS does not know who you are",
      unknown,
    ],
    [
      "ExpiredToken",
      "The security token included in the request is expired",
      "Your AWS credentials have expired",
      expired,
    ],
    ["CredentialsProviderError", "The SSO session has expired.", "Your AWS credentials have expired", expired],
  ])("are told apart: %s, %s", (name, message, what, fix) => {
    expect(credentialsProblem(errorOf(name, message))).toEqual({ what: `${what}: ${message}`, fix });
  });

  test("are not to blame when nobody answers", () => {
    const refused = errorOf("Error", "connect ECONNREFUSED 127.0.0.1:1", { code: "ECONNREFUSED" });
    expect(credentialsProblem(refused)).toEqual({
      what: "AWS cannot be reached: connect ECONNREFUSED 127.0.0.1:1",
      fix: "Mend the network, then repeat.",
    });
  });
});

test("silence is told from a refusal, wherever it is wrapped", () => {
  expect(isNetworkError(errorOf("Error", "x", { cause: errorOf("Error", "y", { code: "ENOTFOUND" }) }))).toBe(true);
  expect(isNetworkError(errorOf("TimeoutError", "x"))).toBe(true);
  expect(isNetworkError(errorOf("AccessDenied", "x"))).toBe(false);
  expect(isNetworkError("x")).toBe(false);
});
