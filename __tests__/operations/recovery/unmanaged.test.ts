import { expect, test } from "@jest/globals";

import { unmanagedLines } from "../../../src/operations/recovery/unmanaged";

test("what is not configured is listed with its price and the command that deletes it", () => {
  const lines = unmanagedLines("shop-staging", [
    { arn: "arn:aws:kms:us-east-1:111122223333:key/1a2b", monthly: 1, deletion: "aws kms schedule-key-deletion" },
    { arn: "arn:aws:cloudfront::111122223333:distribution/E1", monthly: undefined, deletion: undefined },
  ]);
  expect(lines).toBe(
    [
      "Resources that carry the tags of shop-staging, and are neither in its state nor in its configuration:",
      "  arn:aws:kms:us-east-1:111122223333:key/1a2b, 1.00 dollars a month",
      "    aws kms schedule-key-deletion",
      "  arn:aws:cloudfront::111122223333:distribution/E1, not priced",
      "    no single command deletes it: use the console",
      "Nothing of them was changed. Look at each before you delete it.",
    ].join("\n"),
  );
});
