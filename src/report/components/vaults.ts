import { command, npmRun } from "../commands";
import type { Component } from "../component";
import type { VaultFact } from "../facts";
import { code, nothing, number, type Pending, status, text, type Tone } from "../model";

export const vaults: Component<VaultFact> = {
  id: "vaults",
  read: (facts) => facts.vaults,
  isThere: ({ live }) => live !== undefined,
  row: ({ name, region, live }, { words }) => {
    if (!live) return [code(name), text(region), status("critical", words.states.missing), nothing, nothing];
    const tone: Tone = live.failures.length > 0 ? "critical" : live.recent === 0 ? "warning" : "good";
    return [
      code(name),
      text(region),
      status(tone, words.vaultStates[tone]),
      number(live.recent),
      live.latestAt === undefined ? nothing : text(words.time(live.latestAt)),
    ];
  },
  pending: ({ name, region, live }, { words, facts: { environment } }) => {
    const subject = `${name} (${region})`;
    const jobs = command("aws backup list-backup-jobs --by-backup-vault-name", name, "--region", region);
    if (!live)
      return [
        {
          ...{ severity: "critical", subject },
          text: words.pending.missing(words.one.vaults),
          command: npmRun("deploy", environment),
        },
      ];
    const failed: Pending[] = live.failures.map((failure) => ({
      ...{ severity: "critical", subject },
      text: words.pending.backupFailed(failure),
      command: jobs,
    }));
    if (failed.length > 0 || live.recent > 0) return failed;
    return [{ severity: "warning", subject, text: words.pending.noRecoveryPoints, command: jobs }];
  },
};
