import type { Kind } from "./kind";

export const efsFileSystemPolicy: Kind = {
  noun: "file system policy",
  name: null,
  stored: null,
  outage: null,
  price: { free: "IAM is free" },
};
