import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { checkPlatform, type PlatformInput } from "../../src/config/platform";
import { type Draft, problemsAfter, validAccount, validEnvironment } from "../support/platform";
import { checkMutated, synthesizeMutated } from "./mutation-properties";

function messageFor(input: unknown): string {
  try {
    checkPlatform(input as PlatformInput);
    return "";
  } catch (error) {
    return (error as Error).message;
  }
}

describe("whatever is written down", () => {
  test("is accepted, or refused with problems that can be mended", () => {
    checkMutated(200);
  });

  test("is synthesized when it is accepted", () => {
    synthesizeMutated(5);
  });

  test.each([
    ["undefined", undefined, "the platform has 1 problem:\n  missing; must be an object"],
    ["nothing", null, "the platform has 1 problem:\n  must be an object, got null"],
    [
      "lists that are none",
      { accounts: 5, environments: () => [] },
      "the platform has 2 problems:\n  accounts: must be a list, got 5\n  environments: must be a list, got [Function: environments]",
    ],
    [
      "an account that is no object",
      { accounts: [10n], environments: [] },
      "accounts.0 has 1 problem:\n  must be an object, got 10n",
    ],
    [
      "an environment that is a function",
      { accounts: [validAccount()], environments: [validEnvironment] },
      "environments.0 has 1 problem:\n  must be an object, got [Function: validEnvironment]",
    ],
    [
      "an environment without a stage",
      { accounts: [validAccount()], environments: [{ ...validEnvironment(), stage: undefined }] },
      "environments.0 has 1 problem:\n  stage: missing; expected lower-case letters, digits and inner hyphens, a letter first",
    ],
  ])("is refused: %s", (_, input, message) => {
    expect(messageFor(input)).toBe(message);
  });
});

describe("a value that TypeScript would have refused", () => {
  test.each<[string, (environment: Draft) => void, string]>([
    ["a bigint", (one) => (one.services.api.port = 10n), "got 10n"],
    ["not a number", (one) => (one.services.api.port = NaN), "got NaN"],
    ["a function", (one) => (one.services.api.port = () => 3000), "got [Function (anonymous)]"],
    ["a symbol", (one) => (one.services.api.port = Symbol("port")), "got Symbol(port)"],
    ["a list with a bigint", (one) => (one.services.api.port = [10n]), "got [ 10n ]"],
  ])("is shown as it is written: %s", (_, change, received) => {
    expect(problemsAfter(change)).toEqual([
      `services.api.port: expected a port, a whole number from 1 to 65535, ${received}`,
    ]);
  });

  test("may hold itself", () => {
    const itself: Record<string, unknown> = {};
    itself.itself = itself;
    expect(problemsAfter((one) => (one.services.api.port = itself))).toEqual([
      "services.api.port: expected a port, a whole number from 1 to 65535, got <ref *1> { itself: [Circular *1] }",
    ]);
  });
});

describe("a naming scheme", () => {
  test.each<[string, Draft, string]>([
    [
      "a placeholder that is not known",
      { cluster: "{stage}-{endif}" },
      'names.cluster: {endif} is not known in a name of the kind "ECS cluster"; known are {account}, {environment}, {product}, {region}, {stage}',
    ],
    [
      "a placeholder of another kind of thing",
      { loadBalancer: "{service}" },
      'names.loadBalancer: {service} is not known in a name of the kind "load balancer"; known are {account}, {environment}, {loadBalancer}, {product}, {region}, {stage}',
    ],
    [
      "a table without a row that is needed",
      { taskRole: { api: "api-role" } },
      'names.taskRole: has no row for web; add it, or "default"',
    ],
    [
      "a table of what the platform names by keys of its own",
      { alarm: { environment: "alarm" } },
      'names.alarm: has no row "default"; add it, since the platform chooses the keys',
    ],
  ])("is refused with %s", (_, names, problem) => {
    expect(
      problemsAfter((one) => {
        one.names = names as unknown;
      }),
    ).toEqual([problem]);
  });

  test("is refused together with everything else that is wrong", () => {
    const problems = problemsAfter((one) => {
      one.names = { cluster: "{endif}" };
      one.services.api.memoryMiB = 600;
    });
    expect(problems.map((problem) => problem.split(":")[0])).toEqual(["names.cluster", "services.api.memoryMiB"]);
  });
});

