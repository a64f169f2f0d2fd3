import { expect, test } from "@jest/globals";

import { withoutTraces } from "../../../src/operations/plan/plan-artifact";

test("what the encryption library says is told without its stack traces", () => {
  const said = [
    "Unable to decrypt data key and one or more KMS CMKs had an error. ",
    "  Error #1 ",
    " ExpiredTokenException: The security token included in the request is expired",
    "    at JsonShapeDeserializer2.read (node_modules/@smithy/core/index.js:1731:27)",
    "    at async decrypt (node_modules/@aws-crypto/kms-keyring/src/helpers.ts:103:19) ",
    "",
  ].join("\n");
  expect(withoutTraces(said)).toBe(
    "Unable to decrypt data key and one or more KMS CMKs had an error. ExpiredTokenException: The security token included in the request is expired",
  );
});
