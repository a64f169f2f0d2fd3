import type { Arrow, Frame, Part } from "./picture";

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A frame with its place, its details as lines, and the room that title and details take. */
export type PlacedFrame = Frame & { readonly box: Box; readonly heading: Pick<Box, "width" | "height"> };

/** Where everything of a picture stands. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly frames: readonly PlacedFrame[];
  readonly parts: readonly (Part & { readonly box: Box })[];
  readonly arrows: readonly (Arrow & { readonly points: readonly Point[]; readonly labelBox?: Box })[];
}
