import { request } from "node:http";

/** Milliseconds that an engine has to answer. */
const timeout = 2_000;

/**
 * Whether an engine that speaks Docker's protocol answers at its socket: the one that `DOCKER_HOST` names, or else Docker's own.
 */
export function engineAnswers(host = process.env.DOCKER_HOST ?? "unix:///var/run/docker.sock"): Promise<boolean> {
  const url = new URL(host);
  const where =
    url.protocol === "unix:" ? { socketPath: url.pathname } : { host: url.hostname, port: Number(url.port || 2375) };
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
