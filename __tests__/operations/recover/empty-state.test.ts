import { expect, test } from "@jest/globals";

import { lostMessage } from "../../../src/operations/recover/empty-state";
import { stackOf } from "../support/stack";

test("an empty state beside resources with the stack's tags is told with some of them and both ways back", () => {
  const arns = Array.from({ length: 7 }, (_, index) => `arn:aws:kms:us-east-1:111122223333:key/${index}`);
  expect(lostMessage(stackOf("shop-staging"), arns)).toBe(
    [
      "The state of shop-staging is empty, and AWS has 7 resources with its tags, so nothing was planned:",
      ...[0, 1, 2, 3, 4].map((index) => `  arn:aws:kms:us-east-1:111122223333:key/${index}`),
      "  and 2 more",
      "Bring them into the state:",
      "  npm run recover -- shop-staging",
      "or put an earlier version of the state back first:",
      "  aws s3api list-object-versions --bucket state --prefix shop-staging.tfstate",
      "or, if another tool made them, adopt them:",
      "  npm run adopt -- shop-staging <export>",
    ].join("\n"),
  );
});
