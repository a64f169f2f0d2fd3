import type { Kind } from "./kind";
import { becomes, fewer, gone, lower, off } from "./protection";

/** The least version of TLS, then the year of its ciphers (Amazon CloudFront Developer Guide, "Supported protocols"). */
function viewerPolicy(name: string): number {
  const [, version = "0", year = "0"] = /^TLSv([\d.]+)(?:_(\d+))?$/.exec(name) ?? [];
  return Number(version) * 10_000 + Number(year);
}

export const cloudfrontDistribution: Kind = {
  noun: "distribution",
  name: null,
  stored: null,
  outage: "static assets are not answered",
  price: { rule: "distribution" },
  protections: [
    {
      attribute: "viewer_certificate.minimum_protocol_version",
      isWeaker: lower(viewerPolicy),
      level: "dangerous",
      title: "accepts weaker TLS",
      why: "Clients may then use versions or ciphers of TLS that can be broken.",
      start: { safe: "TLSv1.2_2018", title: "accepts old TLS", onlyPresent: true },
    },
    {
      attribute: "default_cache_behavior.viewer_protocol_policy",
      isWeaker: becomes("allow-all"),
      level: "blocks",
      title: "gives up TLS",
      why: "Everybody on the way can read and change what is sent.",
      start: { safe: "redirect-to-https", title: "answers without TLS", onlyPresent: true },
    },
    {
      attribute: "ordered_cache_behavior.viewer_protocol_policy",
      isWeaker: becomes("allow-all"),
      level: "blocks",
      title: "gives up TLS",
      why: "Everybody on the way can read and change what is sent.",
      start: { safe: "redirect-to-https", title: "answers without TLS", onlyPresent: true },
    },
    {
      attribute: "origin.custom_origin_config.origin_protocol_policy",
      isWeaker: becomes("http-only"),
      level: "dangerous",
      title: "reaches its origin without TLS",
      why: "Everybody on the way can read and change what is sent.",
      start: { safe: "https-only", onlyPresent: true },
    },
    {
      attribute: "web_acl_id",
      isWeaker: gone,
      level: "blocks",
      title: "gives up its web ACL",
      why: "What it stopped until now reaches the services.",
    },
    {
      attribute: "origin.origin_access_control_id",
      isWeaker: gone,
      level: "dangerous",
      title: "no longer proves to its origin who it is",
      why: "The origin either refuses it, or has to let everybody in.",
    },
    {
      attribute: "enabled",
      isWeaker: off,
      level: "dangerous",
      title: "no longer serves requests",
      why: "Its hosts are down.",
    },
    {
      attribute: "aliases",
      isWeaker: fewer,
      level: "dangerous",
      title: "no longer answers for a host",
      why: "Whoever asks for it is refused.",
    },
  ],
  ignored: [],
  import: { by: [["aliases"]] },
  writeOnly: null,
  arns: ["cloudfront:distribution"],
  recovery: { byName: null, byArn: "id", recognizedBy: [["aliases"], ["comment"]] },
  deletion: null,
  unique: [],
  quota: null,
};
