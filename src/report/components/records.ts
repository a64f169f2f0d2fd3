import { npmRun } from "../commands";
import type { Component } from "../component";
import type { RecordFact } from "../facts";
import { type Cell, code, nothing, status, text } from "../model";

export const records: Component<RecordFact> = {
  id: "records",
  read: (facts) => facts.records,
  isThere: ({ live }) => live !== undefined,
  row: (record, { words }) => {
    const { name, type, expected, live } = record;
    const targets = (list: readonly string[]): Cell => (list.length === 0 ? nothing : code(list.join(", ")));
    const state = stateOf(record);
    return [
      code(name),
      text(type),
      status(state === "right" ? "good" : "critical", words.recordStates[state]),
      targets(expected),
      state === "wrong" ? targets(live ?? []) : nothing,
    ];
  },
  pending: (record, { words, facts: { environment } }) => {
    const state = stateOf(record);
    if (state === "right") return [];
    const { name, type, expected, live } = record;
    return [
      {
        severity: "critical",
        subject: `${name} ${type}`,
        text:
          state === "missing"
            ? words.pending.recordMissing
            : words.pending.recordWrong((live ?? []).join(", "), expected.join(", ")),
        command: npmRun("deploy", environment),
      },
    ];
  },
};

function stateOf({ expected, live }: RecordFact): "missing" | "wrong" | "right" {
  if (live === undefined) return "missing";
  return expected.length === 0 || expected.join(" ") === live.join(" ") ? "right" : "wrong";
}
