import type { Kind } from "./kind";
import { becomes, off, on, oneMistake } from "./protection";

export const lb: Kind = {
  noun: "load balancer",
  name: "name",
  stored: null,
  outage: "requests fail, and its address changes",
  price: { rule: "loadBalancer" },
  protections: [
    {
      attribute: "enable_deletion_protection",
      isWeaker: off,
      level: "dangerous",
      title: "gives up deletion protection",
      why: oneMistake,
    },
    {
      attribute: "drop_invalid_header_fields",
      isWeaker: off,
      level: "dangerous",
      title: "lets invalid headers through",
      why: "They are a way to smuggle requests past the load balancer.",
    },
    {
      attribute: "desync_mitigation_mode",
      isWeaker: becomes("monitor"),
      level: "dangerous",
      title: "lets ambiguous requests through",
      why: "They are a way to smuggle requests past the load balancer.",
    },
    {
      attribute: "enable_waf_fail_open",
      isWeaker: on,
      level: "dangerous",
      title: "answers without its web ACL when that fails",
      why: "What it stopped until now reaches the services.",
    },
    {
      attribute: "access_logs.enabled",
      isWeaker: off,
      level: "dangerous",
      title: "writes no access log any more",
      why: "Nobody sees who came.",
    },
  ],
  ignored: [],
  import: { by: [["name"]], formerTypes: ["aws_alb"] },
  writeOnly: null,
  arns: ["elasticloadbalancing:loadbalancer"],
  recovery: { byName: null, byArn: "arn", recognizedBy: null },
  deletion: "elbv2 delete-load-balancer --load-balancer-arn {arn}",
  unique: [{ noun: "name", of: ["name"] }],
  quota: { name: "Application Load Balancers", service: "elasticloadbalancing", code: "L-53DA6B97" },
};
