import type { Kind } from "./kind";

export const ecrRepository: Kind = {
  noun: "repository",
  name: "name",
  stored: { loss: "its images, which running services need to start tasks", isRecreatable: false },
  outage: null,
  price: "charged",
};
