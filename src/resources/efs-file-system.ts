import type { Kind } from "./kind";

export const efsFileSystem: Kind = {
  noun: "file system",
  name: null,
  stored: { loss: "its files", isRecreatable: false },
  outage: null,
  price: "charged",
};
