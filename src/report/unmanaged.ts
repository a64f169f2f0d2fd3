import { dollars } from "../cost/amounts";
import { command, npmRun } from "./commands";
import { type Context, itemsOf } from "./component";
import type { Facts, UnmanagedFact } from "./facts";
import { type Cell, code, type Pending, type Section, text } from "./model";
import { unreadable } from "./unreadable";

/** How many resources a sentence names. */
const named = 5;

/** What carries the environment's tags and is not in its state, as a section of its own. */
export function unmanagedSection(context: Context): Section[] {
  const { facts, words } = context;
  const { unmanaged, stack } = facts;
  const about = { id: "unmanaged", title: words.headings.unmanaged };
  const note = (state: Section["state"], value: string): Section[] => [
    { ...about, state, content: { kind: "note", text: value } },
  ];
  if (unmanaged.kind === "unreadable")
    return note({ text: words.notRead, tone: "warning" }, words.unreadable(unmanaged.reason));
  if (stack.lock) return note({ text: "?", tone: "quiet" }, words.unmanaged.deploying);
  if (unmanaged.items.length === 0)
    return stack.deployed === undefined ? [] : note({ text: "0", tone: "good" }, words.unmanaged.none);
  const withDeletion = !needsRecovery(facts);
  const columns = words.unmanaged.columns.slice(0, withDeletion ? undefined : -1);
  const rows = unmanaged.items.map((fact) => [
    code(fact.arn),
    text(fact.monthly === undefined ? words.unmanaged.notPriced : dollars(fact.monthly)),
    ...(withDeletion ? [deletionCell(fact, context)] : []),
  ]);
  return [
    {
      ...about,
      state: { text: String(unmanaged.items.length), tone: "warning" },
      content: { kind: "table", table: { columns, rows } },
    },
  ];
}

function deletionCell({ deletion, backupsMayNeedIt }: UnmanagedFact, { words }: Context): Cell {
  if (backupsMayNeedIt) return text(words.unmanaged.backups);
  return deletion === undefined ? text(words.unmanaged.noCommand) : code(deletion);
}

/** Whether what is not in the state may be what the state lacks: it is brought into it before anything is deleted. */
function needsRecovery({ stack: { deployed, missing } }: Facts): boolean {
  return deployed === undefined || missing.length > 0;
}

/** What the state lacks is brought into it first; what is then left is looked at, and deleted. */
export function unmanagedPending(context: Context): Pending[] {
  const { facts, words } = context;
  const { unmanaged, environment, stack } = facts;
  if (unmanaged.kind === "unreadable") return [unreadable(words.headings.unmanaged, unmanaged.reason, context)];
  const items = itemsOf(unmanaged);
  // Terraform stores its state only now and then: what a running deploy has created may not be in it yet.
  if (items.length === 0 || stack.lock) return [];
  if (needsRecovery(facts)) {
    const some = items.slice(0, named).map(({ arn }) => arn);
    return [
      {
        ...{ severity: "warning", subject: environment },
        ...{ text: words.pending.unrecovered(items.length, some), command: npmRun("recover", environment) },
      },
    ];
  }
  return items.map(({ arn, monthly, deletion }: UnmanagedFact) => ({
    ...{ severity: "warning", subject: arn },
    text: words.pending.unmanaged(monthly === undefined ? undefined : dollars(monthly)),
    command: deletion ?? command("aws resourcegroupstaggingapi get-resources --resource-arn-list", arn),
  }));
}
