import type { Row, Widget } from "./widget";

/** A widget with its place, in the units of CloudWatch's grid. */
export interface PlacedWidget extends Widget {
  readonly x: number;
  readonly y: number;
  readonly width: number;
}

const columns = 24;
const mostInALine = 4;

/** Places rows one below the other; the widgets of a line share its width. */
export function place(rows: readonly Row[]): PlacedWidget[] {
  let y = 0;
  return rows.flatMap(linesOf).flatMap((line) => {
    const width = Math.floor(columns / line.length);
    const placed = line.map((widget, index) => ({ ...widget, x: index * width, y, width }));
    y += Math.max(...line.map(({ height }) => height));
    return placed;
  });
}

/** Five widgets stand as three and two, not as four and a lonely one. */
function linesOf(row: Row): Row[] {
  const lines = Math.ceil(row.length / mostInALine);
  const length = Math.ceil(row.length / lines);
  return Array.from({ length: lines }, (_, index) => row.slice(index * length, (index + 1) * length));
}
