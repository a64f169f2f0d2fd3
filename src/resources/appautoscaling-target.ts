import type { Kind } from "./kind";
import { none } from "./protection";

export const appautoscalingTarget: Kind = {
  noun: "scaling target",
  name: null,
  stored: null,
  outage: null,
  price: { free: "auto scaling is free" },
  protections: [
    {
      attribute: "min_capacity",
      isWeaker: none,
      level: "dangerous",
      title: "may run no task at all",
      why: "Nobody is answered then.",
    },
    {
      attribute: "max_capacity",
      isWeaker: none,
      level: "dangerous",
      title: "may run no task at all",
      why: "Nobody is answered then.",
    },
  ],
  ignored: [
    {
      attribute: "min_capacity",
      owner: "scheduled scaling",
      why: "a schedule sets the limits; a deploy must not set them back",
    },
    {
      attribute: "max_capacity",
      owner: "scheduled scaling",
      why: "a schedule sets the limits; a deploy must not set them back",
    },
  ],
  import: {
    by: [["resource_id", "scalable_dimension", "service_namespace"]],
    id: "{service_namespace}/{resource_id}/{scalable_dimension}",
  },
  writeOnly: null,
  arns: [],
  recovery: {
    byName: { id: "{resource_id}", needs: ["resource_id", "scalable_dimension", "service_namespace"] },
    byArn: null,
    recognizedBy: null,
  },
  deletion: null,
  unique: [],
  quota: null,
};
