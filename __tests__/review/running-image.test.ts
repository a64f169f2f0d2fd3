import { describe, expect, test } from "@jest/globals";

import { created, reviewed, type Row, said, updated } from "./plans";

const service = "aws_ecs_service.services_api_service_0A1B2C3D";
const definition = "aws_ecs_task_definition.services_api_task-definition_0A1B2C3D";
const parameter = "aws_ssm_parameter.services_api_image_0A1B2C3D";
const schedule = "aws_scheduler_schedule.services_api_scheduled-tasks_nightly_0A1B2C3D";

const repository = "111122223333.dkr.ecr.us-east-1.amazonaws.com/shop/api";
const placeholder = `${repository}:not-pushed-yet`;
const family = "shop-api";
const arn = (revision?: number): string =>
  `arn:aws:ecs:us-east-1:111122223333:task-definition/${family}${revision === undefined ? "" : `:${revision}`}`;

type Owner = "terraform" | "pipeline";

/** A revision that Terraform registers in the place of its third one. */
function revision(from: string, to: string, owner: { readonly before: Owner; readonly after: Owner }): Row {
  const values = (image: string, by: Owner): Record<string, unknown> => ({
    family,
    track_latest: by === "terraform",
    container_definitions: JSON.stringify([
      { name: "api", image },
      { name: "proxy", image: "nginx:1" },
    ]),
  });
  return {
    address: definition,
    actions: ["create", "delete"],
    before: { ...values(from, owner.before), arn: arn(3) },
    after: values(to, owner.after),
    after_unknown: { arn: true },
    replace_paths: [["container_definitions"]],
  };
}

/** The service's change of its task definition, from the revision that runs. */
function runs(running: number, controller: "ECS" | "CODE_DEPLOY" = "ECS"): Row {
  const values = { name: "api", deployment_controller: [{ type: controller }] };
  return {
    address: service,
    actions: ["update"],
    before: { ...values, task_definition: arn(running) },
    after: values,
    after_unknown: { task_definition: true },
  };
}

function stays(address: string, values: Record<string, unknown>): Row {
  return { address, actions: ["no-op"], before: values, after: values };
}

const named = stays(parameter, { name: "/shop/images/api" });
const nightly = stays(schedule, {
  state: "ENABLED",
  target: [{ ecs_parameters: [{ task_definition_arn: arn() }] }],
});
const kept = { before: "pipeline", after: "pipeline" } as const;
const taken = { before: "pipeline", after: "terraform" } as const;
const terraforms = { before: "terraform", after: "terraform" } as const;

function titles(...rows: readonly Row[]): string[] {
  return Object.values(said(reviewed(rows)))
    .flat()
    .filter((text) => !/^routine| (a new revision|is destroyed.*)$/.test(text));
}

describe("a placeholder in the place of an image", () => {
  const blocked = "blocks: names a placeholder in the place of an image";

  test("blocks where Terraform deploys, and says how to name the image", () => {
    const { judged } = reviewed([revision(`${repository}:1.2.3`, placeholder, terraforms), named]);
    expect(judged[0]?.findings[0]).toEqual({
      level: "blocks",
      title: "names a placeholder in the place of an image",
      changes: [`api: image: "${repository}:1.2.3" → "${placeholder}"`],
      why: "No image has that tag: no task of this revision starts.",
      todo: 'Name the image that runs in its parameter, and plan again: aws ssm put-parameter --overwrite --name "/shop/images/api" --value <tag or digest>',
    });
  });

  test("says what to do where the parameter is still to be created, as when a public image becomes one's own", () => {
    const { judged } = reviewed([
      revision("docker.io/library/nginx:1", placeholder, terraforms),
      created(parameter, { name: "/shop/images/api" }),
    ]);
    expect(judged[0]?.findings[0]?.todo).toBe(
      'Deploy first with deployment: { kind: "rolling", owner: "pipeline" }, which creates the parameter "/shop/images/api" and leaves the service what it runs; name the image that runs in it (aws ssm put-parameter --overwrite --name "/shop/images/api" --value <tag or digest>); then take the owner out again.',
    );
  });

  test("blocks where schedules start it, though a pipeline deploys the service", () => {
    expect(titles(revision("nginx:1", placeholder, kept), runs(3), nightly)).toContain(blocked);
  });

  test.each([
    ["another image", revision(`${repository}:1.2.3`, `${repository}:1.2.4`, terraforms)],
    ["the first image", revision(placeholder, `${repository}:1.0.0`, terraforms)],
    ["a placeholder that stays", revision(placeholder, placeholder, terraforms)],
    ["a revision that nothing starts", revision("nginx:1", placeholder, kept)],
  ])("does not mean %s", (_, row) => {
    expect(titles(row, named)).toEqual([]);
  });
});

