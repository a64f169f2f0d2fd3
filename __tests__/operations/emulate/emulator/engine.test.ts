import { createServer, type Server } from "node:http";
import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, expect, test } from "@jest/globals";

import { engineProblem } from "../../../../src/operations/emulate/emulator/engine";

const folder = mkdtempSync(path.join(tmpdir(), "engine-"));
let server: Server | undefined;

afterEach(() => {
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

const engine = { SecurityOptions: ["name=seccomp,profile=builtin"] };

function serve(info: unknown, where: string | number = 0, status = 200): Promise<Server> {
  return new Promise((resolve) => {
    const listening = createServer(({ url }, response) => {
      response.writeHead(url === "/info" ? status : 404).end(JSON.stringify(info));
    });
    server = listening;
    listening.listen(where, () => {
      resolve(listening);
    });
  });
}

async function hostOf(serving: Promise<Server>): Promise<string> {
  return `tcp://127.0.0.1:${String(((await serving).address() as AddressInfo).port)}`;
}

test("an engine runs tasks, at a port", async () => {
  expect(await engineProblem(await hostOf(serve(engine)))).toBeUndefined();
});

test("an engine runs tasks, at a socket", async () => {
  const socket = path.join(mkdtempSync(path.join(tmpdir(), "engine-")), "engine.sock");
  await serve(engine, socket);
  expect(await engineProblem(`unix://${socket}`)).toBeUndefined();
});

test("an engine that refuses runs none", async () => {
  const host = await hostOf(serve({}, 0, 500));
  expect(await engineProblem(host)).toBe(`the container engine at ${host} answers 500`);
});

test("a rootless engine runs none", async () => {
  const host = await hostOf(serve({ SecurityOptions: ["name=seccomp", "name=rootless"] }));
  expect(await engineProblem(host)).toBe(
    `the container engine at ${host} is rootless, and gives tasks no networks of their own`,
  );
});

test("there is none where nothing listens", async () => {
  const host = `unix://${path.join(folder, "none.sock")}`;
  expect(await engineProblem(host)).toBe(`no container engine answers at ${host}`);
});

test.each(["docker", "ssh://builder", "tcp://127.0.0.1"])("%s is no place of an engine", async (host) => {
  await expect(engineProblem(host)).rejects.toThrow(
    `DOCKER_HOST is "${host}"; expected the socket or port of a container engine, as in "unix:///var/run/docker.sock" or "tcp://127.0.0.1:2375".`,
  );
});
