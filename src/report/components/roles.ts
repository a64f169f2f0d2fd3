import { npmRun } from "../commands";
import type { Component } from "../component";
import type { RoleFact } from "../facts";
import { code, nothing, number, status, text } from "../model";

export const roles: Component<RoleFact> = {
  id: "roles",
  read: (facts) => facts.roles,
  isThere: ({ live }) => live !== undefined,
  row: ({ name, policies, live }, { words }) => [
    code(name),
    live ? status("good", words.states.there) : status("critical", words.states.missing),
    number(live ? live.policies.length : policies.length),
    live?.lastUsedAt === undefined ? nothing : text(words.time(live.lastUsedAt)),
  ],
  pending: ({ name, live }, { words, facts: { environment } }) =>
    live
      ? []
      : [
          {
            severity: "critical",
            subject: name,
            text: words.pending.missing(words.one.roles),
            command: npmRun("deploy", environment),
          },
        ],
};
