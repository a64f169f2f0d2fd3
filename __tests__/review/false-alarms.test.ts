import { describe, expect, test } from "@jest/globals";

import { reviewed, type Row, said, updated } from "./plans";

describe("a listener rule that CodeDeploy owns", () => {
  const address = "aws_lb_listener_rule.load-balancers_public_load-balancer_route-api_shop_com_FF9E8440";
  const group: Row = { address: "aws_codedeploy_deployment_group.delivery_api_89041171", actions: ["no-op"] };
  const values = { arn: "arn:api" };
  const targets: Row = {
    ...{ address: "aws_lb_target_group.services_api_target-group_89041171", actions: ["no-op"] },
    ...{ before: values, after: values },
  };
  const action = [{ type: "forward", forward: [{ target_group: [{ arn: "arn:api" }] }] }];
  const touched = (from: object, to: object): string[] | undefined =>
    said(reviewed([group, targets, updated(address, { action, ...from }, { action, ...to })]))[address];

  test("keeps its traffic shift when it gets other tags", () => {
    expect(touched({ tags_all: { team: "a" } }, { tags_all: { team: "b" } })).toEqual(["routine: gets other tags"]);
  });

  test("loses it when its action changes", () => {
    expect(touched({}, { action: [{ type: "fixed-response" }], tags_all: { team: "b" } })).toEqual([
      "dangerous: touches a listener rule that CodeDeploy owns (api)",
    ]);
  });

  test("is not touched when it is only no longer managed", () => {
    const forgotten: Row = { address, actions: ["forget"], before: { action } };
    expect(said(reviewed([group, targets, forgotten]))[address]).toEqual([
      "review: is no longer managed, and stays in AWS",
    ]);
  });
});

describe("a record", () => {
  const address = "aws_route53_record.names_api_89041171";
  const values = { name: "api.example.com", type: "A", ttl: 60, records: ["192.0.2.1"] };
  const changed = (to: object): string[] | undefined =>
    said(reviewed([updated(address, values, { ...values, ...to })]))[address];

  test("with another TTL resolves to what it did", () => {
    expect(changed({ ttl: 300 })).toEqual(["review: changes"]);
  });

  test("with another target resolves to something else", () => {
    expect(changed({ records: ["192.0.2.2"], ttl: 300 })).toEqual([
      'review: "api.example.com" resolves to something else',
      "review: also changes",
    ]);
  });
});

describe("what the provider reads back of a block for what is not set", () => {
  const address = "aws_cloudwatch_metric_alarm.monitoring_errors_89041171";
  const alarm = (period: number | null, more = {}): Record<string, unknown> => ({
    metric_query: [{ id: "e1", expression: "a / b", period, return_data: true }],
    ...more,
  });
  const changed = (before: Record<string, unknown>, after: Record<string, unknown>): string[] | undefined =>
    said(reviewed([updated(address, before, after)]))[address];

  test("is no change to look at", () => {
    expect(changed(alarm(0), alarm(null))).toEqual(["routine: is written again as it is"]);
    expect(changed(alarm(0, { tags: { a: "1" } }), alarm(null, { tags: { a: "2" } }))).toEqual([
      "routine: gets other tags",
    ]);
  });

  test("is one where it is a value", () => {
    expect(changed(alarm(0), alarm(60))).toEqual(["review: changes"]);
  });

  test("is none in the blocks that stay where another one comes", () => {
    const queries = (period: number | null, ...more: object[]): Record<string, unknown> => ({
      metric_query: [{ id: "e1", expression: "a / b", period }, ...more],
    });
    const { judged } = reviewed([updated(address, queries(0), queries(null, { id: "m1", period: 60 }))]);
    expect(judged.flatMap(({ findings }) => findings.flatMap(({ changes }) => changes))).toEqual([
      'metric_query.1: nothing → {"id":"m1","period":60}',
    ]);
  });

  test("is one at the resource itself", () => {
    expect(changed({ max_capacity: 0 }, { max_capacity: null })).toEqual(["review: changes"]);
  });
});
