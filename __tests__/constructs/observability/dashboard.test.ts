import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";

import { place } from "../../../src/constructs/observability/dashboard/grid";
import { Dashboard } from "../../../src/constructs/observability/dashboard/dashboard";
import { graph, perMinute, sumOrZero } from "../../../src/constructs/observability/dashboard/graph";
import { type Page, pagesOf } from "../../../src/constructs/observability/dashboard/pages";
import type { Watched, WatchedService } from "../../../src/constructs/observability/dashboard/watched";
import { text } from "../../../src/constructs/observability/dashboard/widget";
import { synthesize } from "../../support/synthesized";

function service(key: string, changes: Partial<WatchedService> = {}): WatchedService {
  return {
    key,
    name: `${key}-service`,
    vcpus: 0.5,
    memoryGiB: 1,
    aims: { cpuPercent: 60 },
    minTasks: 1,
    maxTasks: 3,
    logGroupName: `/ecs/shop/${key}`,
    errors: { namespace: "shop/test", name: `${key}-errors`, dimensions: {} },
    ingress: { loadBalancer: "app/public/1", targetGroups: [`targetgroup/${key}/1`] },
    ...changes,
  };
}

const watched: Watched = {
  environment: "shop-test",
  account: "111122223333",
  region: "us-east-1",
  cluster: "shop-cluster",
  hosts: ["www.shop.com"],
  loadBalancers: [{ key: "public", arnSuffix: "app/public/1" }],
  webAcls: ["shop-public"],
  services: [service("api"), service("web")],
  database: { identifier: "shop", maxConnections: 80, storageGiB: 20, burstable: true },
  databaseClusters: [],
  natGateways: [{ zone: "a", id: "nat-1" }],
  alarms: ["arn:alarm"],
  tracing: "some",
};

interface Graph {
  readonly title: string;
  readonly metrics: readonly (readonly unknown[])[];
  readonly annotations?: { readonly horizontal: readonly { readonly label: string; readonly value: number }[] };
}

function pages(changes: Partial<Watched> = {}): Page[] {
  return pagesOf({ ...watched, ...changes }, "shop-test");
}

function graphs(changes: Partial<Watched> = {}): Map<string, Graph> {
  const all = pages(changes).flatMap(({ widgets }) => widgets.filter(({ type }) => type === "metric"));
  return new Map(all.map(({ properties }) => [String(properties.title), properties as unknown as Graph]));
}

function titles(changes: Partial<Watched> = {}): string[] {
  return [...graphs(changes).keys()];
}

