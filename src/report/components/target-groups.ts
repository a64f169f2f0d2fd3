import { command, npmRun } from "../commands";
import { type Component, type Context, itemsOf } from "../component";
import type { TargetGroupFact } from "../facts";
import { code, nothing, number, type Severity, status, text, type Tone } from "../model";

type State = "missing" | "idle" | "empty" | "starting" | "unhealthy" | "partly" | "healthy";

const tones: Readonly<Record<State, Tone>> = {
  missing: "critical",
  idle: "quiet",
  empty: "critical",
  starting: "warning",
  unhealthy: "critical",
  partly: "warning",
  healthy: "good",
};

const severityOf: Readonly<Partial<Record<State, Severity>>> = {
  missing: "critical",
  empty: "critical",
  unhealthy: "critical",
  partly: "warning",
  starting: "info",
};

export const targetGroups: Component<TargetGroupFact> = {
  id: "targetGroups",
  read: (facts) => facts.targetGroups,
  isThere: ({ live }) => live !== undefined,
  row: (group, context) => {
    const { words } = context;
    const { name, service, live } = group;
    const state = stateOf(group, context);
    return [
      code(name),
      service === undefined ? nothing : code(service),
      status(tones[state], words.targetStates[state]),
      live ? number(live.healthy) : nothing,
      live ? number(live.unhealthy) : nothing,
      live ? number(live.changing) : nothing,
      live && live.reasons.length > 0 ? text(live.reasons.join("; ")) : nothing,
    ];
  },
  pending: (group, context) => {
    const { words, facts } = context;
    const { name, service, live } = group;
    const state = stateOf(group, context);
    const severity = severityOf[state];
    if (severity === undefined) return [];
    if (!live)
      return [
        {
          ...{ severity, subject: name },
          text: words.pending.missing(words.one.targetGroups),
          command: npmRun("deploy", facts.environment),
        },
      ];
    return [
      {
        ...{ severity, subject: name },
        text: words.pending.targets(words.targetStates[state], live.healthy, live.unhealthy, live.reasons[0]),
        command:
          service === undefined
            ? command("aws elbv2 describe-target-health --target-group-arn", live.arn)
            : npmRun("logs", facts.environment, service),
      },
    ];
  },
};

/** Of a blue/green service one group is always idle, and default groups are empty on purpose. */
function stateOf({ live }: TargetGroupFact, { facts }: Context): State {
  if (!live) return "missing";
  const { arn, healthy, unhealthy, changing } = live;
  if (unhealthy > 0) return healthy > 0 ? "partly" : "unhealthy";
  if (healthy > 0) return "healthy";
  if (changing > 0) return "starting";
  const using = itemsOf(facts.services).filter((service) => service.live?.targetGroups.includes(arn));
  return using.some((service) => (service.live?.desired ?? 0) > 0) ? "empty" : "idle";
}
