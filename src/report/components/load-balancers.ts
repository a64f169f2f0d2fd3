import { npmRun } from "../commands";
import type { Component } from "../component";
import type { LoadBalancerFact } from "../facts";
import { code, nothing, number, status, text } from "../model";

export const loadBalancers: Component<LoadBalancerFact> = {
  id: "loadBalancers",
  read: (facts) => facts.loadBalancers,
  isThere: ({ live }) => live !== undefined,
  row: ({ name, live }, { words }) =>
    live
      ? [
          code(name),
          status(live.state === "active" ? "good" : "warning", live.state),
          live.scheme === "" ? nothing : text(live.scheme),
          code(live.dnsName),
          number(live.zones),
        ]
      : [code(name), status("critical", words.states.missing), nothing, nothing, nothing],
  pending: ({ name, live }, { words, facts: { environment } }) => {
    if (live?.state === "active") return [];
    const severity = live?.state === "provisioning" ? "info" : "critical";
    const what = live ? words.pending.loadBalancerState(live.state) : words.pending.missing(words.one.loadBalancers);
    return [{ severity, subject: name, text: what, command: npmRun("deploy", environment) }];
  },
};
