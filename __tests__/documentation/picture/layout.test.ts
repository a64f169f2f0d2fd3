import { describe, expect, jest, test } from "@jest/globals";

import { architecture } from "../../../src/documentation/picture/architecture";
import { layOut } from "../../../src/documentation/picture/layout";
import type { Box } from "../../../src/documentation/picture/placed-picture";
import { documented } from "../../../src/operations/docs/environment-pages";
import { everyStack } from "../../support/environments";

const pictures = everyStack()
  .filter(({ isFoundation }) => !isFoundation)
  .map((stack) => documented(stack, []))
  .map((stack) => [stack.name, architecture(stack, stack.blocks)] as const);

const inside = (inner: Box, outer: Box): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width + 0.01 &&
  inner.y + inner.height <= outer.y + outer.height + 0.01;

const apart = (one: Box, other: Box): boolean =>
  one.x + one.width <= other.x ||
  other.x + other.width <= one.x ||
  one.y + one.height <= other.y ||
  other.y + other.height <= one.y;

jest.setTimeout(60_000);

describe.each(pictures)("the picture of %s", (_, picture) => {
  test("has every part in its frame, and none on another", async () => {
    const { parts, frames } = await layOut(picture);
    const boxes = new Map(frames.map(({ id, box }) => [id, box]));
    const astray = [...parts, ...frames].filter(
      ({ within, box }) => within !== undefined && !inside(box, boxes.get(within) ?? box),
    );
    const overlapping = parts.flatMap((one, index) =>
      parts.slice(index + 1).filter((other) => !apart(one.box, other.box)),
    );

    expect(astray.map(({ title }) => title)).toEqual([]);
    expect(overlapping.map(({ title }) => title)).toEqual([]);
  });

  test("has arrows that begin and end at what they connect", async () => {
    const { parts, frames, arrows } = await layOut(picture);
    const boxes = new Map([...parts, ...frames].map(({ id, box }) => [id, box]));
    const touches = (point: { x: number; y: number } | undefined, id: string): boolean => {
      const box = boxes.get(id);
      return (
        point !== undefined && box !== undefined && !apart({ x: point.x - 1, y: point.y - 1, width: 2, height: 2 }, box)
      );
    };

    expect(arrows.filter(({ points, from, to }) => !touches(points[0], from) || !touches(points.at(-1), to))).toEqual(
      [],
    );
  });

  test("is no wider than a page shows legibly", async () => {
    expect((await layOut(picture)).width).toBeLessThan(1350);
  });
});

test("the ways of requests are there: from the internet through WAF to the load balancer, services and database", () => {
  const production = pictures.find(([name]) => name === "shop-production")?.[1];
  const title = new Map(
    [...(production?.parts ?? []), ...(production?.frames ?? [])].map(({ id, title }) => [id, title]),
  );
  const requests = production?.arrows.filter(({ flow }) => flow === "request") ?? [];

  expect(
    requests.map(({ from, to, label }) => `${title.get(from) ?? ""} → ${title.get(to) ?? ""} ${label}`.trim()).sort(),
  ).toEqual([
    "2 NAT gateways → Internet",
    "AWS WAF → Load balancer public",
    "CloudFront → Bucket",
    "ECS cluster shop-production-cluster → 2 NAT gateways 443",
    "Internet → AWS WAF 80, 443",
    "Internet → CloudFront 443",
    "Load balancer public → api 3000",
    "Load balancer public → web 3000",
    "api → PostgreSQL 15 5432",
  ]);
});
