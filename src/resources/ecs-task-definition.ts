import type { Kind } from "./kind";
import { onTheWay, otherThan } from "./protection";

export const ecsTaskDefinition: Kind = {
  noun: "task definition",
  name: "family",
  stored: null,
  outage: null,
  price: { rule: "taskDefinition" },
  protections: [
    {
      attribute: "volume.efs_volume_configuration.transit_encryption",
      isWeaker: otherThan("ENABLED"),
      level: "dangerous",
      title: "mounts files without TLS",
      why: onTheWay,
      start: { safe: "ENABLED", onlyPresent: true },
    },
  ],
  ignored: [],
  import: {
    never:
      "a document that is never changed: a new revision is registered beside those that are there, and a service whose revisions a pipeline deploys keeps the one that it runs",
  },
  writeOnly: null,
  arns: ["ecs:task-definition"],
  recovery: {
    byName: null,
    byArn: (definition, arn) => {
      const [family, revision] = definition.split(":");
      return { id: family, arn, family, revision: Number(revision) };
    },
    recognizedBy: [["family"]],
  },
  deletion: null,
  unique: [],
  quota: null,
};
