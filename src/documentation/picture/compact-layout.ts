import type { Layout, Point } from "./placed-picture";

/** Emptiness that is wider than this is cut down to it. */
const mostEmpty = 26;

interface Span {
  readonly from: number;
  readonly to: number;
}

type Axis = "x" | "y";

/** A layout without bands in which nothing stands: what a layered layout leaves free inside of frames. */
export function compactLayout(layout: Layout): Layout {
  return along("x", along("y", layout));
}

function along(axis: Axis, layout: Layout): Layout {
  const extent = axis === "x" ? "width" : "height";
  const map = withoutGaps(occupied(axis, layout));
  const box = <T extends Layout["parts"][number]["box"]>(one: T): T => {
    const from = map(one[axis]);
    return { ...one, [axis]: from, [extent]: map(one[axis] + one[extent]) - from };
  };
  const point = (one: Point): Point => ({ ...one, [axis]: map(one[axis]) });
  return {
    ...layout,
    [extent]: map(layout[extent]),
    frames: layout.frames.map((frame) => ({ ...frame, box: box(frame.box) })),
    parts: layout.parts.map((part) => ({ ...part, box: box(part.box) })),
    arrows: layout.arrows.map(({ labelBox, ...arrow }) => ({
      ...arrow,
      points: arrow.points.map(point),
      ...(labelBox && { labelBox: box(labelBox) }),
    })),
  };
}

/** Where something stands that must keep its size: parts, headings, the edges of frames, bends and labels. */
function occupied(axis: Axis, { width, height, frames, parts, arrows }: Layout): Span[] {
  const extent = axis === "x" ? "width" : "height";
  const span = (box: Layout["parts"][number]["box"]): Span => ({ from: box[axis], to: box[axis] + box[extent] });
  const around = (value: number): Span => ({ from: value - 5, to: value + 5 });
  return [
    { from: 0, to: 0 },
    around(axis === "x" ? width : height),
    ...parts.map(({ box }) => span(box)),
    ...frames.flatMap(({ box, heading }) => [
      { from: box[axis], to: box[axis] + heading[extent] },
      around(box[axis] + box[extent]),
    ]),
    ...arrows.flatMap(({ points, labelBox }) => [
      ...points.map((one) => around(one[axis])),
      ...(labelBox ? [span(labelBox)] : []),
    ]),
  ];
}

/** A coordinate's new place, once every gap between spans is at most so wide. */
function withoutGaps(spans: readonly Span[]): (value: number) => number {
  const cuts: { readonly at: number; readonly by: number }[] = [];
  let end = 0;
  for (const { from, to } of [...spans].sort((one, other) => one.from - other.from)) {
    if (from - end > mostEmpty) cuts.push({ at: end + mostEmpty, by: from - end - mostEmpty });
    end = Math.max(end, to);
  }
  return (value) => cuts.reduce((shifted, { at, by }) => shifted - Math.min(by, Math.max(0, value - at)), value);
}
