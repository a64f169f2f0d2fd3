import { describe, expect, test } from "@jest/globals";

import { savedQueries } from "../../../src/constructs/observability/queries";
import { SavedQueries, type SavedQueriesProps } from "../../../src/constructs/observability/saved-queries";
import { type Block, synthesize } from "../../support/synthesized";

const none = { services: [], "container-insights": [], "flow-logs": [], database: [], "web-acl": [] };

function saved(logGroups: Partial<SavedQueriesProps["logGroups"]>): Block[] {
  const stack = synthesize(
    (scope) => new SavedQueries(scope, "queries", { folder: "shop-test", logGroups: { ...none, ...logGroups } }),
  );
  return Object.values(stack.resources("aws_cloudwatch_query_definition"));
}

describe("SavedQueries", () => {
  test("lie in the environment's folder, each with the log groups of its source", () => {
    const queries = saved({ services: ["/ecs/api", "/ecs/web"], "flow-logs": ["/vpc/flow-logs"] });

    expect(queries).toContainEqual({
      name: "shop-test/errors by service",
      log_group_names: ["/ecs/api", "/ecs/web"],
      query_string: [
        String.raw`filter @message like /(?i)\b(error|fatal|critical|exception)\b/`,
        "| stats count(*) as errors by @log, bin(5m) as time",
        "| sort time desc",
      ].join("\n"),
    });
    expect(queries).toContainEqual(
      expect.objectContaining({ name: "shop-test/rejected connections", log_group_names: ["/vpc/flow-logs"] }),
    );
  });

  test("are left out where there is nothing that they could read", () => {
    expect(saved({})).toEqual([]);
    expect(saved({ database: ["/rds/postgresql"] }).map(({ name }) => name)).toEqual([
      "shop-test/database errors",
      "shop-test/slowest statements",
    ]);
  });

  test("read no more log groups at once than CloudWatch allows, and yet all", () => {
    const groups = Array.from({ length: 101 }, (_, index) => `/ecs/s${index}`);
    const parts = saved({ services: groups }).filter(({ name }) => String(name).includes("errors by service"));

    expect(parts.map(({ name }) => name).sort()).toEqual([
      "shop-test/errors by service",
      "shop-test/errors by service (2)",
      "shop-test/errors by service (3)",
    ]);
    expect(parts.flatMap(({ log_group_names: names }) => names).sort()).toEqual(groups.sort());
    expect(Math.max(...parts.map(({ log_group_names: names }) => (names as string[]).length))).toBe(50);
  });

  test("have each a name of its own", () => {
    const names = savedQueries.map(({ name }) => name);

    expect(new Set(names).size).toBe(names.length);
  });
});
