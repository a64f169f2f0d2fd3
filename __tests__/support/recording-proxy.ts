import { createServer, request, type IncomingMessage, type Server } from "node:http";
import { type AddressInfo } from "node:net";

/** Forwards requests to an emulated AWS, and writes down in which order it was asked for what. */
export class RecordingProxy {
  private calls: string[] = [];

  private constructor(
    private readonly server: Server,
    public readonly url: string,
  ) {}

  public static async start(target: string): Promise<RecordingProxy> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const proxy = new RecordingProxy(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on("request", (incoming, outgoing) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("end", () => {
        const body = Buffer.concat(chunks);
        proxy.record(incoming, body);
        const { method, url = "/", headers } = incoming;
        const forwarded = request(new URL(url, target), { method, headers }, (answer) => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
        });
        forwarded.on("error", () => outgoing.destroy());
        forwarded.end(body);
      });
    });
    return proxy;
  }

  public stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  /** The calls since the last time, by their names in AWS's API, and no longer kept. */
  public taken(): string[] {
    const { calls } = this;
    this.calls = [];
    return calls;
  }

  /** Query APIs name the action in the body, the JSON ones in a header. */
  private record({ headers }: IncomingMessage, body: Buffer): void {
    const target = headers["x-amz-target"];
    const action =
      typeof target === "string" ? target.split(".").at(-1) : /(?:^|&)Action=(\w+)/.exec(body.toString())?.[1];
    if (action !== undefined) this.calls.push(action);
  }
}
