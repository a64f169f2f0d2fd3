import { dollars } from "../cost/amounts";
import { command, npmRun } from "./commands";
import { type Context, itemsOf } from "./component";
import type { UnmanagedFact } from "./facts";
import { code, type Pending, type Section, text } from "./model";
import { unreadable } from "./unreadable";

/** How many resources a sentence names. */
const named = 5;

/** What carries the environment's tags and is not in its state, as a section of its own. */
export function unmanagedSection({ facts, words }: Context): Section[] {
  const { unmanaged } = facts;
  const about = { id: "unmanaged", title: words.headings.unmanaged };
  const note = (state: Section["state"], value: string): Section[] => [
    { ...about, state, content: { kind: "note", text: value } },
  ];
  if (unmanaged.kind === "unreadable")
    return note({ text: words.notRead, tone: "warning" }, words.unreadable(unmanaged.reason));
  if (unmanaged.items.length === 0)
    return facts.stack.deployed === undefined ? [] : note({ text: "0", tone: "good" }, words.unmanaged.none);
  const rows = unmanaged.items.map(({ arn, monthly, deletion }) => [
    code(arn),
    text(monthly === undefined ? words.unmanaged.notPriced : dollars(monthly)),
    deletion === undefined ? text(words.unmanaged.noCommand) : code(deletion),
  ]);
  return [
    {
      ...about,
      state: { text: String(unmanaged.items.length), tone: "warning" },
      content: { kind: "table", table: { columns: words.unmanaged.columns, rows } },
    },
  ];
}

/** What the state lacks is brought into it first; what is then left is looked at, and deleted. */
export function unmanagedPending(context: Context): Pending[] {
  const { facts, words } = context;
  const { unmanaged, environment, stack } = facts;
  if (unmanaged.kind === "unreadable") return [unreadable(words.headings.unmanaged, unmanaged.reason, context)];
  const items = itemsOf(unmanaged);
  if (items.length === 0) return [];
  if (stack.deployed === undefined || stack.missing.length > 0) {
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
