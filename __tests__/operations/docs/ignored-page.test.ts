import { expect, test } from "@jest/globals";

import { ignoredAttributes, ignoredIn } from "../../../src/terraform/ownership";
import { everyStack } from "../../support/environments";

const stacks = everyStack();

test("no stack ignores anything that the table does not name", () => {
  const named = new Set(ignoredAttributes.map(({ resourceType, attribute }) => `${resourceType}.${attribute}`));
  const ignored = stacks.flatMap(({ resources }) =>
    resources.flatMap(({ type, body }) => ignoredIn(body).map((attribute) => `${type}.${attribute}`)),
  );
  expect(ignored.filter((attribute) => !named.has(attribute))).toEqual([]);
});
