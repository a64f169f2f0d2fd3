import { expect, test } from "@jest/globals";

import { terminalText } from "../../src/review/terminal";
import { destroyed, reviewed, updated } from "./plans";

const database = "aws_db_instance.database_EBDE4557";

test("risks and changes are counted in lines that every terminal holds", () => {
  const text = terminalText(reviewed([updated(database, { port: 1 }, { port: 2 }), destroyed(database)]), "shop");
  expect(text).toContain(
    [
      "risks:    1 blocks, 1 dangerous, 0 review, 0 routine",
      "changes:  0 create, 1 update, 0 replace, 1 destroy, 0 forget",
    ].join("\n"),
  );
});

test("each finding of a resource has its own level", () => {
  const row = updated(database, { deletion_protection: true, port: 1 }, { deletion_protection: false, port: 2 });
  const text = terminalText(reviewed([row]), "shop");
  expect(text).toContain("BLOCKS  database gives up deletion protection");
  expect(text).toContain("DANGEROUS  database changes the database in a way that interrupts or slows it");
});

test("only what blocks is marked as acknowledged", () => {
  const row = updated(database, { deletion_protection: true, port: 1 }, { deletion_protection: false, port: 2 });
  const text = terminalText(reviewed([row], { acknowledged: [database] }), "shop");
  expect(text).toContain("DANGEROUS (acknowledged)  database gives up deletion protection");
  expect(text.match(/\(acknowledged\)/g)).toHaveLength(1);
});

test("a name cannot paint over the terminal", () => {
  const address = 'aws_sns_topic.x["\u001b[2J"]';
  expect(terminalText(reviewed([destroyed(address)]), "shop")).toContain(String.raw`aws_sns_topic.x["\u001b[2J"]`);
});
