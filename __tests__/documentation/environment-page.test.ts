import { expect, test } from "@jest/globals";

import type { DocumentedStack } from "../../src/documentation/documented-stack";
import { environmentPage } from "../../src/documentation/environment-page";
import { cluster, serviceBodies, stackOf } from "./stack";

function services(count: number): DocumentedStack {
  const keys = Array.from({ length: count }, (_, index) => `service-${index}`);
  return stackOf(Object.assign({}, cluster, ...keys.map(serviceBodies)) as typeof cluster);
}

test("an environment of a thousand services has a page in seconds, and a picture that is still one", async () => {
  const start = performance.now();
  const { markdown, svg } = await environmentPage(services(1000), { picture: "test.svg" });

  expect(performance.now() - start).toBeLessThan(10_000);
  expect(markdown.match(/^\| `service-\d+` /gm)).toHaveLength(2000); // in two tables
  expect(svg).toContain("989 more services");
  expect(svg.length).toBeLessThan(50_000);
}, 60_000);

test("its size grows with the services, not with their square", async () => {
  const length = async (count: number): Promise<number> =>
    (await environmentPage(services(count), { picture: "test.svg" })).markdown.length;
  const [few, many] = [await length(100), await length(400)];

  expect(many / few).toBeLessThan(5);
}, 60_000);

test("an environment without anything has a page", async () => {
  const { markdown } = await environmentPage(stackOf({}), { picture: "test.svg" });

  expect(markdown).toContain("It has no services.");
  expect(markdown).toContain("No security group lets anything through.");
});

test("names are shown literally, in tables and in the picture", async () => {
  const hostile = 'a|b`c`<img src=x onerror="1">"]-->[x';
  const { markdown, svg } = await environmentPage(
    stackOf({
      ...cluster,
      ...serviceBodies("api"),
      "aws_s3_bucket.b": { bucket: hostile },
      "aws_ecs_cluster.c": { name: hostile },
    }),
    { picture: "test.svg" },
  );
  const outsideOfCode = markdown.replaceAll(/(`+)(?!`).*?[^`]\1(?!`)/g, "");

  expect(outsideOfCode).not.toContain("<img");
  expect(svg).not.toContain("<img");
  expect(markdown).toContain("a\\|b");
});

test("services whose names every object has are services like any other", async () => {
  const { markdown } = await environmentPage(
    stackOf({ ...cluster, ...serviceBodies("constructor"), ...serviceBodies("toString") }),
    { picture: "test.svg" },
  );

  expect(markdown).toContain("tasks of constructor");
  expect(markdown).toContain("| `toString`");
});

test("what a destroy keeps and why it stays is told", async () => {
  const stack = stackOf(
    {
      "aws_db_instance.database_00000000": { identifier: "main" },
      "aws_vpc.network_00000000": { tags: { Name: "net" } },
    },
    {
      kept: {
        addresses: ["aws_db_instance.database_00000000", "aws_vpc.network_00000000"],
        protecting: ["aws_db_instance.database_00000000"],
      },
      forgotten: ["aws_s3_bucket.old"],
    },
  );
  const { markdown } = await environmentPage(stack, { picture: "test.svg" });

  expect(markdown).toContain("it destroys 0 of 2 resources and keeps these");
  expect(markdown).toMatch(/`database main` +\| itself protected/);
  expect(markdown).toMatch(/`network net` +\| needed by what is protected/);
  expect(markdown).toContain("- `aws_s3_bucket.old`");
});
