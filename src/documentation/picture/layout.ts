import ELK, { type ElkExtendedEdge, type ElkNode } from "elkjs/lib/elk.bundled.js";

import { widthOf, wrapped } from "../svg";
import { compactLayout } from "./compact-layout";
import type { Frame, Picture } from "./picture";
import type { Box, Layout, PlacedFrame, Point } from "./placed-picture";

/** What is longer is cut: the page has it whole. */
const mostPartWidth = 290;

/** More services than this do not fit side by side. */
const mostInRow = 5;

/** What stands below a frame's title is broken into lines of this width at most. */
const mostDetailWidth = 380;

export const sizes = { title: 14, line: 12, label: 11.5, frame: 13 } as const;
export const lineHeight = 17;
export const partPadding = 12;
export const headingInset = 14;

/** Says where the parts of a picture stand: from top to bottom, as requests travel, with few crossings. */
export async function layOut({ frames, ...rest }: Picture): Promise<Layout> {
  const picture = { ...rest, frames: frames.map(withLines) };
  const root = await new ELK().layout(graphOf(picture));
  const boxes = new Map<string, Box>();
  const note = ({ id, x = 0, y = 0, width = 0, height = 0, children = [] }: ElkNode): void => {
    boxes.set(id, { x, y, width, height });
    children.forEach(note);
  };
  note(root);
  const boxOf = (id: string): Box => boxes.get(id) ?? { x: 0, y: 0, width: 0, height: 0 };
  const edges = new Map(root.edges?.map((edge) => [edge.id, edge]));
  return compactLayout({
    ...boxOf(root.id),
    frames: picture.frames.map((frame) => ({ ...frame, box: boxOf(frame.id), heading: headingOf(frame) })),
    parts: picture.parts.map((part) => ({ ...part, box: boxOf(part.id) })),
    arrows: picture.arrows.map((arrow, index) => {
      const edge = edges.get(`arrow ${index}`);
      const [section] = edge?.sections ?? [];
      const points = section ? upright([section.startPoint, ...(section.bendPoints ?? []), section.endPoint]) : [];
      const [label] = edge?.labels ?? [];
      const { x = 0, y = 0, width = 0, height = 0 } = label ?? {};
      if (arrow.leads === "up") points.reverse();
      return { ...arrow, points, ...(label && { labelBox: { x, y, width, height } }) };
    }),
  });
}

/** Without the slants of a pixel or two that ELK leaves where an edge enters a frame. */
function upright(points: readonly Point[]): Point[] {
  const straight: Point[] = [];
  for (const { x, y } of points) {
    const last = straight.at(-1) ?? { x, y };
    straight.push({ x: Math.abs(x - last.x) < 2 ? last.x : x, y: Math.abs(y - last.y) < 2 ? last.y : y });
  }
  return straight;
}

const spacing = {
  "elk.layered.spacing.nodeNodeBetweenLayers": "12",
  "elk.layered.spacing.edgeNodeBetweenLayers": "10",
  "elk.layered.spacing.edgeEdgeBetweenLayers": "7",
  "elk.spacing.nodeNode": "16",
  "elk.spacing.edgeNode": "10",
  "elk.spacing.edgeEdge": "8",
};
const options = {
  ...spacing,
  "elk.algorithm": "layered",
  "elk.direction": "DOWN",
  "elk.hierarchyHandling": "INCLUDE_CHILDREN",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.json.edgeCoords": "ROOT",
  "elk.json.shapeCoords": "ROOT",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.randomSeed": "1",
  "elk.padding": "[top=20,left=20,bottom=20,right=20]",
};

function graphOf({ frames, parts, arrows }: Picture): ElkNode {
  const childrenOf = (within: string | undefined): ElkNode[] => [
    ...parts.filter((part) => part.within === within).map(({ id, title, lines }) => ({ id, ...sizeOf(title, lines) })),
    ...frames
      .filter((frame) => frame.within === within)
      .map((frame) => ({
        id: frame.id,
        children: childrenOf(frame.id),
        layoutOptions: {
          ...spacing,
          "elk.padding": `[top=${headingOf(frame).height},left=16,bottom=16,right=16]`,
          ...minimumWidth(frame),
        },
      })),
  ];
  const edges = arrows.map(({ from, to, label, flow, leads }, index): ElkExtendedEdge => ({
    id: `arrow ${index}`,
    sources: [leads === "up" ? to : from],
    targets: [leads === "up" ? from : to],
    ...(label !== "" &&
      flow === "request" && { labels: [{ text: label, width: widthOf(label, sizes.label) + 6, height: 16 }] }),
  }));
  return {
    ...{ id: "picture", layoutOptions: options, children: childrenOf(undefined) },
    edges: [...edges, ...rows({ parts, arrows })],
  };
}

/** Services that do not call each other would all stand side by side: edges that are not drawn put them into rows. */
function rows({ parts, arrows }: Pick<Picture, "parts" | "arrows">): ElkExtendedEdge[] {
  const services = new Set(parts.filter(({ kind }) => kind === "compute").map(({ id }) => id));
  const bound = new Set(arrows.flatMap(({ from, to }) => (services.has(from) && services.has(to) ? [from, to] : [])));
  const free = [...services].filter((id) => !bound.has(id));
  const perRow = Math.ceil(free.length / Math.ceil(free.length / mostInRow));
  return free.slice(perRow).map((id, index) => ({ id: `row ${id}`, sources: [free[index] ?? id], targets: [id] }));
}

/** Wide enough for its heading. ELK turns the direction around, but not the minimum size of a frame: it is "(height, width)". */
function minimumWidth(frame: Frame): Record<string, string> {
  const { width } = headingOf(frame);
  return { "elk.nodeSize.constraints": "MINIMUM_SIZE", "elk.nodeSize.minimum": `(0, ${Math.ceil(width)})` };
}

function withLines(frame: Frame): Frame {
  return { ...frame, details: frame.details.flatMap((detail) => wrapped(detail, sizes.line, mostDetailWidth)) };
}

function headingOf({ title, details }: Frame): PlacedFrame["heading"] {
  const texts = [widthOf(title, sizes.frame, "bold"), ...details.map((line) => widthOf(line, sizes.line))];
  return { width: Math.max(...texts) + 2 * headingInset, height: 38 + details.length * lineHeight };
}

function sizeOf(title: string, lines: readonly string[]): { width: number; height: number } {
  const widest = Math.max(widthOf(title, sizes.title, "bold"), ...lines.map((line) => widthOf(line, sizes.line)));
  return {
    width: Math.ceil(Math.min(mostPartWidth, Math.max(100, widest + 2 * partPadding))),
    height: 2 * partPadding + sizes.title + lines.length * lineHeight,
  };
}
