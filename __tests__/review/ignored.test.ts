import { describe, expect, test } from "@jest/globals";

import { reviewJson } from "../../src/review/json";
import { markdown } from "../../src/review/markdown";
import { exitCodeOf } from "../../src/review/review";
import { terminalText } from "../../src/review/terminal";
import type { IgnoredChange } from "../../src/terraform/ignored-changes";
import { created, reviewed, type Row } from "./plans";

const address = "aws_ecs_service.services_api_service_0A1B2C3D";
const change: IgnoredChange = {
  address,
  path: { part: "services.api", detail: "service" },
  attribute: "capacity_provider_strategy",
  from: [{ capacity_provider: "FARGATE" }],
  to: [{ capacity_provider: "FARGATE_SPOT" }],
  owner: "CodeDeploy",
  why: "a deployment says on which capacity its tasks run",
};
const values = 'capacity_provider_strategy: [{"capacity_provider":"FARGATE"}] → [{"capacity_provider":"FARGATE_SPOT"}]';

describe("a change that Terraform ignores", () => {
  const review = reviewed([], { ignored: [change] });

  test("is in the comment, with its owner, its values and why", () => {
    expect(markdown(review, { title: "shop" })).toContain(
      [
        "<details open><summary><b>Changed, and not applied</b> (1)</summary>",
        "",
        `- \`services.api\` \`${address}\` is changed in capacity\\_provider\\_strategy, which no deploy applies: CodeDeploy owns it, since a deployment says on which capacity its tasks run.`,
        `  - \`${values}\``,
        "",
        "</details>",
      ].join("\n"),
    );
  });

  test("is on the terminal", () => {
    expect(terminalText(review, "shop")).toContain(
      `not applied: services.api ${address} is changed in capacity_provider_strategy, which no deploy applies: CodeDeploy owns it, since a deployment says on which capacity its tasks run.\n    ${values}`,
    );
  });

  test("is in the JSON", () => {
    const { ignored } = JSON.parse(reviewJson(review)) as { ignored: unknown };
    const { attribute, from, to, owner, why } = change;
    expect(ignored).toEqual([{ part: "services.api", detail: "service", address, attribute, from, to, owner, why }]);
  });

  test("leaves the plan with nothing to do", () => {
    expect(exitCodeOf(review)).toBe(0);
  });

  test.each([
    ["created", created(address)],
    ["replaced", { address, actions: ["delete", "create"], before: {}, after: {} } satisfies Row],
  ])("is applied where the resource is %s", (_, row) => {
    expect(reviewed([row], { ignored: [change] }).ignored).toEqual([]);
  });

  test("of nobody's is said to be ignored", () => {
    const nobodys = { ...change, owner: undefined, why: "the configuration ignores it" };
    expect(terminalText(reviewed([], { ignored: [nobodys] }), "shop")).toContain(
      "which no deploy applies: the configuration ignores it.",
    );
  });
});
