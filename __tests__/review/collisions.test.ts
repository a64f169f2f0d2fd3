import { describe, expect, test } from "@jest/globals";

import { readPlan } from "../../src/review/plan";
import { review } from "../../src/review/review";
import { factsOf, knownTypes } from "../../src/resources/facts";
import { created, destroyed, planJson, reviewed, type Row, said, updated } from "./plans";

const rule = (name: string): string => `aws_lb_listener_rule.load-balancers_public_load-balancer_${name}_FF9E8440`;
type Values = Readonly<Record<string, unknown>>;

const at = (priority: number, listener = "arn:https"): Values => ({ listener_arn: listener, priority });
const shown = (name: string): string => `loadBalancers.public › load-balancer › ${name}`;

/** A change of attributes that needs another resource in its place. */
function replaced(address: string, before: Values, after: Values, actions = ["delete", "create"]): Row {
  return { address, actions, before, after };
}

/** What blocks, by address. */
function blocked(...rows: readonly Row[]): Record<string, string[]> {
  const titles = Object.entries(said(reviewed(rows))).map(
    ([address, all]) =>
      [address, all.filter((title) => title.startsWith("blocks: cannot have the ")).map(tail)] as const,
  );
  return Object.fromEntries(titles.filter(([, all]) => all.length > 0));
}

function tail(title: string): string {
  return title.replace("blocks: cannot have the ", "");
}

/** The rows of a plan in which one resource refers to another. */
function blockedWhere(one: string, refersTo: string, rows: readonly Row[]): string[] {
  const expressions = { name: { references: [`${refersTo}.name`, refersTo] } };
  const configuration = { root_module: { resources: [{ address: one, expressions }] } };
  const { judged } = review(readPlan(planJson(rows, { configuration })));
  return judged.filter(({ level }) => level === "blocks").map(({ change }) => change.address);
}

