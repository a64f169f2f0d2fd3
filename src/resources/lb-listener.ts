import { isRecord } from "../terraform-json/record";
import type { Shown } from "../terraform-json/shown";
import type { Kind } from "./kind";
import { lower, otherThan, signsInNoLonger } from "./protection";

/** The least version of TLS in a policy's name; below that, policies with older ciphers (ELB, "Security policies"). */
function listenerPolicy(name: string): number {
  const version = /(?:TLS13|TLS|FS)-1-(\d)/.exec(name)?.[1];
  return Number(version ?? 0) - (name.includes("-Ext") ? 0.5 : 0);
}

function forwards(actions: Shown): boolean {
  return Array.isArray(actions) && actions.some((action: Shown) => isRecord(action) && action.type === "forward");
}

export const lbListener: Kind = {
  noun: "listener",
  name: null,
  stored: null,
  outage: "requests to its port fail",
  price: { free: "a setting of what it belongs to, which is counted" },
  protections: [
    {
      attribute: "protocol",
      isWeaker: otherThan("HTTPS"),
      level: "blocks",
      title: "gives up TLS",
      why: "Everybody on the way can read and change what is sent.",
      start: {
        safe: "HTTPS",
        title: "answers without TLS",
        unless: ({ protocol, default_action: action }) => protocol !== "HTTP" || !forwards(action),
      },
    },
    {
      attribute: "ssl_policy",
      isWeaker: lower(listenerPolicy),
      level: "dangerous",
      title: "accepts weaker TLS",
      why: "Clients may then use versions or ciphers of TLS that can be broken.",
      start: {
        safe: "ELBSecurityPolicy-TLS-1-2-2017-01",
        title: "accepts old TLS",
        unless: ({ protocol }) => protocol !== "HTTPS" && protocol !== "TLS",
      },
    },
    {
      attribute: "default_action.type",
      isWeaker: otherThan("redirect"),
      level: "dangerous",
      title: "answers what it redirected until now",
      why: "A listener that redirects is there to lead to TLS; whatever it answers itself goes without.",
    },
    {
      attribute: "mutual_authentication.mode",
      isWeaker: otherThan("verify"),
      level: "blocks",
      title: "no longer asks clients for their certificate",
      why: "Anybody who reaches it is let in.",
    },
    {
      attribute: "default_action.type",
      isWeaker: signsInNoLonger,
      level: "blocks",
      title: "no longer asks users to sign in",
      why: "Anybody who reaches it is let in.",
    },
  ],
  ignored: [],
  import: { by: [["load_balancer_arn", "port"]], formerTypes: ["aws_alb_listener"] },
  writeOnly: null,
  arns: ["elasticloadbalancing:listener"],
  recovery: { byName: null, byArn: "arn", recognizedBy: null },
  deletion: "elbv2 delete-listener --listener-arn {arn}",
  unique: [{ noun: "port", of: ["port"], within: ["load_balancer_arn"] }],
  quota: null,
};
