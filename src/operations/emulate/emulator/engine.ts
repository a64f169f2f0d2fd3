import { request, type RequestOptions } from "node:http";

import { Failure } from "../../failure";

/** Milliseconds that an engine has to answer. */
const timeout = 2_000;

/**
 * Whether an engine that speaks Docker's protocol answers at its socket: the one that `DOCKER_HOST` names, or else Docker's own.
 *
 * @throws Failure when that is neither a socket nor a port
 */
export async function engineAnswers(host = process.env.DOCKER_HOST ?? "unix:///var/run/docker.sock"): Promise<boolean> {
  const where = addressOf(host);
  return new Promise((resolve) => {
    const ping = request({ ...where, path: "/_ping", timeout }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    ping.once("timeout", () => ping.destroy());
    ping.once("error", () => {
      resolve(false);
    });
    ping.end();
  });
}

function addressOf(text: string): RequestOptions {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "unix:") return { socketPath: url.pathname };
  if (url?.protocol === "tcp:" && url.port !== "") return { host: url.hostname, port: url.port };
  throw new Failure(
    `DOCKER_HOST is "${text}"; expected the socket or port of a container engine, as in "unix:///var/run/docker.sock" or "tcp://127.0.0.1:2375".`,
  );
}
