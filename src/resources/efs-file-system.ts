import type { Kind } from "./kind";
import { off, readable } from "./protection";

export const efsFileSystem: Kind = {
  noun: "file system",
  name: null,
  stored: { loss: "its files", isRecreatable: false, neededByBackups: true },
  outage: null,
  price: { rule: "fileSystem" },
  protections: [
    {
      attribute: "encrypted",
      isWeaker: off,
      level: "blocks",
      title: "is not encrypted",
      why: readable,
      start: { safe: true },
    },
  ],
  ignored: [],
  import: { by: [["creation_token"], ["id"]] },
  writeOnly: null,
  arns: ["elasticfilesystem:file-system"],
  recovery: { byName: null, byArn: "id", recognizedBy: null },
  deletion: null,
  unique: [{ noun: "creation token", of: ["creation_token"] }],
  quota: null,
};
