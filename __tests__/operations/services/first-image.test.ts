import { expect, test } from "@jest/globals";

import { Failure } from "../../../src/operations/failure";
import { requireImage } from "../../../src/operations/services/first-image";

const service = { key: "api", environment: "shop-staging" };

test("nothing is started by hand of a service that waits for its first image", () => {
  const message =
    "api of shop-staging waits for its first image. Push it, name it in its parameter, then deploy:  npm run preflight -- shop-staging";
  expect(() => {
    requireImage(service, "111122223333.dkr.ecr.us-east-1.amazonaws.com/shop/api:not-pushed-yet");
  }).toThrow(new Failure(message));
});

test.each(["shop/api:1.0.0", "shop/api@sha256:ab", undefined])("%s is an image", (image) => {
  expect(() => {
    requireImage(service, image);
  }).not.toThrow();
});
