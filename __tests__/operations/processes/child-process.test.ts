import { spawn } from "node:child_process";
import path from "node:path";
import { text } from "node:stream/consumers";

import { expect, test } from "@jest/globals";

const operations = path.join(__dirname, "../../../src/operations");

/** A program that waits for another one, which says its process id. */
const program = `
  const { listenForInterruption } = require(${JSON.stringify(path.join(operations, "interruption"))});
  const { run } = require(${JSON.stringify(path.join(operations, "processes/child-process"))});
  listenForInterruption();
  const script = "console.log(process.pid); setTimeout(() => {}, 60_000)";
  run(process.execPath, ["-e", script], { onLine: (line) => console.log(line) }).catch(({ message }) => console.log(message));
`;

test("an interruption ends the child too where the system does not say which processes run", async () => {
  const options = ["--import", "tsx", "-e", program];
  const parent = spawn(process.execPath, options, { env: { PATH: "" }, stdio: ["ignore", "pipe", "inherit"] });
  const output = text(parent.stdout);
  parent.stdout.once("data", () => parent.kill("SIGINT"));

  const [child, said] = (await output).split("\n");
  expect(said).toBe("Interrupted by SIGINT.");
  expect(() => process.kill(Number(child), 0)).toThrow("ESRCH");
});
