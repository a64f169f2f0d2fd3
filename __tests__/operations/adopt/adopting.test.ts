import { expect, test } from "@jest/globals";

import type { ExportedResource } from "../../../src/adoption/exported-resource";
import { importBlocks } from "../../../src/adoption/import-blocks";
import type { Outcome } from "../../../src/adoption/match";
import { stackWith } from "../../../src/operations/adopt/load-stack";
import { secretsWithNewVersions } from "../../../src/operations/adopt/kept-values";
import { foundRule } from "../../../src/operations/adopt/security-group-rules";
import { stackOf } from "../support/stack";

const found: ExportedResource = { label: "a", foreignType: "a", type: "a", attributes: {} };

function imported(address: string, id: string): Outcome {
  return { kind: "import", address, id, found };
}

function managed(address: string): Outcome {
  return { kind: "managed", address, found: { ...found, attributes: { arn: `arn of ${address}` } } };
}

test("a rule in AWS is recognized as the provider would read it", () => {
  const rule = foundRule({
    ...{ SecurityGroupRuleId: "sgr-1", GroupId: "sg-1", IsEgress: true, IpProtocol: "-1", FromPort: -1, ToPort: -1 },
    ReferencedGroupInfo: { GroupId: "sg-2" },
  });
  expect(rule).toMatchObject({
    label: "sgr-1 in AWS: sg-1 to sg-2, all",
    type: "aws_vpc_security_group_egress_rule",
    attributes: { id: "sgr-1", security_group_id: "sg-1", ip_protocol: "-1", referenced_security_group_id: "sg-2" },
  });
  expect(rule.attributes.from_port).toBeUndefined();
  const open = {
    SecurityGroupRuleId: "sgr-2",
    GroupId: "sg-1",
    IpProtocol: "tcp",
    FromPort: 22,
    ToPort: 22,
    CidrIpv4: "0.0.0.0/0",
  };
  expect(foundRule(open).label).toBe("sgr-2 in AWS: sg-1 from 0.0.0.0/0, tcp 22-22");
});

test("the secrets whose values are kept are those that are adopted and are about to get a version", () => {
  const version = (secret: string): Record<string, unknown> => ({
    secret_id: `\${aws_secretsmanager_secret.${secret}.id}`,
  });
  const stack = stackOf("shop", {
    resource: {
      aws_secretsmanager_secret: { old: {}, new: {}, filled: {}, interrupted: {}, done: {} },
      aws_secretsmanager_secret_version: {
        ...{ old: version("old"), new: version("new") },
        ...{ interrupted: version("interrupted"), done: version("done") },
      },
    },
  });
  const outcomes: Outcome[] = [
    imported("aws_secretsmanager_secret.old", "arn:old"),
    imported("aws_secretsmanager_secret.filled", "arn:filled"),
    { kind: "new", address: "aws_secretsmanager_secret.new", why: "" },
    managed("aws_secretsmanager_secret.interrupted"),
    { kind: "left-alone", address: "aws_secretsmanager_secret_version.interrupted", why: "" },
    managed("aws_secretsmanager_secret.done"),
    managed("aws_secretsmanager_secret_version.done"),
  ];
  expect(secretsWithNewVersions(stack, outcomes)).toEqual(["arn:old", "arn of aws_secretsmanager_secret.interrupted"]);
});

test("a resource is where its provider puts it", () => {
  const stack = stackOf("shop", { resource: { aws_kms_key: { here: {}, there: { provider: "aws.us-west-2" } } } });
  const provider = { aws: [{ region: "us-east-1" }, { alias: "us-west-2", region: "us-west-2" }] };
  Object.assign(stack.json, { provider });
  expect(stackWith(stack, new Map()).resources.map(({ region }) => region)).toEqual(["us-east-1", "us-west-2"]);
});

test("an id that looks like a template is none in the import blocks", () => {
  expect(JSON.parse(importBlocks([imported("aws_ssm_parameter.a", "/${odd}/%{name}")]))).toEqual({
    import: [{ to: "aws_ssm_parameter.a", id: "/$${odd}/%%{name}" }],
  });
});
