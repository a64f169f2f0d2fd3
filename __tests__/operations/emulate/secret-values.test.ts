import { describe, expect, test } from "@jest/globals";

import { leaks, passwordsWithin } from "../../../src/operations/emulate/secret-values";

describe("secret values", () => {
  test("are found wherever they show, in JSON's writing too", () => {
    const secrets = [
      { name: "app/jwt", value: "s3cr3t-value" },
      { name: "app/quoted", value: 'with"quote' },
      { name: "app/safe", value: "nowhere-to-be-seen" },
    ];
    expect(
      leaks(secrets, { "the state": '{"a":"s3cr3t-value"}', "the plan": JSON.stringify({ b: 'with"quote' }) }),
    ).toEqual(["the value of app/jwt is in the state", "the value of app/quoted is in the plan"]);
  });

  test("that are empty show nowhere", () => {
    expect(leaks([{ name: "app/unset", value: "" }], { "the state": "{}" })).toEqual([]);
  });

  test("within a JSON secret are those whose keys say so, and long ones", () => {
    const url = "postgres://user:hunter2@database.example";
    const value = JSON.stringify({ username: "postgres", password: "hunter2hunter2", port: 5432, api_key: "abc", url });
    expect(passwordsWithin({ name: "rds", value })).toEqual([
      { name: "rds (password)", value: "hunter2hunter2" },
      { name: "rds (api_key)", value: "abc" },
      { name: "rds (url)", value: url },
    ]);
  });

  test("that are no JSON hold no others", () => {
    expect(passwordsWithin({ name: "plain", value: "not json" })).toEqual([]);
    expect(passwordsWithin({ name: "null", value: "null" })).toEqual([]);
  });
});
