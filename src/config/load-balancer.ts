import { z } from "zod";

import { cidr, host, logRetentionDays, port, wholeNumber } from "./fields";
import { defaultWebAcl, webAclSchema } from "./web-acl";

const settings = z.strictObject({
  /**
   * Whether clients come from the internet or from the VPC.
   * @costs by the hour and by use; one that faces the internet also for its public addresses
   */
  scheme: z.enum(["internet-facing", "internal"]),
  /** Who may connect to ports 80 and 443. @default everybody for "internet-facing", the VPC for "internal" */
  allowedCidrs: z.array(cidr).min(1).optional(),
  /**
   * Where blue/green deployments show new tasks before anybody else sees them.
   * @default none
   */
  testListener: z
    .strictObject({
      /** The port of the test listener. @default 8443 */
      port: port.default(8443),
      /** Who may connect; never everybody. */
      allowedCidrs: z
        .array(
          cidr.refine(
            (range) => !range.endsWith("/0"),
            "a test listener is not for everybody; name the ranges that may connect",
          ),
        )
        .min(1, "expected at least one range"),
    })
    .optional(),
  /** Target groups without targets that others have written down, each with its protocol. @default {} */
  defaultTargetGroups: z.record(z.string(), z.enum(["HTTP", "HTTPS"])).default({}),
  /** Hosts that are only redirected, each with its target. They get DNS records and a place in the certificate. @default {} */
  redirects: z.record(host, host).default({}),
  /**
   * What TLS clients may speak. Policies without TLS 1.2 or newer are refused.
   * @default "ELBSecurityPolicy-TLS13-1-2-2021-06"
   */
  tlsPolicy: z
    .string()
    .regex(
      /^ELBSecurityPolicy-(TLS13-1-[23]|FS-1-2|TLS-1-2)-/,
      "expected a policy of TLS 1.2 or newer, as in ELBSecurityPolicy-TLS13-1-2-2021-06",
    )
    .default("ELBSecurityPolicy-TLS13-1-2-2021-06"),
  /** After how long a connection without data is closed. @default 60 */
  idleTimeoutSeconds: wholeNumber(1, 4000, "seconds").default(60),
  /** Days that access logs stay in their bucket. @default 90 */
  accessLogRetentionDays: logRetentionDays.default(90),
  /**
   * What AWS WAF refuses.
   * @creates `aws_wafv2_web_acl`
   * @costs by the month for it and each of its rules, and by the request
   * @default everything that it can for "internet-facing", "none" for "internal"
   */
  webAcl: webAclSchema.optional(),
});

/** An application load balancer that services can be reached through. */
export const loadBalancerSchema = settings.transform(({ webAcl, ...loadBalancer }) => ({
  ...loadBalancer,
  webAcl: webAcl ?? (loadBalancer.scheme === "internet-facing" ? defaultWebAcl() : ("none" as const)),
}));

export type LoadBalancer = z.output<typeof loadBalancerSchema>;
