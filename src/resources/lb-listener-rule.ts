import type { Kind } from "./kind";
import { signsInNoLonger } from "./protection";

export const lbListenerRule: Kind = {
  noun: "listener rule",
  name: null,
  stored: null,
  outage: "requests for its hosts are answered with 404",
  price: { free: "counted in the load balancer's capacity units" },
  protections: [
    {
      attribute: "action.type",
      isWeaker: signsInNoLonger,
      level: "blocks",
      title: "no longer asks users to sign in",
      why: "Anybody who reaches it is let in.",
    },
  ],
  ignored: [
    {
      attribute: "action",
      owner: "CodeDeploy",
      why: "a blue/green deployment moves requests by rewriting the rule's target groups and weights",
    },
  ],
  import: {
    by: [
      ["listener_arn", "condition"],
      ["listener_arn", "priority"],
    ],
    formerTypes: ["aws_alb_listener_rule"],
  },
  writeOnly: null,
  arns: ["elasticloadbalancing:listener-rule"],
  recovery: { byName: null, byArn: "arn", recognizedBy: null },
  deletion: "elbv2 delete-rule --rule-arn {arn}",
  unique: [{ noun: "priority", of: ["priority"], within: ["listener_arn"] }],
  quota: null,
};
