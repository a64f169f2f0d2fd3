import type { Kind } from "./kind";

export const s3Bucket: Kind = {
  noun: "bucket",
  name: "bucket",
  stored: { loss: "the objects in it", isRecreatable: false },
  outage: null,
  price: "charged",
};
