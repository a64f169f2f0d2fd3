import { describe, expect, test } from "@jest/globals";
import { type Command, chooseRunner } from "../../../../src/operations/emulate/emulator/runner";

const options = { port: 4566, keep: false, settings: { MOTO_ACCOUNT_ID: "111122223333" } };

/** A machine on which these programs, and no others, do what they are asked. */
function machineWith(...programs: string[]): (command: Command) => Promise<boolean> {
  return ({ file }) => Promise.resolve(programs.includes(file));
}

describe("the emulator's runner", () => {
  test("is python3 when it has the pinned moto, whatever else is there", async () => {
    expect((await chooseRunner(machineWith("docker", "uvx", "python3"))).name).toBe("python3");
  });

  test("is uvx when python3 lacks the pinned moto", async () => {
    expect((await chooseRunner(machineWith("uvx", "docker"))).name).toBe("uvx");
  });

  test("is docker when there is nothing else", async () => {
    expect((await chooseRunner(machineWith("docker"))).name).toBe("docker");
  });

  test("asks python3 for exactly the pinned version of moto", async () => {
    const { probe } = await chooseRunner(machineWith("python3"));
    expect(probe.args.join(" ")).toMatch(/version\("moto"\) != "\d+\.\d+\.\d+"/);
  });

  test("is missing with one message that says how to get each of the three", async () => {
    await expect(chooseRunner(machineWith())).rejects.toThrow(
      /pip install "moto\[server\]==\d+\.\d+\.\d+"[\s\S]*uvx: https:[\s\S]*docker, with its daemon running: https:/,
    );
  });

  test("tells a kept emulator to outlive its standard input, and only a kept one", async () => {
    const runner = await chooseRunner(machineWith("python3"));
    expect(runner.command({ ...options, keep: true }).args).toContain("--keep");
    expect(runner.command(options).args).not.toContain("--keep");
  });

  test("publishes docker's port on the loopback address only, and hands it the settings", async () => {
    const { args } = (await chooseRunner(machineWith("docker"))).command(options);
    expect(args).toEqual(
      expect.arrayContaining(["--publish", "127.0.0.1:4566:4566", "--env", "MOTO_ACCOUNT_ID=111122223333"]),
    );
  });

  test("keeps docker's standard input open, by which the container ends, unless the emulator is kept", async () => {
    const runner = await chooseRunner(machineWith("docker"));
    expect(runner.command(options).args).toContain("--interactive");
    expect(runner.command({ ...options, keep: true }).args).not.toContain("--interactive");
  });
});
