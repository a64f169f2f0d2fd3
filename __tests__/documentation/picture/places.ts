import type { Box, Layout } from "../../../src/documentation/picture/placed-picture";

const inside = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x - 0.01 &&
  inner.y >= outer.y - 0.01 &&
  inner.x + inner.width <= outer.x + outer.width + 0.01 &&
  inner.y + inner.height <= outer.y + outer.height + 0.01;

const apart = (one: Box, other: Box): boolean =>
  one.x + one.width <= other.x ||
  other.x + other.width <= one.x ||
  one.y + one.height <= other.y ||
  other.y + other.height <= one.y;

const pairs = <T>(all: readonly T[]): [T, T][] =>
  all.flatMap((one, index) => all.slice(index + 1).map((other): [T, T] => [one, other]));

/** What stands where it must not, in words. */
export function collisions({ frames, parts, arrows }: Layout): string[] {
  const boxes = new Map(frames.map(({ id, box }) => [id, box]));
  const labels = arrows.flatMap(({ label, labelBox }) =>
    labelBox ? [{ title: `label ${label}`, box: labelBox }] : [],
  );
  const headings = frames.map(({ title, box, heading }) => ({
    title: `heading ${title}`,
    box: { ...heading, x: box.x, y: box.y },
  }));
  const siblings = pairs([...frames, ...parts]).filter(([one, other]) => one.within === other.within);
  return [
    ...[...parts, ...frames]
      .filter(({ within, box }) => within !== undefined && !inside(box, boxes.get(within) ?? box))
      .map(({ title }) => `${title} is outside of its frame`),
    ...frames
      .filter(({ box, heading }) => !inside({ ...heading, x: box.x, y: box.y }, box))
      .map(({ title }) => `the heading of ${title} is wider than it`),
    ...[
      ...siblings,
      ...pairs(labels),
      ...parts.flatMap((part) => [...labels, ...headings].map((one) => [part, one] as const)),
    ]
      .filter(([one, other]) => !apart(one.box, other.box))
      .map(([one, other]) => `${one.title} and ${other.title} overlap`),
  ];
}

/** Arrows that do not begin or end at what they connect. */
export function loose({ frames, parts, arrows }: Layout): string[] {
  const boxes = new Map([...parts, ...frames].map(({ id, box }) => [id, box]));
  const touches = (point: { x: number; y: number } | undefined, id: string): boolean => {
    const box = boxes.get(id);
    return (
      point !== undefined && box !== undefined && !apart({ x: point.x - 1, y: point.y - 1, width: 2, height: 2 }, box)
    );
  };
  return arrows
    .filter(({ points, from, to }) => !touches(points[0], from) || !touches(points.at(-1), to))
    .map(({ from, to }) => `${from} → ${to}`);
}
