import type { Kind } from "./kind";

export const schedulerSchedule: Kind = {
  noun: "schedule",
  name: "name",
  stored: null,
  outage: null,
  price: "charged",
};
