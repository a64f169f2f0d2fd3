import { describe, expect, test } from "@jest/globals";

import { Blocks } from "../../src/terraform-json/blocks";
import { blocksAt } from "../support/blocks";

const blocks = new Blocks(
  blocksAt({
    "aws_ecs_cluster.cluster": { name: 'shop "cluster"' },
    "aws_ecs_service.api": {
      name: "${aws_ecs_cluster.cluster.id}-api",
      desired_count: 1,
      cluster: "${aws_ecs_cluster.cluster.arn}",
    },
    "aws_ecs_service.web": { name: "${aws_ecs_service.web.name}", cluster: "${aws_ecs_cluster.cluster.arn}" },
    "aws_cloudwatch_log_group.api": { name: "/ecs/${aws_ecs_cluster.cluster.name}/api" },
    "aws_iam_role.api": { tags: { of: "${aws_ecs_service.api.name}" }, rule: [{ name: "first" }] },
    "data.aws_vpc.vpc": { id: "vpc-1" },
  }),
);
const addresses = (found: readonly { readonly address: string }[]): string[] => found.map(({ address }) => address);

describe("blocks", () => {
  test("are found by type, data sources apart from resources", () => {
    expect(addresses(blocks.of("aws_ecs_service"))).toEqual(["aws_ecs_service.api", "aws_ecs_service.web"]);
    expect(addresses(blocks.of("data.aws_vpc"))).toEqual(["data.aws_vpc.vpc"]);
    expect(blocks.of("aws_vpc")).toEqual([]);
    expect(addresses(blocks.dataSources)).toEqual(["data.aws_vpc.vpc"]);
    expect(blocks.resources).toHaveLength(5);
  });

  test("are what a value refers to, wherever it stands", () => {
    expect(blocks.target("${aws_ecs_cluster.cluster.arn}")?.address).toBe("aws_ecs_cluster.cluster");
    expect(addresses(blocks.targets({ a: ["${aws_iam_role.api.arn}/x", "${data.aws_vpc.vpc.id}"] }))).toEqual([
      "aws_iam_role.api",
      "data.aws_vpc.vpc",
    ]);
  });

  test.each([[undefined], ["vpc-1"], ["${local.x}"], ["${aws_ecs_cluster.unknown.arn}"]])(
    "are not what %s refers to",
    (value) => {
      expect(blocks.target(value)).toBeUndefined();
    },
  );

  test("that refer to one by an argument", () => {
    const cluster = { address: "aws_ecs_cluster.cluster" };
    expect(addresses(blocks.referringTo(cluster, "aws_ecs_service", "cluster"))).toEqual([
      "aws_ecs_service.api",
      "aws_ecs_service.web",
    ]);
    expect(addresses(blocks.referringTo(cluster, "aws_ecs_service", "name"))).toEqual(["aws_ecs_service.api"]);
    expect(blocks.referringTo(cluster, "aws_iam_role", "tags")).toEqual([]);
  });

  test("stand in a part of the environment", () => {
    const all = [
      "aws_ecs_service.services_api_1",
      "data.aws_ecr_repository.services_api_2",
      "aws_ecr_repository.services_api_3",
    ];
    const some = new Blocks(blocksAt(Object.fromEntries(all.map((address) => [address, {}]))));
    expect(addresses(some.within("services.api", "data.aws_ecr_repository"))).toEqual([all[1]]);
    expect(some.within("services.web", "aws_ecs_service")).toEqual([]);
  });

  test("bring what they refer to, directly or through others", () => {
    expect(addresses(blocks.withDependencies(blocks.of("aws_iam_role")))).toEqual([
      "aws_iam_role.api",
      "aws_ecs_service.api",
      "aws_ecs_cluster.cluster",
    ]);
  });
});

describe("a reference", () => {
  test("becomes the text that its block says, through others and from within nested blocks", () => {
    expect(
      blocks.resolve({
        a: ["${aws_cloudwatch_log_group.api.name}:*", "${data.aws_vpc.vpc.id}", "${aws_iam_role.api.rule[0].name}"],
      }),
    ).toEqual({ a: ['/ecs/shop "cluster"/api:*', "vpc-1", "first"] });
  });

  test.each([
    ["${aws_ecs_cluster.cluster.arn}"],
    ["${aws_ecs_service.api.name}"],
    ["${aws_ecs_service.api.desired_count}"],
    ["${aws_ecs_service.web.name}"],
    ["${aws_ecs_cluster.cluster.constructor}"],
    ["${aws_ecs_cluster.unknown.name}"],
    ["$${aws_ecs_cluster.cluster.name}"],
  ])("such as %s stays where no text is known before a deploy", (reference) => {
    expect(blocks.resolve(reference)).toBe(reference);
  });

  test("is none in what is not there", () => {
    const nothing: unknown = undefined;
    expect(blocks.resolve(nothing)).toBeUndefined();
  });
});

test.each([
  ["${aws_ecs_cluster.cluster.name}!", 'shop "cluster"!'],
  [1, "1"],
  [false, "false"],
  [undefined, ""],
  [["a"], ""],
])("%j is the text %j", (value, text) => {
  expect(blocks.text(value)).toBe(text);
});
