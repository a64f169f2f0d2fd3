import { describe, expect, test } from "@jest/globals";

import { readPiped, written } from "../../../src/operations/commands/secrets";
import type { OperatorSecret } from "../../../src/operations/secrets/operator-secret";
import { type StoredSecret, contentOf } from "../../../src/operations/secrets/stored-secret";
import { checkWritable } from "../../../src/operations/secrets/write-secret";
import { stackOf } from "../support/stack";

const secret: OperatorSecret = {
  service: "api",
  name: "shop/api/operator",
  address: "aws_secretsmanager_secret.api",
  keys: ["DATABASE_URL", "SIGNING_KEY"],
};

describe("a secret that no key can be added to", () => {
  const check =
    (stored: StoredSecret, replace = false) =>
    () => {
      checkWritable(secret, stored, { environment: "shop-staging", replace });
    };

  test("does not exist, or is to be deleted", () => {
    expect(check({ kind: "absent" })).toThrow(
      "The secret shop/api/operator does not exist yet; the deploy creates it:  npm run deploy -- shop-staging",
    );
    expect(check({ kind: "deleted", arn: "" })).toThrow(
      "The secret shop/api/operator is to be deleted, so nothing was written. Bring it back:  aws secretsmanager restore-secret --secret-id shop/api/operator",
    );
  });

  test("is not JSON, and is not told either", () => {
    expect(check({ kind: "filled", arn: "", version: "1", content: contentOf("hunter2") })).toThrow(
      [
        "The value of shop/api/operator is not a JSON object, so no key can be added to it; nothing was written.",
        "If that value is not needed:  npm run secrets -- shop-staging api --replace",
        "What is there stays readable, as the version stage AWSPREVIOUS, until the secret is written once more.",
      ].join("\n"),
    );
  });

  test("is begun anew when that is asked for", () => {
    const notJson: StoredSecret = { kind: "filled", arn: "", version: "1", content: contentOf("hunter2") };
    expect(check(notJson, true)).not.toThrow();
  });

  test("is neither empty nor an object", () => {
    expect(check({ kind: "empty", arn: "" })).not.toThrow();
    expect(check({ kind: "filled", arn: "", version: "1", content: contentOf("{}") })).not.toThrow();
  });
});

describe("what was written", () => {
  const rule = {
    event_pattern: '{"detail-type":["Secret Label Updated"],"resources":["${aws_secretsmanager_secret.api.arn}"]}',
  };
  const values = new Map([["DATABASE_URL", "hunter2"]]);

  test("is told by its keys, with what is left and how tasks get it", () => {
    expect(written(stackOf("shop-staging"), secret, values, ["DATABASE_URL", "SIGNING_KEY"])).toBe(
      [
        "Written to shop/api/operator: DATABASE_URL.",
        "Still missing: SIGNING_KEY.",
        "Tasks get it as they start; replace those that run:  npm run restart -- shop-staging api",
      ].join("\n"),
    );
  });

  test("needs no restart where tasks follow their secrets", () => {
    const stack = stackOf("shop-staging", { resource: { aws_cloudwatch_event_rule: { rule } } });
    expect(written(stack, secret, values, [])).toBe(
      [
        "Written to shop/api/operator: DATABASE_URL.",
        "Tasks that run get it by themselves, within minutes; a service that never started needs a deploy.",
      ].join("\n"),
    );
  });
});

describe("one key's value from standard input", () => {
  test("is all of it, but for the line's end", () => {
    expect(readPiped("-----BEGIN\na=b\n-----END\n", secret.keys, { key: "SIGNING_KEY" })).toEqual(
      new Map([["SIGNING_KEY", "-----BEGIN\na=b\n-----END"]]),
    );
  });

  test("must not be empty", () => {
    expect(() => readPiped("\n", secret.keys, { key: "SIGNING_KEY" })).toThrow(
      "SIGNING_KEY must not be empty; nothing was written.",
    );
  });
});
