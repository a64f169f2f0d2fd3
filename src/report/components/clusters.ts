import { npmRun } from "../commands";
import type { Component } from "../component";
import type { ClusterFact } from "../facts";
import { code, nothing, number, status } from "../model";

export const clusters: Component<ClusterFact> = {
  id: "clusters",
  read: (facts) => facts.clusters,
  isThere: ({ live }) => live !== undefined,
  row: ({ name, live }, { words }) =>
    live
      ? [
          code(name),
          status(live.status === "ACTIVE" ? "good" : "critical", live.status),
          number(live.running),
          number(live.pending),
        ]
      : [code(name), status("critical", words.states.missing), nothing, nothing],
  pending: ({ name, live }, { words, facts: { environment } }) =>
    live?.status === "ACTIVE"
      ? []
      : [
          {
            severity: "critical",
            subject: name,
            text: live ? words.pending.clusterStatus(live.status) : words.pending.missing(words.one.clusters),
            command: npmRun("deploy", environment),
          },
        ],
};
