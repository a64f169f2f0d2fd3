import { expect, test } from "@jest/globals";

import { acknowledgementsIn } from "../../src/review/acknowledgements";

test("an address is released by a line of its own, in full", () => {
  const text = [
    "Not needed any more.",
    "Acknowledge: aws_db_instance.database_EBDE4557",
    '- acknowledge: `aws_sns_topic.x["a"]`',
    "We do not Acknowledge: aws_s3_bucket.x",
    "Acknowledge: everything, please",
    "Acknowledge: aws_kms_key.* or so",
  ].join("\r\n");
  expect(acknowledgementsIn(text.replaceAll("\r", ""))).toEqual([
    "aws_db_instance.database_EBDE4557",
    'aws_sns_topic.x["a"]',
  ]);
});

test("GitHub's line ends are line ends", () => {
  expect(acknowledgementsIn("Why:\r\nAcknowledge: aws_kms_key.x\r\nAcknowledge: aws_kms_key.y\r\n")).toEqual([
    "aws_kms_key.x",
    "aws_kms_key.y",
  ]);
});

test.each(["\n", " ", "-", "> "])("a description full of %j is read at once", (filler) => {
  const start = performance.now();
  expect(acknowledgementsIn(filler.repeat(60_000))).toEqual([]);
  expect(performance.now() - start).toBeLessThan(1_000);
});
