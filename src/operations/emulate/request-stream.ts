import { setTimeout as delay } from "node:timers/promises";

import { counted } from "../counted";
import { Failure } from "../failure";
import { readContainers } from "./emulator/containers";
import { isServed, statusOf } from "./https-request";

/** Milliseconds between two requests to a host. */
const pause = 100;

interface Served {
  readonly host: string;
  readonly port: number;
}

interface Failed {
  readonly host: string;
  readonly answer: number | string;
}

/**
 * Sends requests to every host while something is done, and one after another to each.
 *
 * @returns what was done, and how many requests were answered meanwhile
 * @throws Failure when one of them was not
 */
export async function underRequests(url: string, act: () => Promise<string>): Promise<string> {
  const { authority } = await readContainers(url);
  const hosts = await servedHosts(url);
  const failed: Failed[] = [];
  const state = { sent: 0, longest: 0, isOver: false };
  const streams = hosts.map(async ({ host, port }) => {
    while (!state.isOver) {
      const start = Date.now();
      const answer = await statusOf(port, host, authority);
      state.sent += 1;
      state.longest = Math.max(state.longest, Date.now() - start);
      if (!isServed(answer)) failed.push({ host, answer });
      await delay(pause);
    }
  });
  try {
    const done = await act();
    state.isOver = true;
    await Promise.all(streams);
    if (failed.length > 0) throw new Failure(failures(failed, state.sent));
    return `${done}; ${counted(state.sent, "request")} meanwhile, none failed, the slowest took ${String(state.longest)} ms`;
  } finally {
    state.isOver = true;
  }
}

/** The hosts that are served now, and where. */
async function servedHosts(url: string): Promise<Served[]> {
  const { hosts, listeners, authority } = await readContainers(url);
  const ports = listeners.filter(({ port }) => port === 443).map(({ publishedAt }) => publishedAt);
  const pairs = hosts.flatMap(({ name: host }) => ports.map((port) => ({ host, port })));
  const answers = await Promise.all(pairs.map(({ host, port }) => statusOf(port, host, authority)));
  return pairs.filter((_, index) => isServed(answers[index] ?? 0));
}

function failures(failed: readonly Failed[], sent: number): string {
  const lines = failed.slice(0, 10).map(({ host, answer }) => `  https://${host}/ answered ${String(answer)}`);
  return [`${failed.length} of ${counted(sent, "request")} failed, though none should:`, ...lines].join("\n");
}
