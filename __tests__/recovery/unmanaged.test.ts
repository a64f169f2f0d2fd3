import { describe, expect, test } from "@jest/globals";

import { readArn } from "../../src/recovery/arn";
import { backupsMayNeed, deletionOf, typeOf, typesOf, unmanagedAmong } from "../../src/recovery/unmanaged";

const at = (service: string, resource: string): string => `arn:aws:${service}:us-east-1:111122223333:${resource}`;
const nothing = new Set<string>();

test("what the state has by its ARN, its id or the last part of its id is managed", () => {
  const arns = [
    at("sns", "shop"),
    at("ec2", "natgateway/nat-1"),
    at("logs", "log-group:/ecs/shop:*"),
    at("ecs", "service/shop/api"),
  ];
  const inState = new Set([
    at("sns", "shop"),
    "nat-1",
    at("logs", "log-group:/ecs/shop"),
    at("ecs", "service/shop/api"),
  ]);
  expect(unmanagedAmong(arns, inState, nothing)).toEqual([]);
  expect(unmanagedAmong(arns, nothing, nothing).map(({ arn }) => arn)).toEqual(arns);
});

test.each([
  at("backup", "recovery-point:1a2b"),
  at("ec2", "network-interface/eni-1"),
  at("ec2", "snapshot/snap-1"),
  at("ecs", "task/shop/1a2b"),
  at("ecs", "task-definition/shop-api:41"),
  at("ecs", "task-set/shop/api/ecs-svc/1"),
  at("rds", "auto-backup:ab-1"),
  at("rds", "snapshot:shop-final"),
  at("secretsmanager", "secret:rds!db-1a2b-xyz"),
])("%s is a service's own", (arn) => {
  expect(unmanagedAmong([arn], nothing, nothing)).toEqual([]);
});

test("a secret that RDS does not manage, and a rule of a security group, are not a service's own", () => {
  const arns = [at("secretsmanager", "secret:shop/key-AbCdEf"), at("ec2", "security-group-rule/sgr-1")];
  expect(unmanagedAmong(arns, nothing, nothing).map(({ arn }) => arn)).toEqual(arns);
});

test("what is of a type that the configuration forgets may be just that", () => {
  const arns = [at("rds", "db:shop"), at("sns", "shop")];
  const found = unmanagedAmong(arns, nothing, new Set(["aws_db_instance"]));
  expect(found.map(({ arn }) => arn)).toEqual([at("sns", "shop")]);
});

describe("the command that deletes", () => {
  test.each<[string, string | undefined]>([
    [at("ec2", "natgateway/nat-1"), "ec2 delete-nat-gateway --nat-gateway-id nat-1 --region us-east-1"],
    [
      at("secretsmanager", "secret:shop/key-AbCdEf"),
      `secretsmanager delete-secret --recovery-window-in-days 30 --secret-id ${at("secretsmanager", "secret:shop/key-AbCdEf")} --region us-east-1`,
    ],
    [at("ssm", "parameter/shop/flags"), "ssm delete-parameter --name /shop/flags --region us-east-1"],
    [
      at("ecs", "service/shop/api"),
      `ecs delete-service --force --cluster shop --service ${at("ecs", "service/shop/api")} --region us-east-1`,
    ],
    [
      at("codedeploy", "deploymentgroup:shop/api"),
      "deploy delete-deployment-group --application-name shop --deployment-group-name api --region us-east-1",
    ],
    [
      at("rds", "db:shop"),
      "rds delete-db-instance --db-instance-identifier shop --final-db-snapshot-identifier shop-final --no-delete-automated-backups --region us-east-1",
    ],
    ["arn:aws:cloudfront::111122223333:distribution/E1", undefined],
    [at("glue", "table/shop"), undefined],
  ])("%s", (arn, expected) => {
    expect(deletionOf(readArn(arn))?.join(" ")).toBe(expected);
  });

  test.each([
    ["arn:aws:s3:::shop-assets", "its objects come first"],
    ["arn:aws:iam::111122223333:role/path/shop", "its policies come first"],
    ["arn:aws:iam::111122223333:policy/shop", "its attachments come first"],
    [at("backup", "backup-vault:shop"), "its recovery points come first"],
    [at("ec2", "internet-gateway/igw-1"), "its attachment comes first"],
    [at("ecr", "repository/shop"), "its images come first"],
    [at("elasticfilesystem", "file-system/fs-1"), "its mount targets come first, and backups may need it"],
    [at("events", "rule/shop"), "its targets come first"],
    [at("kms", "key/1a2b"), "backups may be readable with it only"],
    [at("logs", "log-group:/ecs/shop:*"), "the logs are lost with it"],
  ])("is none for %s: %s", (arn) => {
    expect(typeOf(readArn(arn))).toBeDefined();
    expect(deletionOf(readArn(arn))).toBeUndefined();
  });
});

test("backups may need keys and file systems", () => {
  const arns = [at("kms", "key/1a2b"), at("elasticfilesystem", "file-system/fs-1"), at("sns", "shop")];
  expect(arns.map((arn) => backupsMayNeed(readArn(arn)))).toEqual([true, true, false]);
});

test("an ARN may be of more than one type", () => {
  const alarm = readArn(at("cloudwatch", "alarm:shop"));
  expect([...typesOf(alarm)].toSorted()).toEqual(["aws_cloudwatch_composite_alarm", "aws_cloudwatch_metric_alarm"]);
});