describe("a service that is taken from its pipeline", () => {
  const blocked = "blocks: would not run the image that its pipeline deployed";
  const told = "review: runs the image that its parameter names instead of its pipeline's";

  test.each([
    ["the placeholder", placeholder],
    ["the image from before the pipeline", `${repository}:1.2.3`],
  ])("blocks with %s in its parameter", (_, image) => {
    expect(titles(revision(image, image, taken), runs(17), named)).toEqual([blocked]);
  });

  test("blocks where the image is known after the apply only", () => {
    const row = revision(placeholder, placeholder, taken);
    const after = { family, track_latest: true };
    const unknown = { ...row, after, after_unknown: { arn: true, container_definitions: true } };
    expect(titles(unknown, runs(17), named)).toEqual([blocked]);
  });

  test("says how to take the image over", () => {
    const { judged } = reviewed([revision(placeholder, placeholder, taken), runs(17), named]);
    const found = judged.find(({ change }) => change.address === service)?.findings[0];
    expect(found).toMatchObject({
      changes: [`image: what "${arn(17)}" names → "${placeholder}"`],
      todo: `Name the image that runs in its parameter, and plan again: aws ssm put-parameter --overwrite --name "/shop/images/api" --value <tag or digest> Which one runs says: aws ecs describe-task-definition --task-definition "${arn(17)}" --query "taskDefinition.containerDefinitions[].image" Where it is that image already, acknowledge: the first deploy stops with "Provider produced inconsistent final plan", and the next one goes on.`,
    });
  });

  test("is something to look at once the parameter names an image", () => {
    expect(titles(revision(placeholder, `${repository}:2.0.0`, taken), runs(17), named)).toEqual([told]);
  });

  test("says nothing where the pipeline has not deployed yet", () => {
    expect(titles(revision(placeholder, placeholder, taken), runs(3), named)).toEqual([]);
  });

  test("says nothing while it stays the pipeline's", () => {
    const row = updated(service, { task_definition: arn(17), name: "a" }, { task_definition: arn(17), name: "b" });
    expect(titles(revision(placeholder, placeholder, kept), row)).toEqual(["review: changes"]);
  });

  test("says nothing of a revision that ECS took back where Terraform deploys", () => {
    expect(titles(revision(`${repository}:1`, `${repository}:1`, terraforms), runs(2), named)).toEqual([]);
  });

  test.each([
    ["its pipeline's rolling service", runs(17)],
    ["a CodeDeploy service, of which AWS does not tell what runs", runs(3, "CODE_DEPLOY")],
  ])("blocks where %s is replaced by one that starts with Terraform's image", (_, row) => {
    const replaced = { ...row, actions: ["delete", "create"], replace_paths: [["cluster"]] };
    expect(titles(revision(placeholder, placeholder, kept), replaced, named)).toContain(blocked);
  });
});

describe("a new revision of a pipeline's service with scheduled tasks", () => {
  const blocked = "blocks: gives scheduled tasks another image than the service may have";
  const old = `${repository}:1.2.3`;
  const served = stays(service, { task_definition: arn(17), deployment_controller: [{ type: "ECS" }] });

  test.each([
    ["blocks with the image of before", [revision(old, old, kept), served, nightly, named], [blocked]],
    [
      "is nothing where the parameter names another one",
      [revision(old, `${repository}:2`, kept), served, nightly, named],
      [],
    ],
    ["is nothing without a schedule", [revision(old, old, kept), served, named], []],
    [
      "is nothing where no schedule is enabled",
      [revision(old, old, kept), served, { ...nightly, after: { ...nightly.after, state: "DISABLED" } }, named],
      [],
    ],
  ] satisfies [string, Row[], string[]][])("%s", (_, rows, expected) => {
    expect(titles(...rows)).toEqual(expected);
  });
});

describe("the value of a first deploy", () => {
  const blocked = "blocks: gets the value of its first deploy again";

  test.each([
    [
      "an operator's parameter that is written once more",
      updated(parameter, { value_wo_version: 1 }, { value_wo_version: 2 }),
      [blocked],
    ],
    [
      "an operator's parameter that is replaced",
      {
        address: parameter,
        actions: ["delete", "create"],
        before: { name: "/a", value_wo_version: 1 },
        after: { name: "/b", value_wo_version: 1 },
        replace_paths: [["name"]],
      },
      [blocked],
    ],
    [
      "an image's parameter that is replaced",
      {
        address: parameter,
        actions: ["delete", "create"],
        before: { name: "/a", insecure_value: "1.2.3" },
        after: { name: "/b", insecure_value: "not-pushed-yet" },
        replace_paths: [["name"]],
      },
      [blocked],
    ],
    ["another value", updated(parameter, { insecure_value: "a" }, { insecure_value: "b" }), []],
    [
      "another description",
      updated(parameter, { value_wo_version: 1, tier: "a" }, { value_wo_version: 1, tier: "b" }),
      [],
    ],
  ] satisfies [string, Row, string[]][])("%s", (_, row, expected) => {
    expect(titles(row).filter((text) => text.startsWith("blocks"))).toEqual(expected);
  });
});
