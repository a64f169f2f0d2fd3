import { expect, test } from "@jest/globals";

import { longestSilence, whyAlive } from "../../../src/operations/state/lock-holder";

test.each([
  ["Terraform works here", { isHere: true, process: 42, silence: 0 }, /as process 42$/],
  ["Terraform works here for long", { isHere: true, process: 42, silence: longestSilence + 1 }, /as process 42$/],
  ["Terraform has ended here", { isHere: true, process: undefined, silence: 0 }, undefined],
  ["another machine was heard of lately", { isHere: false, process: undefined, silence: 240_000 }, / 4 minutes ago$/],
  ["another machine is silent", { isHere: false, process: undefined, silence: longestSilence + 1 }, undefined],
])("a holder may live or is gone: %s", (_, facts, why) => {
  expect(whyAlive(facts)).toEqual(why && expect.stringMatching(why));
});
