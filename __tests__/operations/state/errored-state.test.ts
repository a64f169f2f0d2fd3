import { expect, test } from "@jest/globals";

import { judgeErrored } from "../../../src/operations/state/errored-state";
import type { StoredState } from "../../../src/operations/state/state-text";

const state = (serial: number, lineage = "one"): StoredState => ({ version: 4, serial, lineage, resources: [] });

test.each<[string, StoredState | string, StoredState | undefined, unknown]>([
  ["nothing is stored", state(1), undefined, { kind: "push" }],
  ["it is ahead", state(8), state(7), { kind: "push" }],
  ["it is behind", state(7), state(7), { kind: "set aside", why: "its serial 7 is not above the stored state's, 7" }],
  [
    "it is another stack's",
    state(8, "other"),
    state(7),
    { kind: "set aside", why: "its lineage other is not the stored state's, one" },
  ],
  ["it is cut off", '{"version": 4, "ser', state(7), { kind: "set aside", why: "it is cut off or overwritten" }],
])("a state left in a file is stored or set aside: %s", (_, left, stored, verdict) => {
  expect(judgeErrored(typeof left === "string" ? left : JSON.stringify(left), stored)).toEqual(verdict);
});
