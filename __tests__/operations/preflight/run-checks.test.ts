import { describe, expect, test } from "@jest/globals";

import { type Check, type Finding, missing, notChecked, ok, warning } from "../../../src/operations/preflight/check";
import { exitCodeOf, readinessJson, readinessText } from "../../../src/operations/preflight/findings-table";
import { type CheckResult, runChecks } from "../../../src/operations/preflight/run-checks";
import { foundationOf, stackOf } from "../support/stack";

const subject = {
  stack: stackOf("shop-staging"),
  state: () => Promise.resolve(undefined),
  dns: { nameServers: () => Promise.resolve([]), certificateAuthorities: () => Promise.resolve([]) },
};

function check(title: string, outcome: Finding | Error, needs: string[] = []): Check {
  return {
    ...{ title, needs, otherwise: `${title} is bad` },
    run: () => (outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve([outcome])),
  };
}

async function statuses(...checks: Check[]): Promise<[string, ...Finding[]][]> {
  const results = await runChecks(checks, subject, { progress: "silent" });
  return results.map(({ title, findings }) => [title, ...findings]);
}

describe("checks", () => {
  test("are all made, whatever one of them finds", async () => {
    expect(await statuses(check("one", missing("x", "y")), check("two", ok("z")))).toEqual([
      ["one", missing("x", "y")],
      ["two", ok("z")],
    ]);
  });

  test("say why they were not made when one that they need is not all right", async () => {
    const checks = [check("c", ok(""), ["b"]), check("b", ok(""), ["a"]), check("a", missing("x", "y"))];
    expect(await statuses(...checks)).toEqual([
      ["c", notChecked("because b is bad")],
      ["b", notChecked("because a is bad")],
      ["a", missing("x", "y")],
    ]);
  });

  test("are made after a warning", async () => {
    const [, second] = await statuses(check("a", warning("x", "y")), check("b", ok("z"), ["a"]));
    expect(second).toEqual(["b", ok("z")]);
  });

  test("that AWS refuses or does not answer are warnings", async () => {
    const refused = Object.assign(new Error("you may not"), { name: "AccessDenied", $fault: "client" });
    const silent = Object.assign(new Error("nobody there"), { code: "ENOTFOUND" });
    expect(await statuses(check("one", refused), check("two", silent))).toEqual([
      [
        "one",
        warning("could not be asked: AccessDenied: you may not", "Use credentials that may read it, then repeat."),
      ],
      ["two", warning("could not be asked: AWS cannot be reached: nobody there", "Mend the network, then repeat.")],
    ]);
  });

  test("that are mistaken end the command", async () => {
    await expect(statuses(check("one", new TypeError("oops")))).rejects.toThrow("oops");
  });
});

describe("what was found", () => {
  const results: CheckResult[] = [
    { title: "credentials", findings: [ok("account 111122223333")] },
    { title: "state bucket", findings: [missing("it does not exist", "npm run bootstrap -- shop-staging")] },
    { title: "state lock", findings: [notChecked("because the state bucket is not ready")] },
    { title: "images", findings: [missing("no repository", "npm run bootstrap -- shop-staging"), warning("a", "b")] },
  ];

  test("is a table, then each command once with all that it mends", () => {
    expect(readinessText(stackOf("shop-staging"), results)).toBe(
      [
        "┌─────────────┬──────────────┬───────────────────────────────────────┐",
        "│ result      │ check        │ what was found                        │",
        "├─────────────┼──────────────┼───────────────────────────────────────┤",
        "│ ok          │ credentials  │ account 111122223333                  │",
        "│ missing     │ state bucket │ it does not exist                     │",
        "│ not checked │ state lock   │ because the state bucket is not ready │",
        "│ missing     │ images       │ no repository                         │",
        "│ warning     │ images       │ a                                     │",
        "└─────────────┴──────────────┴───────────────────────────────────────┘",
        "",
        "Missing:",
        "  state bucket: it does not exist",
        "  images: no repository",
        "    npm run bootstrap -- shop-staging",
        "",
        "Warnings:",
        "  images: a",
        "    b",
        "",
        "shop-staging is not ready: 2 things are missing.",
      ].join("\n"),
    );
  });

  test("is JSON, with each finding by itself", () => {
    expect(JSON.parse(readinessJson("shop-staging", results.slice(0, 2)))).toEqual({
      environment: "shop-staging",
      ready: false,
      findings: [
        { check: "credentials", status: "ok", what: "account 111122223333" },
        {
          check: "state bucket",
          status: "missing",
          what: "it does not exist",
          fix: "npm run bootstrap -- shop-staging",
        },
      ],
    });
  });

  test("decides whether a deploy may begin; warnings and what nobody could check do not", () => {
    expect(exitCodeOf(results)).toBe(2);
    const harmless = [{ title: "images", findings: [warning("a", "b"), notChecked("c"), ok("d")] }];
    expect(exitCodeOf(harmless)).toBe(0);
    expect(readinessText(stackOf("shop-staging"), harmless)).toContain(
      "shop-staging is ready:  npm run deploy -- shop-staging",
    );
    expect(readinessText(foundationOf("shop"), harmless)).toContain(
      "foundation-shop is ready:  npm run bootstrap -- foundation-shop",
    );
  });
});
