import { expect, test } from "@jest/globals";

import { lockHeldMessage } from "../../../src/operations/state/state-lock";
import { stackOf } from "../support/stack";

test("a held lock is told with its holder, since when, how to wait, and how to free it", () => {
  const lock = { ID: "5d20f768", Operation: "OperationTypeApply", Who: "ann@laptop", Created: "2026-03-01T10:00:00Z" };
  expect(lockHeldMessage(stackOf("shop-staging"), lock)).toBe(
    [
      "The state of shop-staging is locked, so nothing was changed:",
      "  held by    ann@laptop",
      "  since      2026-03-01T10:00:00Z",
      "  doing      OperationTypeApply",
      "To wait for it, repeat the command with  --lock-timeout 10m",
      "If its holder is dead, free the lock and repeat:",
      "  (cd cdktf.out/stacks/shop-staging && terraform init && terraform force-unlock 5d20f768)",
    ].join("\n"),
  );
});
