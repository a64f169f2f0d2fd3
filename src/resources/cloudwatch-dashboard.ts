import type { Kind } from "./kind";

export const cloudwatchDashboard: Kind = {
  noun: "dashboard",
  name: "dashboard_name",
  stored: null,
  outage: null,
  price: "charged",
};
