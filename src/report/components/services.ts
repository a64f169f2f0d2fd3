import { isPlaceholderImage } from "../../naming/placeholders";
import { command, npmRun } from "../commands";
import { type Component, type Context, itemsOf } from "../component";
import type { Deployment, ServiceFact, ServiceLive } from "../facts";
import { withAdvice } from "../stopped-reasons";
import { type Cell, code, nothing, type Pending, status, text, type Tone } from "../model";

export const services: Component<ServiceFact> = {
  id: "services",
  read: (facts) => facts.services,
  isThere: ({ live }) => live !== undefined,
  row: (service, context) => {
    const { words } = context;
    const { key, live } = service;
    if (!live) return [code(key), status("critical", words.states.missing), nothing, nothing, nothing, nothing];
    return [
      code(key),
      status(toneOfTasks(live), waitsForImage(live) ? words.waitsForImage : words.tasks(live.running, live.desired)),
      code(live.revision),
      live.image === undefined ? nothing : code(live.image),
      deploymentCell(deploymentOf(service, context), context),
      live.stopped.length === 0 ? nothing : text(stoppedText(live, context)),
    ];
  },
  pending: (service, context) => {
    const { words, facts } = context;
    const { key, live } = service;
    const about = { subject: key } as const;
    if (!live)
      return [
        {
          ...{ ...about, severity: "critical" },
          text: words.pending.missing(words.one.services),
          command: npmRun("deploy", facts.environment),
        },
      ];
    if (waitsForImage(live))
      return [
        {
          ...{ ...about, severity: "info" },
          text: words.pending.firstImage,
          command: npmRun("preflight", facts.environment),
        },
      ];
    return [...tasksPending(key, live, context), ...deploymentPending(service, live, context)];
  },
};

/** Whether a service runs no task since no image was pushed and named. */
export function waitsForImage({ desired, running, image }: ServiceLive): boolean {
  return desired === 0 && running === 0 && isPlaceholderImage(image);
}

/** The last deployment of a service, by ECS or by CodeDeploy. */
export function deploymentOf({ key, live }: ServiceFact, { facts }: Context): Deployment | undefined {
  return live?.deployment ?? itemsOf(facts.blueGreen).find(({ service }) => service === key)?.last;
}

export function toneOfTasks({ running, desired }: ServiceLive): Tone {
  if (desired === 0) return "quiet";
  if (running >= desired) return "good";
  return running === 0 ? "critical" : "warning";
}

const toneOfOutcome: Readonly<Record<Deployment["outcome"], Tone>> = {
  succeeded: "good",
  "in progress": "warning",
  failed: "critical",
  "rolled back": "warning",
  stopped: "warning",
};

function deploymentCell(deployment: Deployment | undefined, { words }: Context): Cell {
  if (!deployment) return nothing;
  const { outcome, at } = deployment;
  const when = at === undefined ? "" : `, ${words.time(at)}`;
  return status(toneOfOutcome[outcome], `${words.outcomes[outcome]}${when}`);
}

function stoppedText({ stopped }: ServiceLive, { words }: Context): string {
  return stopped.map(({ count, reason }) => `${words.times(count)}: ${reason}`).join("; ");
}

function tasksPending(key: string, live: ServiceLive, context: Context): Pending[] {
  const { words, facts } = context;
  const { running, desired, stopped } = live;
  const isShort = running < desired;
  if (!isShort && stopped.length === 0) return [];
  const reason = stopped[0]?.reason;
  const why = reason === undefined ? undefined : withAdvice(reason, words);
  return [
    {
      severity: isShort && running === 0 ? "critical" : "warning",
      subject: key,
      text: isShort
        ? words.pending.tasksMissing(running, desired, why)
        : words.pending.tasksStopped(stopped[0]?.count ?? 0, why ?? ""),
      command: commandFor(reason ?? "", facts.environment, key),
    },
  ];
}

/** What helps against a reason that ECS gives. */
function commandFor(reason: string, environment: string, service: string): string {
  if (reason.includes("CannotPullContainer")) return npmRun("preflight", environment);
  const needsSecret = /ResourceInitializationError.*(secret|asm)/is.test(reason);
  return npmRun(needsSecret ? "secrets" : "logs", environment, service);
}

function deploymentPending(service: ServiceFact, live: ServiceLive, context: Context): Pending[] {
  const { words, facts } = context;
  const { environment } = facts;
  const deployment = deploymentOf(service, context);
  if (!deployment || deployment.outcome === "succeeded") return [];
  const { outcome, reason } = deployment;
  const subject = service.key;
  if (outcome === "in progress")
    return [
      {
        severity: "info",
        subject,
        text: words.pending.deploymentRuns,
        command: npmRun("report", environment, "--watch"),
      },
    ];
  const group = itemsOf(facts.blueGreen).find(({ service: key }) => key === service.key);
  const look =
    group?.last === undefined
      ? npmRun("logs", environment, service.key)
      : command("aws deploy get-deployment --deployment-id", group.last.id);
  return [
    {
      severity: outcome === "failed" && live.running < live.desired ? "critical" : "warning",
      subject,
      text: words.pending.deploymentEnded(words.outcomes[outcome], reason),
      command: look,
    },
  ];
}
