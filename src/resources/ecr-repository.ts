import type { Kind } from "./kind";
import { off, on, oneMistake, otherThan } from "./protection";

export const ecrRepository: Kind = {
  noun: "repository",
  name: "name",
  stored: { loss: "its images, which running services need to start tasks", isRecreatable: false },
  outage: null,
  price: { rule: "imageRepository" },
  protections: [
    {
      attribute: "image_tag_mutability",
      isWeaker: otherThan("IMMUTABLE"),
      level: "dangerous",
      title: "lets tags be moved to other images",
      why: "What was tested is then not what runs.",
    },
    {
      attribute: "image_scanning_configuration.scan_on_push",
      isWeaker: off,
      level: "dangerous",
      title: "no longer looks for known holes in images",
      why: "Nobody hears of them.",
    },
    {
      attribute: "force_delete",
      isWeaker: on,
      level: "dangerous",
      title: "lets the repository be destroyed with its images",
      why: oneMistake,
    },
  ],
  ignored: [],
  import: { by: [["name"]] },
  writeOnly: null,
  arns: ["ecr:repository"],
  recovery: { byName: { id: "{name}", needs: ["name"] }, byArn: null, recognizedBy: null },
  deletion: null,
  unique: [{ noun: "name", of: ["name"] }],
  quota: null,
};
