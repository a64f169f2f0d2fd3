import { expect, test } from "@jest/globals";

import { bill, gaps, resource } from "../support/priced";

test("a key costs by the month, its requests, and its first two rotations", () => {
  const key = resource("aws_kms_key", "main", { enable_key_rotation: true });

  expect(bill([key])).toEqual({ "encryption keys": [1, 1, 1], "encryption keys: requests": [1, 0.03, 0.03] });
  expect(bill([key], { keyRotations: 1 })["encryption keys"]).toEqual([2, 1, 2]);
  expect(bill([key], { keyRotations: 5 })["encryption keys"]).toEqual([3, 1, 3]);
  expect(bill([resource("aws_kms_key", "main")], { keyRotations: 5 })["encryption keys"]).toEqual([1, 1, 1]);
});

test("a secret costs by the month, in each region, and its reads", () => {
  expect(bill([resource("aws_secretsmanager_secret", "api", { replica: [{ region: "us-west-2" }] })])).toEqual({
    secrets: [2, 0.4, 0.8],
    "secrets: reads": [0.1, 0.05, 0.005],
  });
});

test("a parameter is free unless it is advanced", () => {
  expect(bill([resource("aws_ssm_parameter", "flag", { type: "SecureString" })])).toEqual({});
  expect(bill([resource("aws_ssm_parameter", "flag", { tier: "Advanced" })])).toEqual({
    "advanced parameters": [1, 0.05, 0.05],
  });
});

test("a state machine costs by its transitions, unless it is an express one", () => {
  expect(bill([resource("aws_sfn_state_machine", "rotate")])).toEqual({
    "state machines: transitions": [0.1, 0.025, 0.0025],
  });
  expect(gaps([resource("aws_sfn_state_machine", "rotate", { type: "EXPRESS" })])).toEqual([
    "aws_sfn_state_machine.rotate: express state machines are not priced",
  ]);
});
