import { createServer, type Server } from "node:http";
import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

import { afterEach, expect, test } from "@jest/globals";

import { engineAnswers } from "../../../../src/operations/emulate/emulator/engine";

const folder = mkdtempSync(path.join(tmpdir(), "engine-"));
let server: Server | undefined;

afterEach(() => {
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

function serve(status: number, where: string | number): Promise<Server> {
  return new Promise((resolve) => {
    const listening = createServer(({ url }, response) => {
      response.writeHead(url === "/_ping" ? status : 404).end();
    });
    server = listening;
    listening.listen(where, () => {
      resolve(listening);
    });
  });
}

test("an engine answers at a port", async () => {
  const { port } = (await serve(200, 0)).address() as AddressInfo;
  expect(await engineAnswers(`tcp://127.0.0.1:${String(port)}`)).toBe(true);
});

test("an engine answers at a socket", async () => {
  const socket = path.join(mkdtempSync(path.join(tmpdir(), "engine-")), "engine.sock");
  await serve(200, socket);
  expect(await engineAnswers(`unix://${socket}`)).toBe(true);
});

test("an engine that refuses is none", async () => {
  const { port } = (await serve(500, 0)).address() as AddressInfo;
  expect(await engineAnswers(`tcp://127.0.0.1:${String(port)}`)).toBe(false);
});

test("there is none where nothing listens", async () => {
  expect(await engineAnswers(`unix://${path.join(folder, "none.sock")}`)).toBe(false);
});

test.each(["docker", "ssh://builder", "tcp://127.0.0.1"])("%s is no place of an engine", async (host) => {
  await expect(engineAnswers(host)).rejects.toThrow(
    `DOCKER_HOST is "${host}"; expected the socket or port of a container engine, as in "unix:///var/run/docker.sock" or "tcp://127.0.0.1:2375".`,
  );
});