describe("a value that AWS gives only once", () => {
  test("is blocked where two resources swap it, with what to do", () => {
    const rows = [updated(rule("a"), at(1), at(2)), updated(rule("b"), at(2), at(1))];

    expect(blocked(...rows)).toEqual({
      [rule("a")]: [`priority 2 yet: ${shown("b")} still has it`],
      [rule("b")]: [`priority 1 yet: ${shown("a")} still has it`],
    });
    expect(reviewed(rows).judged[0]?.findings[0]).toEqual({
      level: "blocks",
      title: `cannot have the priority 2 yet: ${shown("b")} still has it`,
      changes: [`${rule("b")} gives it up in the same apply`],
      why: "AWS takes it only once, and Terraform does not wait until it is free: the apply fails half-way.",
      todo: "Make it two deploys: in the first one of both gets a priority that is free, in the second the one that it shall have.",
    });
  });

  test("is blocked where it goes on to another resource, whether the first one stays, changes or goes", () => {
    const wanted = created(rule("new"), at(7));
    for (const holder of [
      { address: rule("old"), actions: ["no-op"], before: at(7), after: at(7) } as Row,
      { address: rule("old"), actions: ["forget"], before: at(7) } as Row,
      updated(rule("old"), at(7), at(8)),
      updated(rule("old"), { ...at(7), tags: {} }, { ...at(7), tags: { a: "b" } }),
      destroyed(rule("old"), at(7)),
      replaced(rule("old"), at(7), at(8)),
    ])
      expect(blocked(holder, wanted)).toEqual({ [rule("new")]: [`priority 7 yet: ${shown("old")} still has it`] });
  });

  test("is free on another listener, and where the listener is still to be created", () => {
    const holder = { address: rule("old"), actions: ["no-op"], before: at(7), after: at(7) };
    expect(blocked(holder, created(rule("new"), at(7, "arn:test")))).toEqual({});
    const unknown: Row = {
      address: rule("new"),
      actions: ["create"],
      after: { priority: 7 },
      after_unknown: { listener_arn: true },
    };
    expect(blocked(holder, unknown)).toEqual({});
  });

  test("may stay with a resource that changes or is destroyed first, and not with one whose successor comes first", () => {
    const group = "aws_lb_target_group.services_api_target-group_1A2B3C4D";
    expect(blocked(updated(group, { name: "api", tags: {} }, { name: "api", tags: { a: "b" } }))).toEqual({});
    expect(blocked(replaced(group, { name: "api" }, { name: "api" }))).toEqual({});
    expect(blocked(replaced(group, { name: "api" }, { name: "api-2" }, ["create", "delete"]))).toEqual({});
    for (const actions of [
      ["create", "delete"],
      ["create", "forget"],
      ["forget", "create"],
    ])
      expect(blocked(replaced(group, { name: "api" }, { name: "api" }, actions))).toEqual({
        [group]: ["name api yet: the one that it replaces still has it"],
      });
  });

  test("is free in time where what wants it refers to what gives it up", () => {
    const [one, other] = ["aws_db_parameter_group.one", "aws_db_parameter_group.other"];
    const first = created(one, { name: "shop" });
    const rows = [first, replaced(other, { name: "shop" }, { name: "shop-15" })];
    expect(blockedWhere(one, other, rows)).toEqual([]);
    expect(blockedWhere(other, one, rows)).toEqual([one]);
    const late = [first, replaced(other, { name: "shop" }, { name: "shop-15" }, ["create", "delete"])];
    expect(blockedWhere(one, other, late)).toEqual([one]);
  });

  test("is a range of addresses where two of one VPC overlap", () => {
    const subnet = (cidr: string, vpc = "vpc-1"): Values => ({ cidr_block: cidr, vpc_id: vpc });
    const [a, b] = ["aws_subnet.network_zone-a_1A2B3C4D", "aws_subnet.network_zone-b_1A2B3C4D"];
    const moved = (to: string, vpc?: string): Row[] => [
      replaced(a, subnet("10.0.0.0/24"), subnet("10.0.1.0/24")),
      replaced(b, subnet("10.0.1.0/24"), subnet(to, vpc)),
    ];
    expect(blocked(...moved("10.0.2.0/24"))).toEqual({ [a]: ["range 10.0.1.0/24 yet: network › zone-b still has it"] });
    expect(blocked(...moved("10.0.0.128/25"))).toEqual({
      [a]: ["range 10.0.1.0/24 yet: network › zone-b still has it"],
      [b]: ["range 10.0.0.128/25 yet: network › zone-a still has it"],
    });
    expect(
      blocked(
        created(a, { ...subnet("10.0.0.0/24", "vpc-2") }),
        updated(b, subnet("10.0.0.0/24"), { ...subnet("10.0.0.0/24"), tags: {} }),
      ),
    ).toEqual({});
  });

  test("is said of what AWS makes one, without a word on refusal", () => {
    const [one, other] = ["aws_sns_topic.one_1A2B3C4D", "aws_sns_topic.other_1A2B3C4D"];
    const finding = reviewed([created(one, { name: "alarms" }), destroyed(other, { name: "alarms" })]).judged.find(
      ({ change }) => change.address === one,
    )?.findings[0];
    expect(finding?.why).toBe(
      "AWS makes no second one with it: both are one there, and what becomes of the other one becomes of this one, too.",
    );
    expect(finding?.todo).toContain("moved block");
  });

  test("is not guessed where it is sensitive", () => {
    const holder = {
      address: "aws_ssm_parameter.a",
      actions: ["no-op"],
      before: { name: "x" },
      before_sensitive: { name: true },
    };
    expect(blocked(holder, created("aws_ssm_parameter.b", { name: "x" }))).toEqual({});
  });

  test("is released by naming the resource that wants it", () => {
    const rows = [updated(rule("a"), at(1), at(2)), updated(rule("b"), at(2), at(3))];
    expect(reviewed(rows, { acknowledged: [rule("a")] }).judged[0]).toMatchObject({
      level: "dangerous",
      acknowledged: true,
    });
  });

  test.each(knownTypes.flatMap((type) => (factsOf(type).unique ?? []).map((fact) => [type, fact] as const)))(
    "is found for %s",
    (type, { of, within = [], ranges }) => {
      const values = Object.fromEntries(
        [...of, ...within].map((attribute) => [attribute, ranges ? "10.0.0.0/24" : "x"]),
      );
      expect(Object.keys(blocked(destroyed(`${type}.old`, values), created(`${type}.new`, values)))).toEqual([
        `${type}.new`,
      ]);
    },
  );
});
