import { npmRun } from "../commands";
import type { Component } from "../component";
import type { LogGroupFact } from "../facts";
import { code, nothing, status, text } from "../model";

export const logGroups: Component<LogGroupFact> = {
  id: "logGroups",
  read: (facts) => facts.logGroups,
  isThere: ({ live }) => live !== undefined,
  row: ({ name, live }, { words }) =>
    live
      ? [
          code(name),
          status(live.retentionDays === undefined ? "warning" : "good", words.retention(live.retentionDays)),
          text(bytes(live.storedBytes)),
        ]
      : [code(name), status("warning", words.states.missing), nothing],
  pending: ({ name, live }, { words, facts: { environment } }) => {
    const what = live ? words.pending.noRetention : words.pending.missing(words.one.logGroups);
    if (live?.retentionDays !== undefined) return [];
    return [{ severity: "warning", subject: name, text: what, command: npmRun("deploy", environment) }];
  },
};

const units = ["B", "KiB", "MiB", "GiB", "TiB"];

function bytes(count: number): string {
  const power = Math.min(units.length - 1, count < 1 ? 0 : Math.floor(Math.log2(count) / 10));
  return `${Math.round(count / 1024 ** power)} ${units[power] ?? ""}`;
}
