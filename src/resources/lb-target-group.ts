import type { Kind } from "./kind";
import { off, otherThan } from "./protection";

export const lbTargetGroup: Kind = {
  noun: "target group",
  name: "name",
  stored: null,
  outage: "its service gets no requests",
  price: { free: "a setting of what it belongs to, which is counted" },
  protections: [
    {
      attribute: "protocol",
      isWeaker: otherThan("HTTPS"),
      level: "dangerous",
      title: "gives up TLS to the tasks",
      why: "Traffic inside the network is then readable there.",
    },
    {
      attribute: "health_check.enabled",
      isWeaker: off,
      level: "dangerous",
      title: "no longer looks whether targets are well",
      why: "Requests go to tasks that cannot answer them.",
    },
  ],
  ignored: [
    {
      attribute: "port",
      owner: "ECS",
      why: "ECS registers each task with its container's port; another default would replace a group that is in use",
    },
    {
      attribute: "name",
      owner: "ECS",
      why: "a group keeps its name, with the port it began with, until another protocol or VPC replaces it",
    },
  ],
  import: { by: [["name"]], formerTypes: ["aws_alb_target_group"] },
  writeOnly: null,
  arns: ["elasticloadbalancing:targetgroup"],
  recovery: { byName: null, byArn: "arn", recognizedBy: null },
  deletion: "elbv2 delete-target-group --target-group-arn {arn}",
  unique: [{ noun: "name", of: ["name"] }],
  quota: { name: "target groups", service: "elasticloadbalancing", code: "L-B22855CB" },
};