function headings(changes: Partial<Watched> = {}): string[] {
  return pages(changes)
    .flatMap(({ widgets }) => widgets.map(({ properties }) => /^#+ (.+)/.exec(String(properties.markdown))?.[1]))
    .filter((heading): heading is string => heading !== undefined);
}

function expressions(shown: Graph | undefined): string[] {
  return (shown?.metrics ?? []).flatMap((line) => line.filter(hasExpression).map(({ expression }) => expression));
}

function hasExpression(part: unknown): part is { expression: string } {
  return typeof part === "object" && part !== null && "expression" in part;
}

function overlap(one: Page["widgets"][number], other: Page["widgets"][number]): boolean {
  const apart =
    one.x + one.width <= other.x ||
    other.x + other.width <= one.x ||
    one.y + one.height <= other.y ||
    other.y + other.height <= one.y;
  return !apart;
}

const anyService = fc
  .record({
    key: fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/),
    colors: fc.constantFrom(0, 1, 2),
    requestsPerTarget: fc.option(fc.integer({ min: 1, max: 5000 }), { nil: undefined }),
  })
  .map(({ key, colors, requestsPerTarget }) =>
    service(key, {
      aims: { requestsPerTarget },
      ingress:
        colors === 0
          ? undefined
          : {
              loadBalancer: "app/public/1",
              targetGroups: Array.from({ length: colors }, (_, color) => `${key}/${color}`),
            },
    }),
  );

const anyEnvironment = fc.record({
  services: fc.uniqueArray(anyService, { maxLength: 100, selector: ({ key }) => key }),
  natGateways: fc.constantFrom([], watched.natGateways),
  database: fc.constantFrom(undefined, watched.database),
  databaseClusters: fc.constantFrom([], ["one", "two"]),
  webAcls: fc.constantFrom([], watched.webAcls),
  alarms: fc.constantFrom([], watched.alarms),
});

describe("a dashboard of any environment", () => {
  test("has no widgets that overlap or stand beyond its 24 columns", () => {
    fc.assert(
      fc.property(anyEnvironment, (environment) => {
        for (const { widgets } of pages(environment)) {
          expect(widgets.filter(({ x, width }) => x + width > 24)).toEqual([]);
          const inOrder = [...widgets].sort((one, other) => one.y - other.y);
          // Whatever overlaps stands close by: comparing all with all would take long.
          const neighbours = inOrder.flatMap((one, index) =>
            inOrder.slice(index + 1, index + 6).map((other) => [one, other] as const),
          );
          expect(neighbours.filter(([one, other]) => overlap(one, other))).toEqual([]);
        }
      }),
      { numRuns: 25 },
    );
  });

  test("stays within what CloudWatch takes: 500 widgets, 500 metrics in each, and 2,500 in all", () => {
    const blueGreen = { loadBalancer: "app/public/1", targetGroups: ["one", "two"] };
    const services = Array.from({ length: 200 }, (_, index) => service(`s${index}`, { ingress: blueGreen }));
    const all = pages({ services });

    expect(all.map(({ name }) => name).slice(0, 3)).toEqual(["shop-test", "shop-test-2", "shop-test-3"]);
    for (const { widgets } of all) {
      const counts = widgets.map(
        ({ properties }) =>
          ((properties.metrics as Graph["metrics"] | undefined) ?? []).filter((line) => !line.some(hasExpression))
            .length,
      );
      expect(widgets.length).toBeLessThanOrEqual(500);
      expect(Math.max(...counts)).toBeLessThanOrEqual(500);
      expect(counts.reduce((total, count) => total + count, 0)).toBeLessThanOrEqual(2500);
    }
  });

  test("shows every service once by itself", () => {
    fc.assert(
      fc.property(anyEnvironment, (environment) => {
        const shown = pages(environment)
          .flatMap(({ widgets }) => widgets.map(({ properties }) => String(properties.title)))
          .filter((title) => title.endsWith(": tasks"));
        expect(shown).toEqual(environment.services.map(({ key }) => `${key}: tasks`));
      }),
      { numRuns: 25 },
    );
  });

  test("speaks in its formulas only of metrics that stand in the same graph", () => {
    fc.assert(
      fc.property(anyEnvironment, (environment) => {
        for (const one of graphs(environment).values()) {
          const ids = one.metrics.flatMap((line) => line.map((part) => (part as { id?: string }).id));
          const used = expressions(one).flatMap((expression) => expression.match(/\bm\d+\b/g) ?? []);
          expect(used.filter((id) => !ids.includes(id))).toEqual([]);
          expect(new Set(ids.filter((id) => id !== undefined)).size).toBe(ids.filter((id) => id !== undefined).length);
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe("a dashboard", () => {
  test("is grouped as the reader thinks", () => {
    expect(headings()).toEqual(["shop-test", "Traffic", "Errors", "Latency", "Services", "Database", "Cost"]);
  });

  test("says what it is and where to look further", () => {
    const [first] = pages()[0]?.widgets ?? [];

    expect(first?.properties.markdown).toContain("Account 111122223333, us-east-1.");
    expect(first?.properties.markdown).toContain("[www.shop.com](https://www.shop.com)");
    expect(first?.properties.markdown).toContain("[traces](https://us-east-1.console.aws.amazon.com/cloudwatch/");
    expect(pages({ tracing: "none" })[0]?.widgets[0]?.properties.markdown).not.toContain("[traces]");
  });

  test("shows the share of requests that failed, where no error counts as none", () => {
    const all = graphs();

    expect(expressions(all.get("Error rate"))).toEqual(["100*SUM([FILL(m1,0),FILL(m2,0)])/m0"]);
    expect(expressions(all.get("Availability"))).toEqual(["100-100*SUM([FILL(m1,0),FILL(m2,0)])/m0"]);
  });

  test("adds up both target groups of a blue/green service", () => {
    const ingress = { loadBalancer: "app/public/1", targetGroups: ["gr", "bl"] };
    const all = graphs({ services: [service("api", { ingress })] });

    expect(expressions(all.get("Requests a minute, by service"))).toEqual(["SUM([m0,m1])/(PERIOD(m0)/60)"]);
    expect(expressions(all.get("Error rate, by service"))).toEqual(["100*SUM([FILL(m2,0),FILL(m3,0)])/SUM([m0,m1])"]);
  });

  test("shows connections and storage of the database as shares of what there is", () => {
    const all = graphs();

    expect(expressions(all.get("Connections used, of 80"))).toEqual(["100*m0/80"]);
    expect(expressions(all.get("Storage used, of 20 GiB"))).toEqual(["100-100*m0/21474836480"]);
  });

  test("shows free storage in GiB where RDS may enlarge it, and connections as they are where the limit is unknown", () => {
    const database = { identifier: "shop", burstable: false };

    expect(titles({ database })).toContain("Storage left");
    expect(titles({ database })).toContain("connections");
    expect(titles({ database })).not.toContain("CPU credits left");
  });

  test("has what Fargate charges for from the tasks that run", () => {
    const all = graphs({ services: [service("api", { vcpus: 0.25, memoryGiB: 0.5 })] });

    expect(expressions(all.get("vCPU hours an hour, by service"))).toEqual(["m0*0.25"]);
    expect(expressions(all.get("GiB hours of memory an hour, by service"))).toEqual(["m0*0.5"]);
  });

  test("marks what scaling aims at", () => {
    expect(graphs().get("api: CPU and memory")?.annotations?.horizontal).toEqual([
      { label: "CPU that scaling aims at", value: 60 },
    ]);
  });

  test("has nothing of a database, NAT, web ACLs or alarms that are not there", () => {
    const without = { database: undefined, natGateways: [], webAcls: [], alarms: [] };

    expect(headings(without)).not.toContain("Database");
    expect(titles(without).filter((title) => /NAT|onnections, of|Storage|web ACLs/.test(title))).toEqual([]);
    expect(pages(without)[0]?.widgets.some(({ type }) => type === "alarm")).toBe(false);
  });

  test("shows all alarms, a hundred in a widget at most", () => {
    const alarms = Array.from({ length: 205 }, (_, index) => `arn-${index}`);
    const shown = (pages({ alarms })[0]?.widgets ?? []).filter(({ type }) => type === "alarm");

    expect(shown.map(({ properties }) => properties.title)).toEqual(["Alarms", "Alarms (2)", "Alarms (3)"]);
    expect(shown.flatMap(({ properties }) => properties.alarms)).toEqual(alarms);
    expect(Math.max(...shown.map(({ properties }) => (properties.alarms as string[]).length))).toBe(100);
  });

  test("shows clusters that somebody else looks after", () => {
    expect(titles({ database: undefined, databaseClusters: ["legacy"] })).toContain("legacy: connections");
  });

  test("has no requests of a service that is not reached", () => {
    const shown = titles({ services: [service("worker", { ingress: undefined })], loadBalancers: [] });

    expect(shown.filter((title) => /[Rr]equests|answer/.test(title))).toEqual([]);
    expect(shown).toContain("worker: errors in its log");
  });

  test("of an environment without services or load balancers says what it is", () => {
    expect(headings({ services: [], loadBalancers: [], natGateways: [], database: undefined })).toEqual(["shop-test"]);
  });

  test("costs one dashboard, and has its address", () => {
    const urls: string[] = [];
    const stack = synthesize((scope) => {
      urls.push(new Dashboard(scope, "dashboard", { name: "shop-test", watched }).url);
    });

    expect(urls).toEqual([
      "https://us-east-1.console.aws.amazon.com/cloudwatch/home?region=us-east-1#dashboards/dashboard/shop-test",
    ]);
    expect(stack.only("aws_cloudwatch_dashboard")).toMatchObject({ dashboard_name: "shop-test" });
    expect(JSON.parse(String(stack.only("aws_cloudwatch_dashboard").dashboard_body))).toMatchObject({
      start: "-PT12H",
    });
  });
});

describe("place", () => {
  test("breaks a long row into even lines", () => {
    const placed = place([Array.from({ length: 5 }, () => text("", 6))]);

    expect(placed.map(({ x, y, width }) => [x, y, width])).toEqual([
      [0, 0, 8],
      [8, 0, 8],
      [16, 0, 8],
      [0, 6, 12],
      [12, 6, 12],
    ]);
  });
});

describe("graph", () => {
  test("hides metrics that only feed a formula", () => {
    const metric = { namespace: "AWS/ECS", name: "CPUUtilization", dimensions: { ClusterName: "shop" }, stat: "Sum" };
    const { properties } = graph({
      ...{ title: "CPU", region: "us-east-1" },
      lines: [{ label: "rate", metrics: [metric], formula: (ids) => perMinute(ids, sumOrZero) }],
    });

    expect(properties.metrics).toEqual([
      [{ id: "e0", expression: "FILL(m0,0)/(PERIOD(m0)/60)", label: "rate" }],
      ["AWS/ECS", "CPUUtilization", "ClusterName", "shop", { id: "m0", stat: "Sum", visible: false }],
    ]);
  });
});
