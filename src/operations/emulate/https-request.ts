import { request } from "node:https";

/** Milliseconds that a host has to answer. */
const timeout = 5_000;

/**
 * The status that a host answers with, or why it does not.
 *
 * @param port of this machine's loopback address, which leads to a listener
 * @param authority the certificate that has to certify the host, as PEM; none to take any certificate
 */
export function statusOf(port: number, host: string, authority: string | undefined): Promise<number | string> {
  return new Promise((resolve) => {
    const asked = request(
      {
        ...{ host: "127.0.0.1", port, path: "/", servername: host, headers: { Host: host }, timeout, agent: false },
        ...(authority === undefined ? { rejectUnauthorized: false } : { ca: authority }),
      },
      (response) => {
        response.resume();
        response.once("error", (error) => {
          resolve(error.message);
        });
        response.once("end", () => {
          resolve(response.statusCode ?? 0);
        });
      },
    );
    asked.once("timeout", () => asked.destroy(new Error(`nothing within ${String(timeout / 1000)} s`)));
    asked.once("error", (error) => {
      resolve(error.message);
    });
    asked.end();
  });
}

/** Whether an answer is one of the application, rather than the load balancer's that there is none. */
export function isServed(answer: number | string): boolean {
  return typeof answer === "number" && answer < 500 && answer !== 404;
}
