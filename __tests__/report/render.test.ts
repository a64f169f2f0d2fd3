import { describe, expect, test } from "@jest/globals";
import * as fc from "fast-check";

import type { Facts } from "../../src/report/facts";
import { html } from "../../src/report/render/html";
import { json } from "../../src/report/render/json";
import { markdown } from "../../src/report/render/markdown";
import { statusFacts, statusText } from "../../src/report/render/status";
import { report } from "../../src/report/report";
import { type Language, languages } from "../../src/report/words/languages";
import { alarm, certificate, database, facts, read, secret, service, targetGroup } from "./facts";

const every = Object.keys(languages) as Language[];

function pages(given: Facts, language: Language): { readonly html: string; readonly markdown: string } {
  const told = report(given, language);
  return { html: html(told, languages[language]), markdown: markdown(told, languages[language]) };
}

/** Facts in which every text is the same one. */
function factsOf(text: string): Facts {
  return facts({
    environment: text,
    dashboard: text,
    stack: {
      ...{ declared: 2, deployed: 1, missing: [text], leftOver: [text], tainted: [text] },
      lock: { who: text, since: text, operation: text },
    },
    clusters: read({ name: text, live: { status: text, running: 0, pending: 0 } }),
    services: read(
      service(
        {
          ...{ running: 0, revision: text, image: text, stopped: [{ reason: text, count: 1, lastAt: text }] },
          deployment: { outcome: "failed", at: text, reason: text },
        },
        { key: text, name: text },
      ),
    ),
    loadBalancers: read({ name: text, live: { state: text, scheme: text, dnsName: text, zones: 1 } }),
    targetGroups: read({ ...targetGroup({ unhealthy: 1, reasons: [text] }), name: text, service: text }),
    certificates: read({
      ...{ domain: text, names: [text, `${text}2`], region: text },
      live: certificate({ status: text, expiresAt: text, failure: text, renewal: text, unproven: [text] }).live,
    }),
    records: read({ name: text, type: text, expected: [text], live: [`${text}2`] }),
    secrets: read(secret({ missingKeys: [text], changedAt: text }, { name: text, service: text, keys: [text] })),
    roles: read({ name: text, policies: [text], live: { policies: [`${text}2`], lastUsedAt: text } }),
    logGroups: { kind: "unreadable", reason: text },
    databases: read(database({ status: text, engine: text, latestRestorableAt: text }, { name: text })),
    vaults: read({ name: text, region: text, live: { recent: 0, latestAt: text, failures: [text] } }),
    alarms: read({ ...alarm({ state: "ALARM", reason: text, advice: text, since: text }), name: text }),
    unmanaged: read({ arn: text, monthly: 1, deletion: text, backupsMayNeedIt: false, mayBe: [] }),
  });
}

describe.each(every)("in %s", (language) => {
  test("HTML is one page that asks for nothing else", () => {
    const page = pages(facts(), language).html;
    expect(page).toMatch(new RegExp(`^<!doctype html>\n<html lang="${language}">`));
    expect(page).not.toMatch(/<script|<img|@import|url\(|src=/);
    expect(page).toContain("default-src 'none'");
  });

  test("HTML shows hostile text literally", () => {
    const page = pages(factsOf(`<img src=x onerror="alert('1')">&amp;`), language).html;
    expect(page).not.toContain("<img");
    expect(page).toContain("&lt;img src=x onerror=&quot;alert(&#39;1&#39;)&quot;&gt;&amp;amp;");
  });

  test("Markdown shows hostile text literally, on its own line and in its own cell", () => {
    const text = "a|b `c` [d](https://evil) <b>\n# e";
    const page = pages(factsOf(text), language).markdown;
    expect(page).not.toMatch(/^# e/m);
    expect(page.replaceAll(/(`+)(?:(?!\1)[\s\S])*?\1(?!`)/g, "")).not.toMatch(/[^\\]\[d\]|<b>/);
    const tables = page.split("\n").filter((line) => line.startsWith("|"));
    for (const line of tables) expect(line.replaceAll("\\|", "").endsWith("|")).toBe(true);
  });

  test("a dashboard that is not one of HTTPS is no link", () => {
    expect(pages(facts({ dashboard: "javascript:alert(1)" }), language).html).not.toContain("javascript:");
  });
});

test("whatever the texts are, nothing of them becomes an element, and nothing fails", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.constantFrom(...every), (text, language) => {
      const page = pages(factsOf(`${text}<x-evil "'>`), language).html;
      expect(page).not.toContain("<x-evil");
      expect(page.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
      const told = report(factsOf(text), language);
      expect(JSON.parse(json(told, factsOf(text)))).toMatchObject({ version: 1 });
      expect(statusText(told, factsOf(text), (_, rows) => rows.flat().join())).not.toContain("\u001b");
    }),
    { numRuns: 60 },
  );
});

