import { expect, test } from "@jest/globals";
import { z } from "zod";

import { readBySchema } from "../../src/config/schema-problems";

const schema = z.strictObject({
  hosts: z.array(z.string()),
  port: z.number(),
  size: z.strictObject({ cpu: z.number() }),
});

test("what has the wrong kind is told in words, and so is what is missing", () => {
  expect(readBySchema(schema, { hosts: "api.example.com", port: "3000" })).toEqual({
    problems: [
      { path: "hosts", message: 'must be a list, got "api.example.com"' },
      { path: "port", message: 'must be a number, got "3000"' },
      { path: "size", message: "missing; must be an object" },
    ],
  });
});

test("a mistyped setting is told with the one that was meant", () => {
  expect(readBySchema(schema, { hosts: [], prt: 1, port: 1, size: { cpu: 256 } })).toEqual({
    problems: [{ path: "prt", message: 'unknown property; did you mean "port"?' }],
  });
});
