import { describe, expect, test } from "@jest/globals";

import { References } from "../../../src/operations/synth/references";
import { stackOf } from "../support/stack";

const references = new References(
  stackOf("shop-staging", {
    resource: {
      aws_ecs_cluster: { cluster: { name: 'shop "cluster"' } },
      aws_ecs_service: { api: { name: "${aws_ecs_cluster.cluster.id}-api", desired_count: 1 } },
    },
    data: { aws_vpc: { vpc: { id: "vpc-1" } } },
  }),
);

describe("a reference", () => {
  test("becomes the text that its block holds, wherever it stands", () => {
    expect(references.resolve({ a: ["service/${aws_ecs_cluster.cluster.name}/x", "${data.aws_vpc.vpc.id}"] })).toEqual({
      a: ['service/shop "cluster"/x', "vpc-1"],
    });
  });

  test.each([
    ["${aws_ecs_cluster.cluster.arn}"],
    ["${aws_ecs_service.api.name}"],
    ["${aws_ecs_service.api.desired_count}"],
    ["${aws_ecs_cluster.cluster.constructor}"],
    ["${aws_ecs_cluster.unknown.name}"],
    ["$${aws_ecs_cluster.cluster.name}"],
  ])("such as %s stays when it holds no text that is known before a deploy", (reference) => {
    expect(references.resolve(reference)).toBe(reference);
  });

  test("leads to its block", () => {
    expect(references.target("${aws_ecs_cluster.cluster.arn}")?.address).toBe("aws_ecs_cluster.cluster");
    expect(references.target("${data.aws_vpc.vpc.id}")?.address).toBe("data.aws_vpc.vpc");
  });

  test.each([[undefined], ["vpc-1"], ["${local.x}"], ["x ${aws_ecs_cluster.cluster.arn}"]])(
    "is not what %s is",
    (text) => {
      expect(references.target(text)).toBeUndefined();
    },
  );

  test("is none in what is not there", () => {
    const nothing: unknown = undefined;
    expect(references.resolve(nothing)).toBeUndefined();
  });
});
