import type { Component, Context } from "../component";
import { type Pending, type Section, type Severity, severities, type Tone } from "../model";
import { unreadable } from "../unreadable";
import { alarms } from "./alarms";
import { certificates } from "./certificates";
import { clusters } from "./clusters";
import { databases } from "./databases";
import { loadBalancers } from "./load-balancers";
import { logGroups } from "./log-groups";
import { records } from "./records";
import { roles } from "./roles";
import { secrets } from "./secrets";
import { services } from "./services";
import { targetGroups } from "./target-groups";
import { vaults } from "./vaults";

/** What a report says of one component, whatever it is. */
export interface ComponentReport {
  readonly title: string;
  /** `undefined` when it could not be read. */
  readonly counts: { readonly declared: number; readonly there: number; readonly well: number } | undefined;
  readonly pending: readonly Pending[];
  readonly section: Section;
}

/** Every component that an environment has, in the order in which a request meets them. */
export function componentReports(context: Context): ComponentReport[] {
  return [
    of(clusters, context),
    of(services, context),
    of(loadBalancers, context),
    of(targetGroups, context),
    of(certificates, context),
    of(records, context),
    of(secrets, context),
    of(roles, context),
    of(logGroups, context),
    of(databases, context),
    of(vaults, context),
    of(alarms, context),
  ].flat();
}

function of<T>(component: Component<T>, context: Context): ComponentReport[] {
  const { facts, words } = context;
  const { title, columns } = words.components[component.id];
  const found = component.read(facts);
  const about = { id: component.id, title };
  if (found.kind === "unreadable") return [unread(about, found.reason, context)];
  if (found.items.length === 0) return [];
  const judged = found.items.map((item) => ({ item, pending: component.pending(item, context) }));
  const well = judged.filter(({ pending }) => pending.every(({ severity }) => severity === "info")).length;
  const there = found.items.filter(component.isThere).length;
  const rows = judged.toSorted(worstFirst).map(({ item }) => component.row(item, context));
  const withPending = judged.filter((one) => one.pending.length > 0).length;
  const pending = judged.flatMap((one) => one.pending);
  const counts = { declared: found.items.length, there, well };
  const state = { text: words.wellOf(well, found.items.length), tone: toneOf(pending) };
  return [
    {
      title,
      counts,
      pending,
      section: { ...about, state, content: { kind: "table", table: { columns, rows, withPending } } },
    },
  ];
}

function unread(about: { id: string; title: string }, reason: string, context: Context): ComponentReport {
  const { words } = context;
  return {
    title: about.title,
    counts: undefined,
    pending: [unreadable(about.title, reason, context)],
    section: {
      ...about,
      state: { text: words.notRead, tone: "warning" },
      content: { kind: "note", text: words.unreadable(reason) },
    },
  };
}

/** What a reader must see stands above what is well. */
function worstFirst(one: { pending: readonly Pending[] }, other: { pending: readonly Pending[] }): number {
  return rank(one.pending) - rank(other.pending);
}

function rank(pending: readonly Pending[]): number {
  return Math.min(severities.length, ...pending.map(({ severity }) => severities.indexOf(severity)));
}

function toneOf(pending: readonly Pending[]): Tone {
  const worst: Severity | undefined = severities[rank(pending)];
  return worst === undefined || worst === "info" ? "good" : worst;
}
