import { expect, test } from "@jest/globals";

import { readPlan } from "../../src/review/plan";
import { review, type ReviewedChange } from "../../src/review/review";
import { planJson, type Row } from "./plans";

const rule = "aws_lb_listener_rule.load-balancers_public_load-balancer_route-www_shop_com_FF9E8440";
const group = (service: string): string => `aws_lb_target_group.services_${service}_target-group_1A2B3C4D`;
const to = (service: string): object => ({ action: [{ type: "forward", target_group_arn: `arn:${service}` }] });

/** CodeDeploy leaves both target groups of a service in the rule, one of them without weight. */
const shared = (service: string): object => {
  const groups = [service, `${service}-bl`].map((arn, weight) => ({ arn: `arn:${arn}`, weight }));
  return { action: [{ type: "forward", forward: [{ target_group: groups }] }] };
};

function existing(service: string): Row {
  const values = { arn: `arn:${service}` };
  return { address: group(service), actions: ["no-op"], before: values, after: values };
}

/** What is said of the rule, whose configuration leads to a service. */
function judgedRule(
  service: string,
  row: Omit<Row, "address">,
  groups = [existing("api"), existing("web")],
): ReviewedChange | undefined {
  const action = [
    {
      target_group_arn: { references: [`${group(service)}.arn`, group(service)] },
      type: { constant_value: "forward" },
    },
  ];
  const configuration = { root_module: { resources: [{ address: rule, expressions: { action } }] } };
  const plan = readPlan(planJson([{ address: rule, ...row }, ...groups], { configuration }));
  return review(plan).judged.find(({ change }) => change.address === rule);
}

const titles = (judged: ReviewedChange | undefined): string[] | undefined =>
  judged?.findings.map(({ level, title }) => `${level}: ${title}`);

test("a host that moves to another service is said to, once", () => {
  const judged = judgedRule("web", { actions: ["update"], before: { ...to("api") }, after: { ...to("web") } });

  expect(titles(judged)).toEqual(["review: leads to services.web instead of services.api"]);
  expect(judged?.findings[0]?.changes).toEqual(['action.0.target_group_arn: "arn:api" → "arn:web"']);
});

test("a host that moves to a service without tasks is dangerous", () => {
  const row = {
    actions: ["update"],
    before: { ...to("api") },
    after: { action: [{ type: "forward" }] },
    after_unknown: { action: [{ target_group_arn: true }] },
  };
  const groups = [existing("api"), { address: group("web"), actions: ["create"], after: {} }];

  expect(titles(judgedRule("web", row, groups))).toEqual([
    "dangerous: leads to services.web, which has no task yet, instead of services.api",
  ]);
});

test.each([
  ["a rolling service", to("api"), "services.api"],
  ["another blue/green service", shared("api"), "services.api"],
  ["a redirect", { action: [{ type: "redirect" }] }, "what answers now"],
])(
  "a host of %s that should move to a blue/green service blocks, though the plan changes nothing",
  (_, values, now) => {
    const unchanged = { actions: ["no-op"], before: { ...values }, after: { ...values } };
    const judged = judgedRule("web", unchanged);

    expect(titles(judged)).toEqual([`blocks: goes on leading to ${now} instead of services.web`]);
    expect(judged?.findings[0]?.todo).toBe(
      "Point the rule to the target group of services.web that serves (aws elbv2 modify-rule), and plan again; docs/operating/moving.md says how.",
    );
  },
);

test("a host of a blue/green service that is not there yet blocks, too", () => {
  const unchanged = { actions: ["no-op"], before: { ...to("api") }, after: { ...to("api") } };
  const groups = [existing("api"), { address: group("web"), actions: ["create"], after: {} }];

  expect(titles(judgedRule("web", unchanged, groups))).toEqual([
    "blocks: goes on leading to services.api instead of services.web",
  ]);
});

test("nothing is said where CodeDeploy moved requests between the service's own target groups", () => {
  const unchanged = { actions: ["no-op"], before: { ...shared("web") }, after: { ...shared("web") } };
  expect(judgedRule("web", unchanged)).toBeUndefined();
});

test("a target group that is made anew is the same service's", () => {
  const row = {
    actions: ["update"],
    before: { ...to("web") },
    after: { action: [{ type: "forward" }] },
    after_unknown: { action: [{ target_group_arn: true }] },
  };
  expect(titles(judgedRule("web", row))).not.toContain(expect.stringContaining("instead of"));
});
