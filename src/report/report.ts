import { command, npmRun } from "./commands";
import { type Context, itemsOf } from "./component";
import { componentReports, type ComponentReport } from "./components/all";
import { driftOf } from "./drift";
import type { Facts } from "./facts";
import {
  code,
  number,
  type Pending,
  type Report,
  type Section,
  severities,
  type Table,
  text,
  type UsefulCommand,
  type Verdict,
} from "./model";
import { stackPending } from "./stack-pending";
import { figuresOf, summaryOf } from "./summary";
import { unmanagedSection } from "./unmanaged";
import { type Language, languages } from "./words/languages";

/** Tells the facts in a language: what matters first, then each component, then what to do with them. */
export function report(facts: Facts, language: Language): Report {
  const context: Context = { facts, words: languages[language] };
  const components = componentReports(context);
  const pending = pendingOf(context, components);
  const verdict = verdictOf(facts, pending);
  return {
    environment: facts.environment,
    accountId: facts.accountId,
    region: facts.region,
    readAt: facts.readAt,
    verdict,
    headline: `${facts.environment}: ${context.words.verdicts[verdict]}`,
    summary: summaryOf(context, pending),
    figures: figuresOf(context, pending),
    pending,
    totals: totalsOf(context, components),
    unread: unreadIn(context, components),
    sections: [...components.map(({ section }) => section), ...driftSection(context), ...unmanagedSection(context)],
    commands: commandsOf(context),
    dashboard: facts.dashboard,
    effort: facts.effort,
  };
}

/** What was never deployed has one thing to do, not one for each thing that is not there. */
function pendingOf(context: Context, components: readonly ComponentReport[]): Pending[] {
  const all =
    context.facts.stack.deployed === undefined
      ? stackPending(context)
      : [...stackPending(context), ...components.flatMap(({ pending }) => pending)];
  return all.toSorted((one, other) => severities.indexOf(one.severity) - severities.indexOf(other.severity));
}

function unreadIn(
  { facts: { blueGreen, unmanaged }, words }: Context,
  components: readonly ComponentReport[],
): string[] {
  return [
    ...components.filter(({ counts }) => counts === undefined).map(({ title }) => title),
    ...(blueGreen.kind === "unreadable" ? ["CodeDeploy"] : []),
    ...(unmanaged.kind === "unreadable" ? [words.headings.unmanaged] : []),
  ];
}

function verdictOf({ stack }: Facts, pending: readonly Pending[]): Verdict {
  if (stack.lock) return "deploying";
  if (stack.deployed === undefined) return "absent";
  if (pending.some(({ severity }) => severity === "critical")) return "critical";
  return pending.some(({ severity }) => severity === "warning") ? "attention" : "well";
}

function totalsOf({ facts, words }: Context, components: readonly ComponentReport[]): Table {
  const { declared, deployed = 0 } = facts.stack;
  const unknown = text("?");
  return {
    columns: words.totals.columns,
    rows: [
      ...components.map(({ title, counts }) =>
        counts
          ? [text(title), number(counts.declared), number(counts.there), number(counts.well)]
          : [text(title), unknown, unknown, unknown],
      ),
      [text(words.totals.all), number(declared), number(deployed), text("")],
    ],
  };
}

function driftSection({ facts, words }: Context): Section[] {
  if (facts.stack.deployed === undefined) return [];
  const differences = driftOf(facts);
  const about = { id: "drift", title: words.headings.drift };
  if (differences.length === 0)
    return [{ ...about, state: { text: "0", tone: "good" }, content: { kind: "note", text: words.drift.none } }];
  const rows = differences.map(({ subject, setting, declared, live }) => [
    code(subject),
    code(setting),
    code(declared),
    code(live),
  ]);
  return [
    {
      ...about,
      state: { text: String(differences.length), tone: "warning" },
      content: { kind: "table", table: { columns: words.drift.columns, rows } },
    },
  ];
}

function commandsOf(context: Context): UsefulCommand[] {
  const { facts, words } = context;
  const { environment } = facts;
  const { commands } = words;
  const services = itemsOf(facts.services);
  const first = services[0]?.key;
  const reachable = services.find(({ exec }) => exec === "enabled")?.key;
  const cluster = itemsOf(facts.clusters)[0]?.name;
  return [
    { text: commands.status, command: npmRun("status", environment) },
    { text: commands.watch, command: npmRun("report", environment, "--watch") },
    { text: commands.review, command: npmRun("review", environment) },
    { text: commands.preflight, command: npmRun("preflight", environment) },
    { text: commands.deploy, command: npmRun("deploy", environment) },
    ...(first === undefined
      ? []
      : [
          { text: commands.logs(first), command: npmRun("logs", environment, first) },
          { text: commands.restart(first), command: npmRun("restart", environment, first) },
          { text: commands.rollback(first), command: npmRun("rollback", environment, first) },
        ]),
    ...(reachable === undefined
      ? []
      : [{ text: commands.exec(reachable), command: npmRun("exec", environment, reachable) }, ...tunnelOf(context)]),
    ...(cluster === undefined ? [] : [{ text: "ECS", command: command("aws ecs list-services --cluster", cluster) }]),
  ];
}

/** A way to the database, or to the first of several, which must be named. */
function tunnelOf({ facts, words }: Context): UsefulCommand[] {
  const [first, ...others] = itemsOf(facts.databases);
  if (first === undefined) return [];
  const named = others.length === 0 ? [] : [first.declared ? "database" : first.name];
  return [{ text: words.commands.tunnel, command: npmRun("tunnel", facts.environment, ...named) }];
}
