import { describe, expect, test } from "@jest/globals";

import { markdown } from "../../src/review/markdown";
import { reviewed, said } from "./plans";

const database = "aws_db_instance.database_EBDE4557";
const values = { port: 1 };

describe.each([
  [["create", "forget"], "the new one first"],
  [["forget", "create"], "the old one first"],
])("%j", (actions) => {
  test("destroys nothing: the old one stays, and no one manages it", () => {
    for (const address of [database, "aws_lb.x", "aws_acm_certificate.x", "aws_sns_topic.x"]) {
      const review = reviewed([{ address, actions, before: values, after: values }]);
      expect(said(review)).toEqual({
        [address]: ["review: is created anew; the old one is no longer managed, and stays in AWS"],
      });
      expect(review.actions).toEqual({ create: 0, update: 0, replace: 1, delete: 0, forget: 0 });
    }
  });
});

test.each([[["delete", "create"]], [["create", "delete"]], [["forget", "delete", "create"]]])(
  "whatever else %j says, the old one goes",
  (actions) => {
    const review = reviewed([{ address: database, actions, before: values, after: values }]);
    expect(said(review)).toEqual({ [database]: ["blocks: replaces a stateful resource"] });
  },
);

test.each([
  [["frobnicate"], "update"],
  [["create", "frobnicate"], "create"],
  [["no-op", "frobnicate"], "update"],
])("what no rule knows blocks: %j", (actions, counted) => {
  const review = reviewed([{ address: "aws_sns_topic.x", actions, before: values, after: values }]);
  expect(said(review)["aws_sns_topic.x"]).toContain(
    "blocks: is to be changed in a way that is not known here: frobnicate",
  );
  expect(Object.entries(review.actions).filter(([, count]) => count > 0)).toEqual([[counted, 1]]);
});

test("an import by identity names its attributes", () => {
  const address = "aws_sns_topic.x";
  const row = (importing: Record<string, unknown>): string =>
    markdown(reviewed([{ address, actions: ["no-op"], before: values, after: values, importing }]), { title: "shop" });
  expect(row({ identity: { arn: "arn:aws:sns:us-east-1:111122223333:x" } })).toContain(
    '`import of {"arn":"arn:aws:sns:us-east-1:111122223333:x"}`',
  );
  expect(row({ id: "x" })).toContain("`import of x`");
  expect(row({ unknown: true })).toContain("`import of an id known after apply`");
});
