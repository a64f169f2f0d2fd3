import { describe, expect, test } from "@jest/globals";

import { checked, problemsAfter } from "../support/platform";

function withTask(task: Record<string, unknown>): string[] {
  return problemsAfter((environment) => (environment.services.api.tasks = { prune: { command: ["prune"], ...task } }));
}

describe("tasks and releases without mistakes", () => {
  test("have their defaults filled in", () => {
    const [environment] = checked((draft) => {
      draft.services.api.release = { command: ["bin/rails", "db:migrate"] };
      draft.services.api.tasks = { prune: { command: ["prune"], schedule: "rate(1 hour)", timezone: "Europe/Berlin" } };
    }).environments;

    expect(environment?.services.api).toMatchObject({
      release: { command: ["bin/rails", "db:migrate"], skipCommand: ["true"] },
      tasks: { prune: { flexibleMinutes: 0, retryMinutes: 60 } },
    });
    expect(environment?.services.web).toMatchObject({ tasks: {} });
  });

  test.each(["Etc/UTC", "UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires", "Etc/GMT+5"])(
    "may follow the clock of %s",
    (timezone) => {
      expect(withTask({ schedule: "rate(1 day)", timezone })).toEqual([]);
    },
  );
});

describe("a command", () => {
  const expectation = 'expected a command in words, as in ["bin/rails", "db:migrate"]';

  test.each([
    ["empty", [], `services.api.release.command: ${expectation}, got []`],
    ["with an empty word", ["prune", ""], `services.api.release.command.1: ${expectation}, got ""`],
    [
      "in one piece",
      "bin/rails db:migrate",
      `services.api.release.command: ${expectation}, got "bin/rails db:migrate"`,
    ],
  ])("%s is refused", (_, command, problem) => {
    expect(problemsAfter((environment) => (environment.services.api.release = { command }))).toEqual([problem]);
  });

  test("that ECS would not take as an override is refused", () => {
    expect(withTask({ command: ["sh", "-c", "x".repeat(8192)] })).toEqual([
      "services.api.tasks.prune.command: has 8206 characters, and ECS takes 8192; put it into a script of the image",
    ]);
  });

  test("counts with what is around it in an override", () => {
    expect(withTask({ command: ["sh", "-c", "x".repeat(8128)] })).toEqual([]);
    expect(withTask({ command: ["sh", "-c", "x".repeat(8150)] })).toEqual([
      "services.api.tasks.prune.command: has 8164 characters, 8214 with what is around it in an override, and ECS takes 8192; put it into a script of the image",
    ]);
  });
});

describe('the name "release"', () => {
  test("is no task's", () => {
    expect(problemsAfter((draft) => (draft.services.api.tasks = { release: { command: ["migrate"] } }))).toEqual([
      'services.api.tasks.release: "release" is the name of the service\'s release; say it at release, or choose another name',
    ]);
  });

  test("is no sidecar's, since the release runs in a container", () => {
    const sidecars = { release: { image: "docker.io/library/nginx:1.29.3" } };

    expect(problemsAfter((draft) => (draft.services.api.sidecars = sidecars))).toEqual([
      'services.api.sidecars.release: another container of the task is called "release" too; choose another key',
    ]);
  });
});

describe("a schedule", () => {
  test("that AWS refuses says why", () => {
    expect(withTask({ schedule: "cron(0 3 * * *)" })).toEqual([
      "services.api.tasks.prune.schedule: cron(0 3 * * *) has 5 fields, and AWS takes 6: minutes hours day-of-month month day-of-week year; write it as in cron(0 3 * * ? *)",
    ]);
  });

  test.each([
    ["Europe/Berln", '"Europe/Berln" is no time zone; did you mean "Europe/Berlin"?; write it'],
    ["europe/berlin", '"europe/berlin" is no time zone; did you mean "Europe/Berlin"?; write it'],
    ["+01:00", '"+01:00" is no time zone; write it'],
  ])("with the time zone %s is refused", (timezone, problem) => {
    expect(withTask({ schedule: "rate(1 hour)", timezone })).toEqual([
      `services.api.tasks.prune.timezone: ${problem} as in "Europe/Berlin" or "Etc/UTC"`,
    ]);
  });

  test("is what a time zone and a state are for", () => {
    expect(withTask({ timezone: "Etc/UTC", state: "disabled" })).toEqual([
      "services.api.tasks.prune.timezone: the task has no schedule that it could be for; add one, or remove it",
      "services.api.tasks.prune.state: the task has no schedule that it could be for; add one, or remove it",
    ]);
  });

  test("has a name that AWS takes", () => {
    const task = { command: ["prune"], schedule: "rate(1 hour)" };
    const longName = "p".repeat(61);

    expect(problemsAfter((draft) => (draft.services.api.tasks = { [longName]: task }))).toEqual([
      `services.api.tasks.${longName}: the schedule name "api-${longName}" has 65 characters, AWS allows 64; change the key, or names.schedule`,
    ]);
  });
});
