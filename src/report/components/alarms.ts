import { command, npmRun } from "../commands";
import type { Component } from "../component";
import type { AlarmFact } from "../facts";
import { code, nothing, status, text, type Tone } from "../model";

const tones: Readonly<Record<string, Tone>> = { OK: "good", ALARM: "critical", INSUFFICIENT_DATA: "quiet" };

export const alarms: Component<AlarmFact> = {
  id: "alarms",
  read: (facts) => facts.alarms,
  isThere: ({ live }) => live !== undefined,
  row: ({ name, live }, { words }) =>
    live
      ? [
          code(name),
          status(toneOf(live.state), words.alarmStates(live.state)),
          live.since === undefined ? nothing : text(words.time(live.since)),
          live.state === "ALARM" ? text(live.reason) : nothing,
        ]
      : [code(name), status("warning", words.states.missing), nothing, nothing],
  pending: ({ name, composite, live }, { words, facts: { environment } }) => {
    if (!live)
      return [
        {
          ...{ severity: "warning", subject: name },
          text: words.pending.missing(words.one.alarms),
          command: npmRun("deploy", environment),
        },
      ];
    const history = command("aws cloudwatch describe-alarm-history --max-items 10 --alarm-name", name);
    // What a composite alarm stands for is told by the alarms themselves.
    const rings = live.state === "ALARM" && !composite;
    return [
      ...(rings
        ? [
            {
              ...({ severity: "critical", subject: name } as const),
              text: words.pending.alarm(live.reason, live.advice),
              command: history,
            },
          ]
        : []),
      ...(live.actions === "disabled"
        ? [
            {
              ...({ severity: "warning", subject: name } as const),
              text: words.pending.alarmSilent,
              command: command("aws cloudwatch enable-alarm-actions --alarm-names", name),
            },
          ]
        : []),
    ];
  },
};

function toneOf(state: string): Tone {
  return Object.hasOwn(tones, state) ? (tones[state] ?? "quiet") : "quiet";
}
