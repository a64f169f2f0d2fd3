import { command, npmRun } from "../commands";
import type { Component, Context } from "../component";
import type { SecretFact } from "../facts";
import { code, nothing, type Pending, status, text, type Tone } from "../model";

export const secrets: Component<SecretFact> = {
  id: "secrets",
  read: (facts) => facts.secrets,
  isThere: ({ live }) => live !== undefined,
  row: (secret, { words }) => {
    const { name, service, keys, live } = secret;
    return [
      code(name),
      service === undefined ? nothing : code(service),
      live ? status(toneOf(live), stateText(live, words)) : status("critical", words.states.missing),
      keys.length === 0 ? nothing : code(keys.join(", ")),
      live && live.missingKeys.length > 0 ? code(live.missingKeys.join(", ")) : nothing,
      live?.changedAt === undefined ? nothing : text(words.time(live.changedAt)),
    ];
  },
  pending: (secret, context) => {
    const { words, facts } = context;
    const { name, live } = secret;
    if (!live)
      return [
        {
          ...{ severity: "critical", subject: name },
          text: words.pending.missing(words.one.secrets),
          command: npmRun("deploy", facts.environment),
        },
      ];
    return pendingOf(secret, live, context);
  },
};

type Live = NonNullable<SecretFact["live"]>;

function toneOf({ state, missingKeys }: Live): Tone {
  if (state === "unreadable") return "quiet";
  return state === "filled" && missingKeys.length === 0 ? "good" : "critical";
}

function stateText({ state, missingKeys }: Live, words: Context["words"]): string {
  return state === "filled" && missingKeys.length > 0 ? words.secretStates.incomplete : words.secretStates[state];
}

function pendingOf({ name, service, keys }: SecretFact, live: Live, { words, facts }: Context): Pending[] {
  const { environment } = facts;
  const { state, missingKeys } = live;
  const critical = (what: string, fix: string): Pending[] => [
    { severity: "critical", subject: name, text: what, command: fix },
  ];
  const fill =
    service === undefined
      ? `${command("aws secretsmanager put-secret-value --secret-id", name)} --secret-string file://secret.json`
      : npmRun("secrets", environment, service);
  switch (state) {
    case "empty":
      return critical(words.pending.secretEmpty(keys), keys.length === 0 ? npmRun("deploy", environment) : fill);
    case "not JSON":
      return critical(words.pending.secretNotJson(keys), fill);
    case "to be deleted":
      return critical(words.pending.secretDeleted, command("aws secretsmanager restore-secret --secret-id", name));
    case "unreadable":
      return [{ severity: "info", subject: name, text: words.pending.secretUnreadable, command: fill }];
    case "filled":
      return missingKeys.length === 0 ? [] : critical(words.pending.keysMissing(missingKeys), fill);
  }
}
