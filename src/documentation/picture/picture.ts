/** What a part of a picture is about; each has its colour. */
export const kinds = ["outside", "entrance", "network", "compute", "data", "security", "delivery", "watch"] as const;
export type Kind = (typeof kinds)[number];

/** A frame around parts and other frames: an account, a region, a network, a tier of subnets. */
export interface Frame {
  readonly id: string;
  readonly title: string;
  /** What stands below the title, each on lines of its own. */
  readonly details: readonly string[];
  /** The frame around it. @default none */
  readonly within?: string;
}

export interface Part {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly string[];
  readonly kind: Kind;
  /** The frame around it. @default none */
  readonly within?: string;
}

/** Requests, uses (secrets, images, deployments), or copies. */
export type Flow = "request" | "use" | "copy";

export interface Arrow {
  /** A part's id, or a frame's. */
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly flow: Flow;
  /** Whether it leads from what stands further down to what stands further up. @default down */
  readonly leads?: "up";
}

/** An environment as boxes and arrows, before they have a place. */
export interface Picture {
  readonly title: string;
  readonly frames: readonly Frame[];
  readonly parts: readonly Part[];
  readonly arrows: readonly Arrow[];
}
