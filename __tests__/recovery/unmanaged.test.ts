import { describe, expect, test } from "@jest/globals";

import { readArn } from "../../src/recovery/arn";
import { deletionOf, unmanagedAmong } from "../../src/recovery/unmanaged";

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
    [at("kms", "key/1a2b"), "kms schedule-key-deletion --pending-window-in-days 30 --key-id 1a2b --region us-east-1"],
    [
      at("secretsmanager", "secret:shop/key-AbCdEf"),
      `secretsmanager delete-secret --recovery-window-in-days 30 --secret-id ${at("secretsmanager", "secret:shop/key-AbCdEf")} --region us-east-1`,
    ],
    [at("logs", "log-group:/ecs/shop:*"), "logs delete-log-group --log-group-name /ecs/shop --region us-east-1"],
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
      "rds delete-db-instance --db-instance-identifier shop --final-db-snapshot-identifier shop-final --region us-east-1",
    ],
    ["arn:aws:s3:::shop-assets", "s3 rb s3://shop-assets"],
    ["arn:aws:iam::111122223333:role/path/shop", "iam delete-role --role-name shop"],
    ["arn:aws:cloudfront::111122223333:distribution/E1", undefined],
    [at("glue", "table/shop"), undefined],
  ])("%s", (arn, expected) => {
    expect(deletionOf(readArn(arn))?.join(" ")).toBe(expected);
  });
});
