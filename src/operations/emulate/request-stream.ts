import { setTimeout as delay } from "node:timers/promises";

import { counted } from "../counted";
import { Failure } from "../failure";
import type { DeclaredService } from "../synth/declared-services";
import type { SynthesizedStack } from "../synth/synthesized-stack";
import { answeringServices } from "./answering-services";
import { readContainers, type RunningContainers } from "./emulator/containers";
import { isServed, statusOf } from "./https-request";

/** Milliseconds between two requests to a host. */
const pause = 100;

interface Served {
  readonly host: string;
  readonly listener: RunningContainers["listeners"][number];
}

interface Failed {
  readonly host: string;
  readonly answer: number | string;
}

/** What became of the requests that were sent while something was done. */
export interface Requests {
  readonly sent: number;
  readonly failed: readonly Failed[];
  /** The longest that one took, in milliseconds. */
  readonly slowest: number;
  /** The longest that a host answered no request, in milliseconds; 0 when none failed. */
  readonly longestGap: number;
}

/**
 * Sends requests to every host while something is done, and one after another to each. A service that may stop its only task
 * before another one runs is left out: its requests do fail.
 *
 * @returns what was done, and how many requests were answered meanwhile
 * @throws Failure when one of them was not
 */
export async function underRequests(url: string, stack: SynthesizedStack, act: () => Promise<string>): Promise<string> {
  const answering = await answeringServices(stack, (await readContainers(url)).listeners);
  const pausing = new Set<string>();
  const { done, requests } = await requestsDuring(url, act, ({ host, listener }) => {
    const service = answering(host, listener);
    if (!service || !pausesFor(service)) return true;
    pausing.add(service.key);
    return false;
  });
  const { sent, failed, slowest } = requests;
  if (failed.length > 0) throw new Failure(failures(requests));
  const leftOut = pausing.size === 0 ? "" : `, without ${[...pausing].join(", ")}, which pauses as it is configured`;
  return `${done}; ${counted(sent, "request")} meanwhile${leftOut}, none failed, the slowest took ${String(slowest)} ms`;
}

/** Whether ECS stops every task before it starts others. */
function pausesFor({ deployment }: DeclaredService): boolean {
  return deployment.kind === "rolling" && deployment.minimumHealthyPercent === 0;
}

/**
 * Sends requests to every host that is served, while something is done, and one after another to each.
 *
 * @param url of the emulated AWS
 * @param isMeant whether a host is asked at a listener. @default all are, at each that serves them
 */
export async function requestsDuring<T>(
  url: string,
  act: () => Promise<T>,
  isMeant: (served: Served) => boolean = () => true,
): Promise<{ readonly done: T; readonly requests: Requests }> {
  const { authority } = await readContainers(url);
  const hosts = (await servedHosts(url)).filter(isMeant);
  const failed: Failed[] = [];
  const state = { sent: 0, slowest: 0, longestGap: 0, isOver: false };
  const streams = hosts.map(async ({ host, listener }) => {
    let answered = Date.now();
    let isFailing = false;
    while (!state.isOver) {
      const start = Date.now();
      const answer = await statusOf(listener.publishedAt, host, authority);
      const now = Date.now();
      const isGood = isServed(answer);
      state.sent += 1;
      state.slowest = Math.max(state.slowest, now - start);
      if (!isGood) failed.push({ host, answer });
      if (!isGood || isFailing) state.longestGap = Math.max(state.longestGap, now - answered);
      isFailing = !isGood;
      if (isGood) answered = now;
      await delay(pause);
    }
  });
  try {
    const done = await act();
    state.isOver = true;
    await Promise.all(streams);
    const { sent, slowest, longestGap } = state;
    return { done, requests: { sent, failed, slowest, longestGap } };
  } finally {
    state.isOver = true;
  }
}

/** The hosts that are served now, and where. */
async function servedHosts(url: string): Promise<Served[]> {
  const { hosts, listeners, authority } = await readContainers(url);
  const pairs = hosts.flatMap(({ name: host }) =>
    listeners.filter(({ port }) => port === 443).map((listener) => ({ host, listener })),
  );
  const answers = await Promise.all(pairs.map(({ host, listener }) => statusOf(listener.publishedAt, host, authority)));
  return pairs.filter((_, index) => isServed(answers[index] ?? 0));
}

function failures({ failed, sent, longestGap }: Requests): string {
  const lines = failed.slice(0, 10).map(({ host, answer }) => `  https://${host}/ answered ${String(answer)}`);
  const heading = `${failed.length} of ${counted(sent, "request")} failed, though none should, the longest gap was ${String(longestGap)} ms:`;
  return [heading, ...lines].join("\n");
}
