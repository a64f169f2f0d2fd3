import { element, fontFamily, textLine } from "../svg";
import { headingInset, lineHeight, partPadding, sizes } from "./layout";
import type { Layout, Point } from "./placed-picture";
import type { Flow, Kind } from "./picture";

const ink = "#16191f";
const pale = "#545b64";

const colors: Readonly<Record<Kind, { readonly fill: string; readonly stroke: string }>> = {
  outside: { fill: "#ffffff", stroke: "#687078" },
  entrance: { fill: "#f1eafd", stroke: "#7d3fd1" },
  network: { fill: "#f1eafd", stroke: "#7d3fd1" },
  compute: { fill: "#fdeedd", stroke: "#c7630a" },
  data: { fill: "#e4eefb", stroke: "#1f5fb5" },
  security: { fill: "#fce8ea", stroke: "#c22b3c" },
  delivery: { fill: "#eef0f2", stroke: "#545b64" },
  watch: { fill: "#e6f4e6", stroke: "#2a7f2a" },
};

const flows: Readonly<Record<Flow, { readonly stroke: string; readonly dash: string; readonly says: string }>> = {
  request: { stroke: "#16191f", dash: "", says: "requests, with their ports" },
  use: { stroke: "#7b858e", dash: "5 4", says: "uses" },
  copy: { stroke: "#1f5fb5", dash: "2 3", says: "copies" },
};

/** A picture as SVG, on a ground of its own: legible on a light page and on a dark one. */
export function drawing(title: string, layout: Layout): string {
  const legendHeight = 34;
  const width = Math.ceil(layout.width);
  const height = Math.ceil(layout.height) + legendHeight;
  const frame = {
    ...{ xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${width} ${height}`, role: "img" },
    "font-family": fontFamily,
  };
  const content = [
    element("title", {}, title),
    element(
      "defs",
      {},
      Object.entries(flows)
        .map(([flow, { stroke }]) => arrowHead(flow, stroke))
        .join(""),
    ),
    element("rect", { width, height, rx: 12, fill: "#f6f7f8" }),
    ...layout.frames.map(drawFrame),
    ...layout.arrows.map(drawArrow),
    ...layout.frames.map(drawHeading),
    ...layout.parts.map(drawPart),
    ...layout.arrows.map(drawLabel),
    legend(layout, height - 16),
  ];
  return `${element("svg", frame, `\n${content.filter((line) => line !== "").join("\n")}\n`)}\n`;
}

function arrowHead(flow: string, fill: string): string {
  const path = element("path", { d: "M0 0 L8 4 L0 8 Z", fill });
  const box = { id: `head-${flow}`, viewBox: "0 0 8 8", refX: 7, refY: 4, markerWidth: 7, markerHeight: 7 };
  return element("marker", { ...box, orient: "auto-start-reverse", markerUnits: "userSpaceOnUse" }, path);
}

function drawFrame({ box, id }: Layout["frames"][number]): string {
  const fill = id === "account" ? "#ffffff" : "none";
  return element("rect", { ...rounded(box), rx: 8, fill, stroke: "#aab7b8", "stroke-width": 1.2 });
}

/** After the arrows, on a ground of its own: arrows go behind it. */
function drawHeading({ title, details, box, heading }: Layout["frames"][number]): string {
  const [x, y] = [round(box.x) + headingInset, round(box.y) + 22];
  const room = heading.width - 2 * headingInset + 0.1;
  const lines = [
    textLine(x, y, room, title, { size: sizes.frame, color: ink, weight: "bold" }),
    ...details.map((line, index) =>
      textLine(x, y + (index + 1) * lineHeight, room, line, { size: sizes.line, color: pale }),
    ),
  ];
  const ground = { x: x - 3, y: y - 13, width: round(room) + 6, height: lines.length * lineHeight };
  return element("rect", { ...ground, fill: "#ffffff", opacity: 0.9 }) + lines.join("");
}

function drawPart({ title, lines, kind, box }: Layout["parts"][number]): string {
  const { fill, stroke } = colors[kind];
  const rect = element("rect", { ...rounded(box), rx: 6, fill, stroke, "stroke-width": 1.5 });
  const x = round(box.x) + partPadding;
  const room = box.width - 2 * partPadding + 0.1;
  const first = round(box.y) + partPadding + sizes.title - 2;
  const heading = textLine(x, first, room, title, { size: sizes.title, color: ink, weight: "bold" });
  const rest = lines.map((line, index) =>
    textLine(x, first + (index + 1) * lineHeight, room, line, { size: sizes.line, color: pale }),
  );
  return rect + heading + rest.join("");
}

function drawArrow({ points, flow }: Layout["arrows"][number]): string {
  if (points.length === 0) return "";
  const { stroke, dash } = flows[flow];
  return element("path", {
    ...{ d: pathOf(points), fill: "none", stroke, "stroke-width": 1.4, "marker-end": `url(#head-${flow})` },
    ...(dash !== "" && { "stroke-dasharray": dash }),
  });
}

function drawLabel({ label, labelBox, flow }: Layout["arrows"][number]): string {
  if (!labelBox) return "";
  const ground = element("rect", { ...rounded(labelBox), rx: 3, fill: "#ffffff", opacity: 0.85 });
  const style = {
    size: sizes.label,
    color: flow === "request" ? ink : flows[flow].stroke === "#7b858e" ? pale : flows[flow].stroke,
  };
  return ground + textLine(round(labelBox.x) + 3, round(labelBox.y) + 12, labelBox.width, label, style);
}

/** What the kinds of arrows mean that the picture has. */
function legend({ arrows }: Layout, y: number): string {
  let x = 24;
  return Object.entries(flows)
    .filter(([kind]) => arrows.some(({ flow }) => flow === kind))
    .map(([, { stroke, dash, says }]) => {
      const start = x;
      x += 50 + says.length * 7 + 24;
      const line = { d: `M${start} ${y - 4} H${start + 36}`, stroke, "stroke-width": 1.6, fill: "none" };
      const sample = element("path", { ...line, ...(dash !== "" && { "stroke-dasharray": dash }) });
      return sample + textLine(start + 44, y, 400, says, { size: sizes.line, color: pale });
    })
    .join("");
}

function pathOf([first, ...rest]: readonly Point[]): string {
  if (!first) return "";
  return [`M${round(first.x)} ${round(first.y)}`, ...rest.map(({ x, y }) => `L${round(x)} ${round(y)}`)].join(" ");
}

function rounded({
  x,
  y,
  width,
  height,
}: {
  x: number;
  y: number;
  width: number;
  height: number;
}): Record<string, number> {
  return { x: round(x), y: round(y), width: round(width), height: round(height) };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