test("JSON holds the facts, the verdict and what is pending", () => {
  const given = facts({ alarms: read(alarm({ state: "ALARM", reason: "Threshold Crossed" })) });
  expect(JSON.parse(json(report(given, "en"), given))).toMatchObject({
    version: 1,
    verdict: "critical",
    pending: [{ severity: "critical", subject: "shop-staging/services/api/cpu" }],
    facts: { environment: "shop-staging", effort: { calls: 23 } },
  });
});

test("the report says what it took to read", () => {
  const given = facts({ effort: { calls: 41, repeated: 2, seconds: 3.5 } });
  expect(pages(given, "en").markdown).toContain("Read with 41 calls to AWS, 2 of them repeated, in 3.5 s.");
  expect(pages(given, "pt").html).toContain("Lido com 41 chamadas à AWS, 2 repetidas, em 3.5 s.");
});

test("a thousand services take seconds", () => {
  const keys = Array.from({ length: 1000 }, (_, index) => `service-${index}`);
  const given = facts({
    services: read(...keys.map((key) => service({ running: 1 }, { key, name: key }))),
    targetGroups: read(...keys.map((key) => ({ ...targetGroup({ arn: `arn:${key}` }), name: key, service: key }))),
  });
  const start = performance.now();
  const page = pages(given, "en");
  expect(performance.now() - start).toBeLessThan(5_000);
  for (const text of ["service-0", "service-999"]) {
    expect(page.html).toContain(`<code>${text}</code>`);
    expect(page.markdown).toContain(`\`${text}\``);
  }
});

describe("the status", () => {
  const given = facts({
    services: read(service({ running: 1 })),
    targetGroups: read(targetGroup({ healthy: 1, unhealthy: 1 })),
    alarms: read(alarm({ state: "ALARM", reason: "Threshold Crossed" })),
    secrets: { kind: "unreadable", reason: "AccessDenied" },
  });
  const told = report(given, "en");

  test("is short", () => {
    expect(statusText(told, given, (_, rows) => rows.map((row) => row.join(" ")).join("\n"))).toBe(
      [
        "shop-staging: action required",
        "api 1/2 7 api:1.4.0 succeeded 22 Nov 2026, 17:05 UTC 1",
        "alarm: shop-staging/services/api/cpu",
        "not readable: Secrets",
        "critical: shop-staging/services/api/cpu: In alarm: Threshold Crossed",
        "  aws cloudwatch describe-alarm-history --max-items 10 --alarm-name shop-staging/services/api/cpu",
        "Pending: 1 critical, 3 soon, 0 for information.",
        "Read with 23 calls to AWS, in 1.4 s. All of it:  npm run report -- shop-staging",
      ].join("\n"),
    );
  });

  test("is told to programs too", () => {
    expect(statusFacts(told, given)).toMatchObject({
      verdict: "critical",
      services: [{ service: "api", running: 1, desired: 2, revision: "shop-api:7", unhealthyTargets: 1 }],
      alarms: ["shop-staging/services/api/cpu"],
      critical: [{ subject: "shop-staging/services/api/cpu" }],
    });
  });
});
