import type { Shown } from "../../masks";
import { listOf, recordOf } from "../../text";
import {
  becomes,
  emptied,
  fewer,
  fromStart,
  gone,
  type IsWeaker,
  lower,
  off,
  on,
  oneMistake,
  otherThan,
  type Protection,
  row,
  startsWith,
} from "./protection";

const onTheWay = "Everybody on the way can read and change what is sent.";
const oldTls = "Clients may then use versions or ciphers of TLS that can be broken.";
const unfiltered = "What it stopped until now reaches the services.";
const asks: IsWeaker = (from, to) => startsWith("authenticate-")(from) && !startsWith("authenticate-")(to);

/** The least version of TLS in a policy's name; below that, policies with older ciphers (ELB, "Security policies"). */
function listenerPolicy(name: string): number {
  const version = /(?:TLS13|TLS|FS)-1-(\d)/.exec(name)?.[1];
  return Number(version ?? 0) - (name.includes("-Ext") ? 0.5 : 0);
}

function forwards(actions: Shown): boolean {
  return listOf(actions).some((action) => recordOf(action).type === "forward");
}

/** The least version of TLS, then the year of its ciphers (Amazon CloudFront Developer Guide, "Supported protocols"). */
function viewerPolicy(name: string): number {
  const [, version = "0", year = "0"] = /^TLSv([\d.]+)(?:_(\d+))?$/.exec(name) ?? [];
  return Number(version) * 10_000 + Number(year);
}

const loadBalancers: readonly Protection[] = [
  row("aws_lb", "enable_deletion_protection", off, "dangerous", "gives up deletion protection", oneMistake),
  row(
    "aws_lb",
    "drop_invalid_header_fields",
    off,
    "dangerous",
    "lets invalid headers through",
    "They are a way to smuggle requests past the load balancer.",
  ),
  row(
    "aws_lb",
    "desync_mitigation_mode",
    becomes("monitor"),
    "dangerous",
    "lets ambiguous requests through",
    "They are a way to smuggle requests past the load balancer.",
  ),
  row("aws_lb", "enable_waf_fail_open", on, "dangerous", "answers without its web ACL when that fails", unfiltered),
  row("aws_lb", "access_logs.enabled", off, "dangerous", "writes no access log any more", "Nobody sees who came."),
  fromStart("HTTPS", row("aws_lb_listener", "protocol", otherThan("HTTPS"), "blocks", "gives up TLS", onTheWay), {
    title: "answers without TLS",
    unless: ({ protocol, default_action: action }) => protocol !== "HTTP" || !forwards(action),
  }),
  fromStart(
    "ELBSecurityPolicy-TLS-1-2-2017-01",
    row("aws_lb_listener", "ssl_policy", lower(listenerPolicy), "dangerous", "accepts weaker TLS", oldTls),
    { title: "accepts old TLS", unless: ({ protocol }) => protocol !== "HTTPS" && protocol !== "TLS" },
  ),
  row(
    "aws_lb_listener",
    "default_action.type",
    otherThan("redirect"),
    "dangerous",
    "answers what it redirected until now",
    "A listener that redirects is there to lead to TLS; whatever it answers itself goes without.",
  ),
  row(
    "aws_lb_listener",
    "mutual_authentication.mode",
    otherThan("verify"),
    "blocks",
    "no longer asks clients for their certificate",
    "Anybody who reaches it is let in.",
  ),
  ...["default_action.type", "action.type"].map((attribute) =>
    row(
      attribute === "action.type" ? "aws_lb_listener_rule" : "aws_lb_listener",
      attribute,
      asks,
      "blocks",
      "no longer asks users to sign in",
      "Anybody who reaches it is let in.",
    ),
  ),
  row(
    "aws_lb_target_group",
    "protocol",
    otherThan("HTTPS"),
    "dangerous",
    "gives up TLS to the tasks",
    "Traffic inside the network is then readable there.",
  ),
  row(
    "aws_lb_target_group",
    "health_check.enabled",
    off,
    "dangerous",
    "no longer looks whether targets are well",
    "Requests go to tasks that cannot answer them.",
  ),
];

const cloudFront = "aws_cloudfront_distribution";
const distributions: readonly Protection[] = [
  fromStart(
    "TLSv1.2_2018",
    row(
      cloudFront,
      "viewer_certificate.minimum_protocol_version",
      lower(viewerPolicy),
      "dangerous",
      "accepts weaker TLS",
      oldTls,
    ),
    { title: "accepts old TLS", onlyPresent: true },
  ),
  ...["default_cache_behavior", "ordered_cache_behavior"].map((behavior) =>
    fromStart(
      "redirect-to-https",
      row(cloudFront, `${behavior}.viewer_protocol_policy`, becomes("allow-all"), "blocks", "gives up TLS", onTheWay),
      { title: "answers without TLS", onlyPresent: true },
    ),
  ),
  fromStart(
    "https-only",
    row(
      cloudFront,
      "origin.custom_origin_config.origin_protocol_policy",
      becomes("http-only"),
      "dangerous",
      "reaches its origin without TLS",
      onTheWay,
    ),
    { onlyPresent: true },
  ),
  fromStart(
    "TLS_1_2",
    row(
      "aws_api_gateway_domain_name",
      "security_policy",
      becomes("TLS_1_0"),
      "dangerous",
      "accepts weaker TLS",
      oldTls,
    ),
    { title: "accepts old TLS" },
  ),
  row(cloudFront, "web_acl_id", gone, "blocks", "gives up its web ACL", unfiltered),
  row(
    cloudFront,
    "origin.origin_access_control_id",
    gone,
    "dangerous",
    "no longer proves to its origin who it is",
    "The origin either refuses it, or has to let everybody in.",
  ),
  row(cloudFront, "enabled", off, "dangerous", "answers nobody any more", "Its hosts are down."),
  row(cloudFront, "aliases", fewer, "dangerous", "no longer answers for a host", "Whoever asks for it is refused."),
];

const webAcl = "aws_wafv2_web_acl";
const webAcls: readonly Protection[] = [
  row(webAcl, "rule.name", gone, "dangerous", "drops a rule of the web ACL", unfiltered),
  row(webAcl, "rule.override_action.none", emptied, "dangerous", "only counts what it stopped", unfiltered),
  row(webAcl, "rule.action.block", emptied, "dangerous", "no longer blocks what it blocked", unfiltered),
  row(webAcl, "default_action.block", emptied, "dangerous", "lets in whatever no rule is for", unfiltered),
];

/** Settings of what stands between the internet and the tasks. */
export const edge: readonly Protection[] = [...loadBalancers, ...distributions, ...webAcls];
