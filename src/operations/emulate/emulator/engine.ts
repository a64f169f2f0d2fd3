import { request, type RequestOptions } from "node:http";
import { text } from "node:stream/consumers";

import { Failure } from "../../failure";

/** Milliseconds that an engine has to answer. */
const timeout = 2_000;

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** The socket or port of an engine that speaks Docker's protocol. */
const dockerHost = (): string => process.env.DOCKER_HOST ?? "unix:///var/run/docker.sock";

/**
 * Why the engine that `DOCKER_HOST` names, or else Docker's own, runs no tasks; `undefined` when it does.
 *
 * @throws Failure when that is neither a socket nor a port
 */
export async function engineProblem(host = dockerHost()): Promise<string | undefined> {
  const where = addressOf(host);
  try {
    const { status, body } = await ask("/info", where);
    if (status !== 200) return `the container engine at ${host} answers ${String(status)}`;
    const { SecurityOptions: options } = JSON.parse(body) as { readonly SecurityOptions?: readonly string[] };
    if (options?.some((option) => option.includes("rootless")))
      return `the container engine at ${host} is rootless, and gives tasks no networks of their own`;
    return undefined;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EACCES")
      return `${host} may not be opened by this user: add the user to the group of the socket, or run as root`;
    return `no container engine answers at ${host}`;
  }
}

/** The id of an image that the engine has under a name; `undefined` when it has none, or does not answer. */
export async function imageId(name: string): Promise<string | undefined> {
  try {
    const { status, body } = await ask(`/images/${encodeURIComponent(name)}/json`, addressOf(dockerHost()));
    return status === 200 ? (JSON.parse(body) as { readonly Id: string }).Id : undefined;
  } catch {
    return undefined;
  }
}

function ask(path: string, where: RequestOptions): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asked = request({ ...where, path, timeout }, (response) => {
      text(response).then((body) => {
        resolve({ status: response.statusCode ?? 0, body });
      }, reject);
    });
    asked.once("timeout", () => asked.destroy(new Error("it does not answer")));
    asked.once("error", reject);
    asked.end();
  });
}

function addressOf(host: string): RequestOptions {
  const url = URL.canParse(host) ? new URL(host) : undefined;
  if (url?.protocol === "unix:") return { socketPath: url.pathname };
  if (url?.protocol === "tcp:" && url.port !== "") return { host: url.hostname, port: url.port };
  throw new Failure(
    `DOCKER_HOST is "${host}"; expected the socket or port of a container engine, as in "unix:///var/run/docker.sock" or "tcp://127.0.0.1:2375".`,
  );
}
