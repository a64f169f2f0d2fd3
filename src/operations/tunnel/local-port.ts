import { once } from "node:events";
import { createServer } from "node:net";

import { Failure } from "../failure";

/** @throws Failure when something else listens on a port of this machine, or may not */
export async function requireFreePort(port: number, command: string): Promise<void> {
  const server = createServer();
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === "EADDRINUSE" ? "is taken on this machine" : `cannot be used: ${(error as Error).message}`;
    throw new Failure(
      `Port ${port} ${reason}. Choose another one:  ${command} --port ${port < 10_000 ? port + 10_000 : 15_432}`,
    );
  }
  server.close();
  await once(server, "close");
}
