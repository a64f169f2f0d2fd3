import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "../../failure";

const folder = __dirname;

/** The packages that the emulator runs on, as pip names them: `moto[server]==5.2.1`. */
const requirement = readFileSync(join(folder, "requirements.txt"), "utf8").trim();

const pinnedVersion = requirement.slice(requirement.indexOf("==") + 2);

/** Image of the emulator when it runs in docker. */
const image = "python:3.11-slim";

/** Where to run the emulator: what `server.py` is told, and what its process finds in its environment. */
export interface ServerOptions {
  readonly port: number;
  /** Whether the emulator outlives the process that started it. */
  readonly keep: boolean;
  readonly settings: Readonly<Record<string, string>>;
  /** What runs in containers. @default nothing does */
  readonly containers?: Containers | undefined;
}

/** Tasks, load balancers and databases that an engine runs. */
export interface Containers {
  /** The label of all that the run starts. */
  readonly run: string;
  readonly region: string;
  /** Images of the engine's, by the ECR repositories that are to have them. */
  readonly images: Readonly<Record<string, string>>;
}

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
}

/** One way to run the emulator. */
export interface Runner {
  readonly name: "python3" | "uvx" | "docker";
  /** Succeeds where this runner can run the emulator. */
  readonly probe: Command;
  command(options: ServerOptions): Command;
}

/** Says whether a command exists and succeeds. */
export type Probe = (command: Command) => Promise<boolean>;

function serverArgs({ port, keep, containers }: ServerOptions): string[] {
  return [
    ...["--port", String(port)],
    ...(keep ? ["--keep"] : []),
    ...(containers ? ["--containers", containers.run, "--region", containers.region] : []),
    ...Object.entries(containers?.images ?? {}).flatMap(([repository, image]) => ["--image", `${repository}=${image}`]),
  ];
}

const python3: Runner = {
  name: "python3",
  probe: {
    file: "python3",
    args: [
      "-c",
      `from importlib.metadata import version; version("flask"); raise SystemExit(version("moto") != "${pinnedVersion}")`,
    ],
  },
  command: (options) => ({ file: "python3", args: [join(folder, "server.py"), ...serverArgs(options)] }),
};

const uvx: Runner = {
  name: "uvx",
  probe: { file: "uvx", args: ["--version"] },
  command: (options) => ({
    file: "uvx",
    args: ["--from", requirement, "python", join(folder, "server.py"), ...serverArgs(options)],
  }),
};

const docker: Runner = {
  name: "docker",
  // The client alone answers `--version`; `info` needs the daemon.
  probe: { file: "docker", args: ["info"] },
  command: (options) => ({
    file: "docker",
    args: [
      "run",
      "--rm",
      "--init",
      // The container's standard input ends with ours: so does the emulator.
      ...(options.keep ? [] : ["--interactive"]),
      "--publish",
      `127.0.0.1:${String(options.port)}:${String(options.port)}`,
      "--volume",
      `${folder}:/emulator:ro`,
      ...Object.entries(options.settings).flatMap(([name, value]) => ["--env", `${name}=${value}`]),
      image,
      "sh",
      "-c",
      'pip install --quiet --root-user-action=ignore --requirement /emulator/requirements.txt && exec python /emulator/server.py "$@"',
      "server.py",
      "--host",
      "0.0.0.0",
      ...serverArgs(options),
    ],
  }),
};

const runners: readonly Runner[] = [python3, uvx, docker];

/**
 * The first of python3 with the pinned moto, uvx and docker that is there.
 *
 * @throws Failure that says how to get one of the three, when none is.
 */
export async function chooseRunner(probe: Probe): Promise<Runner> {
  for (const runner of runners) {
    if (await probe(runner.probe)) return runner;
  }
  throw new Failure(
    [
      "The emulator needs one of these, and none was found:",
      `  python3 with moto ${pinnedVersion}: python3 -m pip install "${requirement}"`,
      "  uvx: https://docs.astral.sh/uv/getting-started/installation/",
      "  docker, with its daemon running: https://docs.docker.com/get-started/get-docker/",
    ].join("\n"),
  );
}
