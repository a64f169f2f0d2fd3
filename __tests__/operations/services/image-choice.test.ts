import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { choiceOf, imageWith, isChoice } from "../../../src/operations/services/image-choice";

const digest = `sha256:${"0a".repeat(32)}`;
const repositories = ["shop/api", "111122223333.dkr.ecr.us-east-1.amazonaws.com/shop/api", "localhost:5000/api"];

describe("an image's choice", () => {
  test.each([
    ["shop/api:1.4.0", "1.4.0"],
    [`shop/api@${digest}`, digest],
    [`shop/api:1.4.0@${digest}`, digest],
    ["localhost:5000/api", "latest"],
  ])("of %s is %s", (image, choice) => {
    expect(choiceOf(image)).toBe(choice);
  });

  test("comes back from the image that was made with it, in the same repository", () => {
    const tag = fc.stringMatching(/^\w[\w.-]{0,127}$/);
    fc.assert(
      fc.property(fc.constantFrom(...repositories), tag, fc.oneof(tag, fc.constant(digest)), (repository, from, to) => {
        const image = imageWith(`${repository}:${from}`, to);
        expect(isChoice(to)).toBe(true);
        expect(choiceOf(image)).toBe(to);
        expect(image.startsWith(repository)).toBe(true);
        expect(imageWith(image, from)).toBe(`${repository}:${from}`);
      }),
    );
  });

  test.each(["", "other/api:1.0", "sha256:123", "-tag", "a b", "a".repeat(129)])("is not %j", (text) => {
    expect(isChoice(text)).toBe(false);
  });
});
