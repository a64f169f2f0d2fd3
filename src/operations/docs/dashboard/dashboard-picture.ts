import { type DashboardBody, type DrawnWidget, type LegendEntry, legendOf } from "./dashboard-body";
import { element, fontFamily, shortened, textLine, widthOf, wrapped } from "../../../documentation/svg";

const columnWidth = 50;
const rowHeight = 25;
const margin = 16;
const padding = 12;
const ink = "#16191f";
const pale = "#545b64";
const link = "#0053ba";
const colors = [
  "#1f77b4",
  "#c7630a",
  "#2a7f2a",
  "#c22b2c",
  "#7d55a8",
  "#7f4f43",
  "#b5488f",
  "#5f5f5f",
  "#7c7d12",
  "#0f7f8a",
];

/**
 * A dashboard as a picture: the boxes where CloudWatch would show them, with the lines that each has. There are no curves,
 * since nothing was measured.
 */
export function dashboardPicture(title: string, { widgets }: DashboardBody): string {
  const width = 24 * columnWidth + 2 * margin;
  const height = Math.max(...widgets.map((widget) => widget.y + widget.height)) * rowHeight + 2 * margin;
  const content = [
    element("title", {}, title),
    element("rect", { width, height, rx: 12, fill: "#f2f3f3" }), // its own ground: legible on a dark page too
    ...widgets.map(placed),
  ];
  const frame = {
    xmlns: "http://www.w3.org/2000/svg",
    viewBox: `0 0 ${width} ${height}`,
    role: "img",
    "font-family": fontFamily,
  };
  return `${element("svg", frame, `\n${content.join("\n")}\n`)}\n`;
}

interface Box {
  readonly width: number;
  readonly height: number;
}

function placed(widget: DrawnWidget): string {
  const box = { width: widget.width * columnWidth - 8, height: widget.height * rowHeight - 8 };
  const at = { transform: `translate(${margin + widget.x * columnWidth + 4} ${margin + widget.y * rowHeight + 4})` };
  return element("g", at, drawingOf(widget, box));
}

function drawingOf({ type, properties }: DrawnWidget, box: Box): string {
  if (type === "text") return drawText(properties.markdown ?? "", box);
  const { title = "", alarms } = properties;
  const frame = element("rect", { ...box, rx: 6, fill: "#ffffff", stroke: "#d5dbdb" });
  const heading = textLine(padding, 22, box.width - 2 * padding - 30, title, { size: 13, color: ink, weight: "bold" });
  return frame + heading + (alarms ? drawAlarms(alarms.length) : drawGraph(properties, box));
}

/** Markdown, as far as a dashboard's own texts use it. */
function drawText(markdown: string, { width }: Box): string {
  let y = 0;
  return markdown
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => {
      const level = /^#*/.exec(line)?.[0].length ?? 0;
      const size = [13, 22, 17][level] ?? 13;
      const plain = line.replace(/^#+ /, "").replaceAll(/\[([^\]]*)\]\([^)]*\)/g, "$1");
      const style = {
        size,
        color: plain === line || level > 0 ? ink : link,
        weight: level > 0 ? "bold" : "normal",
      } as const;
      return wrapped(plain, size, width)
        .map((part) => {
          y += Math.round(size * 1.4);
          return textLine(0, y, width, part, style);
        })
        .join("");
    })
    .join("");
}

function drawAlarms(count: number): string {
  const words = count === 1 ? "the state of 1 alarm" : `the state of ${count} alarms`;
  return textLine(padding, 38, 400, words, { size: 11, color: pale });
}

/** Two columns where lines are many; the rest is counted. */
function drawGraph(properties: DrawnWidget["properties"], box: Box): string {
  const entries = [
    ...legendOf(properties).map((entry, index) => ({
      ...entry,
      color: colors[index % colors.length] ?? ink,
      dash: "",
    })),
    ...(properties.annotations?.horizontal ?? []).map(({ label, value }) => ({
      ...{ label: `${label}: ${value}`, metrics: [], color: pale, dash: "3 3" },
    })),
  ];
  const perColumn = Math.floor((box.height - 40) / 18);
  const columns = entries.length > perColumn && box.width > 360 ? 2 : 1;
  const room = perColumn * columns;
  const shown = entries.length > room ? entries.slice(0, room - 1) : entries;
  const width = (box.width - 2 * padding) / columns;
  const kind = properties.stacked ? stackedGlyph : linesGlyph;
  const left = entries.length - shown.length;
  const more = left > 0 ? [moreLine(left, shown.length, perColumn, width)] : [];
  const legend = shown.map((entry, index) => drawEntry(entry, place(index, perColumn, width), width - 8));
  const plot = drawPlot(46 + Math.min(entries.length, perColumn) * 18, box);
  return element("g", { transform: `translate(${box.width - 32} 11)` }, kind) + [plot, ...legend, ...more].join("");
}

function place(index: number, perColumn: number, width: number): { x: number; y: number } {
  return { x: padding + Math.floor(index / perColumn) * width, y: 46 + (index % perColumn) * 18 };
}

function moreLine(left: number, index: number, perColumn: number, width: number): string {
  const { x, y } = place(index, perColumn, width);
  return textLine(x + 20, y, width, `and ${left} more`, { size: 11, color: pale });
}

function drawEntry(
  { label, metrics, color, dash }: LegendEntry & { readonly color: string; readonly dash: string },
  { x, y }: { readonly x: number; readonly y: number },
  width: number,
): string {
  const sample = element("line", {
    ...{ x1: x, y1: y - 4, x2: x + 14, y2: y - 4, stroke: color, "stroke-width": 3 },
    ...(dash !== "" && { "stroke-dasharray": dash }),
  });
  const room = width - 20;
  const name = shortened(label, 12, room);
  const rest = room - widthOf(name, 12) - 16;
  const names = rest > 60 ? shortened(metrics.join(", "), 10, rest) : "";
  return sample + textLine(x + 20, y, room, name, { size: 12, color: ink }, { text: names, size: 10, color: pale });
}

/** Where the curves will be. */
function drawPlot(top: number, { width, height }: Box): string {
  const bottom = height - padding;
  const lines = Math.floor((bottom - top) / 22);
  return Array.from({ length: lines }, (_, index) => {
    const y = bottom - index * 22;
    return element("path", { d: `M${padding} ${y} H${width - padding}`, stroke: index === 0 ? "#aab7b8" : "#eaeded" });
  }).join("");
}

/* What kind of graph it is, in its upper right corner. */
const glyph = { fill: "none", stroke: "#879596", "stroke-width": 1.5 };
const linesGlyph = element("path", { d: "M0 12 L6 6 L12 9 L20 1", ...glyph });
const stackedGlyph =
  element("path", { d: "M0 12 L0 9 L7 6 L13 8 L20 5 L20 12 Z", fill: "#d5dbdb" }) +
  element("path", { d: "M0 9 L7 6 L13 8 L20 5 M0 5 L7 2 L13 4 L20 1", ...glyph });
