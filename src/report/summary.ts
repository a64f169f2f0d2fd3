import { type Context, itemsOf } from "./component";
import { toneOfTasks } from "./components/services";
import type { Figure, Pending, Severity, Tone } from "./model";

/** The environment in a few sentences. */
export function summaryOf(context: Context, pending: readonly Pending[]): string[] {
  const { facts, words } = context;
  const { stack, services, targetGroups, alarms } = facts;
  const { summary } = words;
  const lock = stack.lock ? [summary.lock(stack.lock.who, words.time(stack.lock.since), stack.lock.operation)] : [];
  const left = words.pendingCounts(...countsOf(pending));
  if (stack.deployed === undefined) return [...lock, summary.absent(stack.declared), left];
  const { well, all, running, desired } = servicesIn(context);
  const { healthy, targets } = targetsIn(context);
  return [
    ...lock,
    summary.resources(stack.deployed, stack.declared),
    ...(services.kind === "read" && all > 0 ? [summary.services(well, all, running, desired)] : []),
    ...(targetGroups.kind === "read" && targetGroups.items.length > 0 ? [summary.targets(healthy, targets)] : []),
    ...(alarms.kind === "read" && alarms.items.length > 0
      ? [summary.alarms(ringing(context), alarms.items.length)]
      : []),
    ...certificateSentence(context),
    ...itemsOf(facts.databases).flatMap(({ name, live }) =>
      live?.latestRestorableAt === undefined ? [] : [summary.backups(name, words.time(live.latestRestorableAt))],
    ),
    ...unreadableSentence(context),
    left,
  ];
}

/** The numbers that stand above everything else. */
export function figuresOf(context: Context, pending: readonly Pending[]): Figure[] {
  const { facts, words } = context;
  const { figures } = words;
  const { stack } = facts;
  const [critical] = countsOf(pending);
  const deployed = stack.deployed ?? 0;
  const { well, all, running, desired } = servicesIn(context);
  const { healthy, targets } = targetsIn(context);
  const on = ringing(context);
  return [
    { label: figures.critical, value: String(critical), tone: critical === 0 ? "good" : "critical" },
    ...(facts.services.kind === "read"
      ? [
          { label: figures.services, value: `${well}/${all}`, tone: toneOfShare(well, all) },
          { label: figures.tasks, value: `${running}/${desired}`, tone: toneOfShare(running, desired) },
        ]
      : []),
    ...(facts.targetGroups.kind === "read"
      ? [{ label: figures.targets, value: `${healthy}/${targets}`, tone: toneOfShare(healthy, targets) }]
      : []),
    ...(facts.alarms.kind === "read"
      ? [{ label: figures.alarms, value: String(on), tone: on === 0 ? ("good" as const) : ("critical" as const) }]
      : []),
    {
      label: figures.resources,
      value: `${deployed}/${stack.declared}`,
      tone: deployed < stack.declared ? "warning" : "quiet",
    },
  ];
}

function toneOfShare(part: number, all: number): Tone {
  if (part >= all) return all === 0 ? "quiet" : "good";
  return part === 0 ? "critical" : "warning";
}

function servicesIn({ facts }: Context): { well: number; all: number; running: number; desired: number } {
  const services = itemsOf(facts.services);
  const live = services.flatMap((service) => service.live ?? []);
  const sum = (amount: (one: (typeof live)[number]) => number): number =>
    live.reduce((total, one) => total + amount(one), 0);
  return {
    well: live.filter((service) => ["good", "quiet"].includes(toneOfTasks(service))).length,
    all: services.length,
    running: sum(({ running }) => running),
    desired: sum(({ desired }) => desired),
  };
}

function targetsIn({ facts }: Context): { healthy: number; targets: number } {
  const live = itemsOf(facts.targetGroups).flatMap((group) => group.live ?? []);
  return {
    healthy: live.reduce((total, group) => total + group.healthy, 0),
    targets: live.reduce((total, { healthy, unhealthy, changing }) => total + healthy + unhealthy + changing, 0),
  };
}

function ringing({ facts }: Context): number {
  return itemsOf(facts.alarms).filter(({ live }) => live?.state === "ALARM").length;
}

function certificateSentence({ facts, words }: Context): string[] {
  const ends = itemsOf(facts.certificates).flatMap(({ domain, live }) =>
    live?.expiresAt === undefined ? [] : [{ domain, at: live.expiresAt }],
  );
  const [first] = ends.toSorted((one, other) => (one.at < other.at ? -1 : 1));
  return first ? [words.summary.certificate(first.domain, words.time(first.at))] : [];
}

function unreadableSentence({ facts, words }: Context): string[] {
  const parts = Object.entries(words.components).flatMap(([id, { title }]) =>
    facts[id as keyof typeof words.components].kind === "unreadable" ? [title] : [],
  );
  return parts.length === 0 ? [] : [words.summary.unreadable(parts)];
}

function countsOf(pending: readonly Pending[]): [critical: number, warning: number, info: number] {
  const count = (severity: Severity): number => pending.filter((one) => one.severity === severity).length;
  return [count("critical"), count("warning"), count("info")];
}
