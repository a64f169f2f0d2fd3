import { describe, expect, test } from "@jest/globals";

import { legendOf } from "../../../../src/operations/docs/dashboard/dashboard-body";
import { dashboardPicture } from "../../../../src/operations/docs/dashboard/dashboard-picture";
import { shortened, wrapped } from "../../../../src/documentation/svg";

const place = { x: 0, y: 0, width: 12, height: 6 };

describe("dashboardPicture", () => {
  test("names each line of a graph with the metrics that it is made of", () => {
    const legend = legendOf({
      metrics: [
        [{ id: "e0", expression: "100*m1/m0", label: "api" }],
        ["AWS/ApplicationELB", "RequestCount", "LoadBalancer", "one", { id: "m0", visible: false }],
        ["AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", "LoadBalancer", "one", { id: "m1", visible: false }],
        ["AWS/ECS", "CPUUtilization", "ServiceName", "api", { id: "m2", label: "CPU" }],
      ],
    });

    expect(legend).toEqual([
      { label: "api", metrics: ["HTTPCode_Target_5XX_Count", "RequestCount"] },
      { label: "CPU", metrics: ["CPUUtilization"] },
    ]);
  });

  test("draws no curve, since nothing was measured", () => {
    const widget = {
      type: "metric",
      ...place,
      properties: { title: "CPU", metrics: [["AWS/ECS", "CPU", { label: "CPU" }]] },
    };

    expect(dashboardPicture("Dashboard", { widgets: [widget] })).not.toMatch(/<(polyline|polygon)/);
  });

  test("keeps what would be markup in SVG as text", () => {
    const widget = { type: "text", ...place, properties: { markdown: '# A <b> & "c"' } };

    expect(dashboardPicture("A & B", { widgets: [widget] })).toContain("A &lt;b&gt; &amp; &quot;c&quot;");
  });

  test("counts what does not fit", () => {
    const metrics = Array.from({ length: 40 }, (_, index) => ["AWS/ECS", "CPU", { label: `service ${index}` }]);
    const picture = dashboardPicture("Dashboard", {
      widgets: [{ type: "metric", ...place, properties: { title: "CPU", metrics } }],
    });

    expect(picture).toContain("service 0");
    expect(picture).toMatch(/and \d+ more/);
    expect(picture).not.toContain("service 39");
  });
});

describe("text in a picture", () => {
  test("ends in an ellipsis where it would be clipped", () => {
    expect(shortened("a long title", 10, 30)).toBe("a lo…");
    expect(shortened("short", 10, 100)).toBe("short");
  });

  test("breaks between words", () => {
    expect(wrapped("one two three", 10, 45)).toEqual(["one two", "three"]);
  });
});
