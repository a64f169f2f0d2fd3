import { expect, test } from "@jest/globals";

import { DeployedStack } from "../../../src/operations/report/deployed-stack";
import { unmanagedLines, unmanagedResources } from "../../../src/operations/recover/unmanaged";
import type { UnmanagedFact } from "../../../src/report/facts";
import { stackOf } from "../support/stack";

const fact = (given: Partial<UnmanagedFact>): UnmanagedFact => ({
  ...{ arn: "arn:aws:sns:us-east-1:111122223333:shop", monthly: undefined, deletion: undefined },
  ...{ backupsMayNeedIt: false, mayBe: [] },
  ...given,
});

test("what is not in the state is listed with its price and the command that deletes it", () => {
  const lines = unmanagedLines("shop-staging", [
    fact({ arn: "arn:aws:kms:us-east-1:111122223333:key/1a2b", monthly: 1, backupsMayNeedIt: true }),
    fact({ arn: "arn:aws:cloudfront::111122223333:distribution/E1" }),
    fact({ deletion: "aws sns delete-topic" }),
    fact({ mayBe: ["aws_sns_topic.alarms", "aws_sns_topic.jobs"] }),
    fact({ mayBe: ["a.1", "a.2", "a.3", "a.4", "a.5", "a.6"] }),
  ]);
  expect(lines).toBe(
    [
      "Resources that carry the tags of shop-staging, and are not in its state:",
      "  arn:aws:kms:us-east-1:111122223333:key/1a2b, 1.00 dollars a month",
      "    backups may need it: look at it in the console",
      "  arn:aws:cloudfront::111122223333:distribution/E1, not priced",
      "    no single command deletes it: use the console",
      "  arn:aws:sns:us-east-1:111122223333:shop, not priced",
      "    aws sns delete-topic",
      "  arn:aws:sns:us-east-1:111122223333:shop, not priced",
      "    may be aws_sns_topic.alarms or aws_sns_topic.jobs, which the state lacks, too",
      "  arn:aws:sns:us-east-1:111122223333:shop, not priced",
      "    may be a.1 or a.2 or a.3 or a.4 or a.5 or …, which the state lacks, too",
      "Nothing of them was changed. Look at each before you delete it.",
    ].join("\n"),
  );
});

test("what may be a configured resource that the state lacks has no command that deletes it", async () => {
  const stack = stackOf("shop", { resource: { aws_sns_topic: { a: {}, b: {} } } });
  const topic = "arn:aws:sns:us-east-1:111122223333:old";
  const arns = ["arn:aws:cloudwatch:us-east-1:111122223333:alarm:old", topic];
  const ofState = async (...names: readonly string[]): Promise<UnmanagedFact[]> => {
    const resources = names.map((name) => ({
      ...{ mode: "managed" as const, type: "aws_sns_topic", name, provider: "aws", instances: [] },
    }));
    const deployed = new DeployedStack(stack, { resources });
    const tagged = arns.map((arn) => ({ arn, region: "us-east-1" }));
    return unmanagedResources(deployed, tagged, () => {
      throw new Error("neither is asked of its service");
    });
  };
  const alarm = "aws cloudwatch delete-alarms --alarm-names old --region us-east-1";
  expect((await ofState("a")).map(({ mayBe, deletion }) => [mayBe, deletion])).toEqual([
    [[], alarm],
    [["aws_sns_topic.b"], undefined],
  ]);
  expect((await ofState("a", "b")).map(({ mayBe, deletion }) => [mayBe, deletion])).toEqual([
    [[], alarm],
    [[], `aws sns delete-topic --topic-arn ${topic} --region us-east-1`],
  ]);
});
