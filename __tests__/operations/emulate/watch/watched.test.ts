import { expect, test } from "@jest/globals";

import {
  changesBetween,
  isChange,
  type Sight,
  together,
  unchanged,
} from "../../../../src/operations/emulate/watch/watched";

const before: Sight = { files: "environments/shop.ts 10 1", images: { api: "sha256:1", "shop/web": "sha256:2" } };

test.each<[string, Partial<Sight>, ReturnType<typeof changesBetween>]>([
  ["nothing", {}, unchanged],
  ["a file", { files: "environments/shop.ts 10 2" }, { configuration: true, repositories: [] }],
  [
    "an image that was built again",
    { images: { api: "sha256:3", "shop/web": "sha256:2" } },
    { configuration: false, repositories: ["api"] },
  ],
  ["an image that is gone while it is built", { images: { api: undefined, "shop/web": "sha256:2" } }, unchanged],
])("%s", (_, change, expected) => {
  const changed = changesBetween(before, { ...before, ...change });
  expect(changed).toEqual(expected);
  expect(isChange(changed)).toBe(expected !== unchanged);
});

test("changes add up", () => {
  const one = { configuration: true, repositories: ["api"] };
  expect(together(one, { configuration: false, repositories: ["web", "api"] })).toEqual({
    configuration: true,
    repositories: ["api", "web"],
  });
});
