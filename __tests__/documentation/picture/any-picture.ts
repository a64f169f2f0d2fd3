import fc from "fast-check";

import type { Arrow, Frame, Part, Picture } from "../../../src/documentation/picture/picture";

const name = fc.stringMatching(/^[a-z][a-z0-9-]{0,40}$/);
const frames: readonly Frame[] = [
  { id: "account", title: "AWS account 111122223333", details: [] },
  { id: "region", title: "Region us-east-1", details: ["Terraform state: state"], within: "account" },
  { id: "network", title: "Network", details: ["10.0.0.0/16"], within: "region" },
  {
    id: "public",
    title: "Public subnets",
    details: ["a 10.0.1.0/24 · b 10.0.2.0/24 · c 10.0.3.0/24"],
    within: "network",
  },
  { id: "private", title: "Private subnets", details: [], within: "network" },
  { id: "cluster", title: "ECS cluster", details: ["names in a.local"], within: "private" },
];

interface Row {
  readonly prefix: string;
  readonly kind: Part["kind"];
  readonly within?: string;
  readonly most: number;
}

/** From top to bottom, as requests travel. */
const rows: readonly Row[] = [
  { prefix: "client", kind: "outside", most: 4 },
  { prefix: "web-acl", kind: "entrance", within: "region", most: 3 },
  { prefix: "load-balancer", kind: "entrance", within: "public", most: 4 },
  { prefix: "service", kind: "compute", within: "cluster", most: 12 },
  { prefix: "database", kind: "data", within: "private", most: 3 },
  { prefix: "bucket", kind: "data", within: "region", most: 5 },
];

const parts = fc
  .tuple(...rows.map(({ most }) => fc.array(fc.tuple(name, fc.array(name, { maxLength: 4 })), { maxLength: most })))
  .map((found) =>
    found.flatMap((ofRow, index) =>
      ofRow.map(([title, lines], count): Part => {
        const { prefix, kind, within } = rows[index] ?? { prefix: "", kind: "outside" };
        return { id: `${prefix} ${count}`, title, lines, kind, ...(within !== undefined && { within }) };
      }),
    ),
  );

/** Frames, parts and arrows as an environment may have them, with names of any length. */
export const pictures: fc.Arbitrary<Picture> = parts.chain((found) =>
  fc
    .array(
      fc.record({
        from: fc.nat(Math.max(0, found.length - 1)),
        to: fc.nat(Math.max(0, found.length - 1)),
        label: fc.constantFrom("", "443", "80, 443", "5432"),
        flow: fc.constantFrom("request" as const, "use" as const, "copy" as const),
      }),
      { maxLength: 30 },
    )
    .map((arrows) => ({
      title: "any",
      frames: frames.filter(({ id }) => holdsSomething(id, found)),
      parts: found,
      arrows: arrows.flatMap(({ from, to, ...rest }): Arrow[] => {
        const [upper, lower] = [found[Math.min(from, to)]?.id, found[Math.max(from, to)]?.id];
        return upper === undefined || lower === undefined || upper === lower
          ? []
          : [{ from: upper, to: lower, ...rest }];
      }),
    })),
);

function holdsSomething(frame: string, found: readonly Part[]): boolean {
  return (
    found.some(({ within }) => within === frame) ||
    frames.some(({ id, within }) => within === frame && holdsSomething(id, found))
  );
}