describe("a list", () => {
  test.each<[string, (environment: Draft) => void, string]>([
    [
      "a parameter",
      (one) => (one.services.api.parameters = ["flags", "flags"]),
      "services.api.parameters.1: the same name is there already; remove it",
    ],
    [
      "a host",
      (one) => (one.services.api.ingress.hosts = ["api.shop.com", "api.shop.com"]),
      "services.api.ingress.hosts.1: api.shop.com is there already; remove it",
    ],
    [
      "a generated secret",
      (one) => (one.services.api.secrets.generated = ["SESSION_KEY", "SESSION_KEY"]),
      "services.api.secrets.generated.1: the same name is there already; remove it",
    ],
  ])("holds each entry once: %s", (_, change, problem) => {
    expect(problemsAfter(change)).toEqual([problem]);
  });

  test("of a command's words holds them as often as they are said", () => {
    expect(problemsAfter((one) => (one.services.api.tasks = { echo: { command: ["echo", "echo"] } }))).toEqual([]);
  });
});

describe("text that looks like a token of cdktf", () => {
  test.each<[string, (environment: Draft) => void, string]>([
    ["a value", (one) => (one.tags = { owner: "${TfToken[TOKEN.0]}" }), "tags.owner"],
    ["a key", (one) => (one.tags = { "TfToken[TOKEN.0]": "x" }), "tags.TfToken[TOKEN.0]"],
  ])("is refused as %s", (_, change, path) => {
    expect(problemsAfter(change)).toEqual([
      `${path}: looks like a token of cdktf (TfToken[…]), whose value is known only inside a stack; write the value itself`,
    ]);
  });
});

describe("what stands where only names of secrets belong", () => {
  const secret = "hunter2-correct-horse";

  test.each<[string, (environment: Draft) => void]>([
    ["a generated secret", (one) => (one.services.api.secrets.generated = [secret])],
    ["an operator's secret", (one) => (one.services.api.secrets.operator = { KEY: secret })],
    ["all secrets", (one) => (one.services.api.secrets = secret)],
    ["a parameter", (one) => (one.services.api.parameters = [`${secret} !`])],
    ["all parameters", (one) => (one.services.api.parameters = { flags: secret })],
    ["a sidecar's secret", (one) => (one.services.api.sidecars = { proxy: { image: "a:1", secrets: [secret] } })],
    [
      "a sidecar's secret that looks like a name",
      (one) => (one.services.api.sidecars = { proxy: { image: "a:1", secrets: ["hunter2"] } }),
    ],
  ])("is repeated in no message: %s", (_, change) => {
    const problems = problemsAfter(change);
    expect(problems).not.toEqual([]);
    expect(problems.join("\n")).not.toContain("hunter2");
  });

  test("is repeated in no message, whatever it is", () => {
    const places: ((one: Draft, value: unknown) => void)[] = [
      (one, value) => (one.services.api.secrets = value),
      (one, value) => (one.services.api.secrets.generated = value),
      (one, value) => (one.services.api.secrets.operator[0] = value),
      (one, value) => (one.services.api.parameters = value),
      (one, value) => (one.services.api.parameters = [value]),
    ];
    const holding = (text: string): unknown[] => [
      text,
      [text],
      [[text]],
      { KEY: text },
      [{ KEY: text }],
      new Map([[text, text]]),
    ];
    const secrets = fc.string({ minLength: 3 }).map((text) => `hunter2 ${text}`);
    fc.assert(
      fc.property(fc.constantFrom(...places), secrets, fc.nat({ max: 5 }), (put, text, form) => {
        const problems = problemsAfter((one) => {
          put(one, holding(text)[form]);
        });
        expect(problems.join("\n")).not.toContain("hunter2");
      }),
    );
  });
});
