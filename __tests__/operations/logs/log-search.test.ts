import {
  type CloudWatchLogsClient,
  type FilteredLogEvent,
  ResourceNotFoundException,
} from "@aws-sdk/client-cloudwatch-logs";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { LogSearch, lineOf, printed } from "../../../src/operations/logs/log-search";
import { declaredService } from "../support/declared-service";

interface Input {
  startTime?: number;
  nextToken?: string;
}

/** A log of which only what has been written so far is found, two events a page. */
function logsOf(written: () => readonly FilteredLogEvent[]): CloudWatchLogsClient {
  const send = ({ input: { startTime = 0, nextToken = "0" } }: { input: Input }): Promise<object> => {
    const found = written().filter(({ timestamp = 0 }) => timestamp >= startTime);
    const next = Number(nextToken) + 2;
    const events = found.slice(Number(nextToken), next);
    return Promise.resolve({ events, ...(next < found.length && { nextToken: String(next) }) });
  };
  return { send } as unknown as CloudWatchLogsClient;
}

describe("a log search", () => {
  test("finds each line once, though some come up to twenty seconds late", async () => {
    const event = fc.record({
      timestamp: fc.integer({ min: 0, max: 60_000 }),
      delay: fc.integer({ min: 0, max: 19_000 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 30 }), async (events) => {
        let now = 0;
        const all = events.map((one, index) => ({ ...one, eventId: String(index), message: String(index) }));
        const written = (): typeof all => all.filter(({ timestamp, delay }) => timestamp + delay <= now);
        const search = new LogSearch(logsOf(written), declaredService(), 0, undefined);
        const found: string[] = [];
        for (; now <= 100_000; now += 2000) found.push(...(await search.read()).map(({ message }) => message));
        expect(found.toSorted()).toEqual(all.map(({ message }) => message).toSorted());
      }),
      { numRuns: 30 },
    );
  });

  test("takes a log of many lines", async () => {
    const events = Array.from({ length: 200_000 }, (_, index) => ({ timestamp: index, eventId: String(index) }));
    const logs = { send: () => Promise.resolve({ events }) } as unknown as CloudWatchLogsClient;
    expect(await new LogSearch(logs, declaredService(), 0, undefined).read()).toHaveLength(events.length);
  });

  test("says that a log is not there", async () => {
    const missing = new ResourceNotFoundException({ message: "no", $metadata: {} });
    const logs = { send: () => Promise.reject(missing) } as unknown as CloudWatchLogsClient;
    await expect(new LogSearch(logs, declaredService(), 0, undefined).read()).rejects.toThrow(
      "The log /ecs/shop-staging/api of api is not there. Deploy it first:  npm run deploy -- shop-staging",
    );
  });
});

describe("a line", () => {
  test.each([
    ["api/api/0a1b", "api   "],
    ["otel-collector/otel-collector/0a1b", "api/otel-collector"],
    ["by-hand", "api   "],
  ])(
    "of the stream %s is printed after its service, and its container where that is another",
    (logStreamName, whose) => {
      const line = lineOf("api", { logStreamName, timestamp: 0, message: "up\n" });
      expect(printed(line, 6)).toBe(`1970-01-01T00:00:00.000Z ${whose} | up`);
    },
  );

  test("cannot steer a terminal", () => {
    const line = lineOf("api", { message: "\u001b]0;title\u0007 \u009b31m\ttab" });
    expect(printed(line, 0)).toContain("␛]0;title␇ \u{fffd}31m\ttab");
  });
});
