import { npmRun } from "../commands";
import { type Component, type Context, daysBetween } from "../component";
import type { CertificateFact } from "../facts";
import { code, nothing, type Pending, type Severity, status, text, type Tone } from "../model";

// ACM renews 60 days before the end by itself: what is not renewed 30 days before needs an operator.
const lateDays = 30;
const tooLateDays = 7;

export const certificates: Component<CertificateFact> = {
  id: "certificates",
  read: (facts) => facts.certificates,
  isThere: ({ live }) => live !== undefined,
  row: (certificate, context) => {
    const { words } = context;
    const { domain, names, region, live } = certificate;
    if (!live) return [code(domain), status("critical", words.states.missing), nothing, nothing, text(region)];
    const tone: Tone = worst(pendingOf(certificate, context));
    const days = live.expiresAt === undefined ? undefined : daysBetween(context.facts.readAt, live.expiresAt);
    return [
      code(domain),
      status(tone, live.status),
      live.expiresAt === undefined ? nothing : text(words.expiry(live.expiresAt, days)),
      names.length > 1 ? code(names.filter((name) => name !== domain).join(", ")) : nothing,
      text(region),
    ];
  },
  pending: pendingOf,
};

function pendingOf({ domain, live }: CertificateFact, { words, facts }: Context): Pending[] {
  const deploy = npmRun("deploy", facts.environment);
  const finding = (severity: Severity, what: string, fix = deploy): Pending[] => [
    { severity, subject: domain, text: what, command: fix },
  ];
  if (!live) return finding("critical", words.pending.missing(words.one.certificates));
  const days = live.expiresAt === undefined ? undefined : daysBetween(facts.readAt, live.expiresAt);
  if (live.status === "PENDING_VALIDATION")
    return finding("critical", words.pending.unproven(live.unproven), npmRun("preflight", facts.environment));
  if (live.status !== "ISSUED" || (days !== undefined && days < 0))
    return finding("critical", words.pending.certificateStatus(live.status, live.failure));
  if (days === undefined || days >= lateDays) return [];
  // AWS renews what it finds proven, and a deploy puts back the records that prove it.
  return finding(days < tooLateDays ? "critical" : "warning", words.pending.expires(days, live.renewal));
}

function worst(pending: readonly Pending[]): Tone {
  const [first] = pending;
  return first === undefined ? "good" : first.severity === "info" ? "quiet" : first.severity;
}
