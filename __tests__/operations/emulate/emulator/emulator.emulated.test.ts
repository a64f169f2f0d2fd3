import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterEach, describe, expect, test } from "@jest/globals";
import { Emulator } from "../../../../src/operations/emulate/emulator/emulator";

const props = { accountId: "111122223333", region: "us-east-1" };

const emulators: Emulator[] = [];
afterEach(async () => {
  await Promise.all(emulators.splice(0).map((emulator) => emulator.stop()));
});

async function started(): Promise<Emulator> {
  const emulator = await Emulator.start(props);
  emulators.push(emulator);
  return emulator;
}

/** A process that has ended and that init has not reaped yet is not alive, though it still takes signals. */
function isAlive(pid: number): boolean {
  const { stdout } = spawnSync("ps", ["-o", "stat=", "-p", String(pid)], { encoding: "utf8" });
  return stdout.trim() !== "" && !stdout.startsWith("Z");
}

async function accountAt(url: string): Promise<string | undefined> {
  const credentials = { accessKeyId: "test", secretAccessKey: "test" };
  const client = new STSClient({ endpoint: url, region: props.region, credentials });
  return (await client.send(new GetCallerIdentityCommand({}))).Account;
}

/** Starts an emulator from a process of its own, and returns that process and the emulator's. */
async function startedElsewhere(
  keep: boolean,
): Promise<{ starter: ReturnType<typeof spawn>; pid: number; url: string }> {
  const emulator = join(__dirname, "../../../../src/operations/emulate/emulator/emulator.ts");
  const script = `
    require(${JSON.stringify(emulator)}).Emulator.start(${JSON.stringify({ ...props, keep })})
      .then(({ pid, url }) => process.send({ pid, url }));
    process.once("disconnect", () => process.exit());`;
  const starter = spawn("node", ["--import", "tsx", "--eval", script], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const [message] = (await once(starter, "message")) as [{ pid: number; url: string }];
  return { starter, ...message };
}

/** Waits for the process to end; false after five seconds. */
async function ends(pid: number): Promise<boolean> {
  const deadline = Date.now() + 5_000;
  while (Date.now() < deadline) {
    if (!isAlive(pid)) return true;
    await delay(50);
  }
  return false;
}

describe("the emulator", () => {
  test("is the account that it was started with, and gone once it is stopped", async () => {
    const emulator = await started();
    expect(await accountAt(emulator.url)).toBe("111122223333");

    await emulator.stop();

    expect(isAlive(emulator.pid)).toBe(false);
    await expect(fetch(emulator.url)).rejects.toThrow();
    expect(readFileSync(emulator.log, "utf8")).toContain("POST / HTTP");
  });

  test("may be stopped twice", async () => {
    const emulator = await started();
    await emulator.stop();
    await expect(emulator.stop()).resolves.toBeUndefined();
  });

  test.each(["SIGKILL", "SIGINT", "SIGTERM"] as const)("ends with a process that gets a %s", async (signal) => {
    const { starter, pid } = await startedElsewhere(false);
    starter.kill(signal);
    expect(await ends(pid)).toBe(true);
  });

  test("outlives its starter when it is kept", async () => {
    const { starter, pid, url } = await startedElsewhere(true);
    const ended = once(starter, "exit");
    starter.disconnect();
    await ended;
    expect(await accountAt(url)).toBe("111122223333");
    process.kill(pid, "SIGTERM");
    expect(await ends(pid)).toBe(true);
  });

  test("refuses a port to which fetch does not connect", async () => {
    await expect(Emulator.start({ ...props, port: 5060 })).rejects.toThrow(
      "Browsers and Node.js connect to no port of another protocol, as 5060 is; choose another.",
    );
  });

  test("refuses a port that something else answers on", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as { port: number };
    await expect(Emulator.start({ ...props, port })).rejects.toThrow(`The emulator cannot use port ${String(port)}`);
    other.close();
  });

  test("shows the end of its log when it ends as it starts", async () => {
    const folder = mkdtempSync(join(tmpdir(), "broken-python-"));
    writeFileSync(join(folder, "python3"), '#!/bin/sh\ntest "$1" = -c || { echo "no module named gaps"; exit 1; }\n', {
      mode: 0o755,
    });
    const path = process.env.PATH;
    process.env.PATH = `${folder}:${path ?? ""}`;
    try {
      await expect(Emulator.start(props)).rejects.toThrow(/ended as it started[\s\S]*no module named gaps/);
    } finally {
      process.env.PATH = path;
    }
  });
});
