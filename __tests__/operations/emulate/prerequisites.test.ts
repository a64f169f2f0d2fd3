import { describe, expect, test } from "@jest/globals";

import { prerequisitesOf, wantedTags } from "../../../src/operations/emulate/prerequisites";
import { everyStack } from "../../support/environments";
import { stackOf } from "../support/stack";

describe("what a stack expects to find in its account", () => {
  test("is what its data sources look for, the network before its subnets", () => {
    const stack = stackOf("shop", {
      data: {
        aws_subnets: { private: { filter: [{ name: "vpc-id", values: ["${data.aws_vpc.main.id}"] }] } },
        aws_vpc: { main: { tags: { Name: "shop" } } },
        aws_route53_zone: { zone: { name: "example.com" } },
      },
    });
    expect(prerequisitesOf(stack).map(({ address }) => address)).toEqual([
      "data.aws_route53_zone.zone",
      "data.aws_vpc.main",
      "data.aws_subnets.private",
    ]);
  });

  test("is not what every account has", () => {
    expect(
      prerequisitesOf(stackOf("shop", { data: { aws_caller_identity: { me: {} }, aws_region: { here: {} } } })),
    ).toEqual([]);
  });

  test("is not what the stack itself creates", () => {
    const stack = stackOf("shop", {
      resource: { aws_db_instance: { main: {} } },
      data: {
        aws_secretsmanager_secret: { master: { arn: "${aws_db_instance.main.master_user_secret[0].secret_arn}" } },
      },
    });
    expect(prerequisitesOf(stack)).toEqual([]);
  });

  test("is what a foundation creates for the foundation alone", () => {
    const json = {
      data: {
        aws_ecr_repository: { api: { name: "shop/api" } },
        aws_iam_openid_connect_provider: { github: { url: "https://token.actions.githubusercontent.com" } },
      },
    };
    expect(prerequisitesOf(stackOf("shop", json))).toEqual([]);

    const resource = { aws_s3_bucket: { state: { bucket: "state" } } };
    const { aws_iam_openid_connect_provider } = json.data;
    const foundation = stackOf("foundation-shop", { resource, data: { aws_iam_openid_connect_provider } });
    expect(prerequisitesOf(foundation).map(({ address }) => address)).toEqual([
      "data.aws_iam_openid_connect_provider.github",
    ]);
  });

  test("is of a known type in every stack", () => {
    const needed = everyStack().flatMap(prerequisitesOf);
    expect(new Set(needed.map(({ type }) => type))).toEqual(
      new Set(["aws_iam_openid_connect_provider", "aws_rds_clusters", "aws_route53_zone", "aws_subnets", "aws_vpc"]),
    );
  });

  test("is refused by its address when it is of an unknown type", () => {
    expect(() => prerequisitesOf(stackOf("shop", { data: { aws_efs_file_system: { files: {} } } }))).toThrow(
      /^shop expects things .*\n {2}data\.aws_efs_file_system\.files\nKnown are aws_/,
    );
  });

  test("carries the tags that it is looked for by, as tags or as filters", () => {
    const filter = [
      { name: "tag:Tier", values: ["private"] },
      { name: "vpc-id", values: ["vpc-1"] },
    ];
    expect(wantedTags({ tags: { Name: "shop" }, filter })).toEqual([
      { Key: "Name", Value: "shop" },
      { Key: "Tier", Value: "private" },
    ]);
  });
});
