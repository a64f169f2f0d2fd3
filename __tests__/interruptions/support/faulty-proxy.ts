import { once } from "node:events";
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/**
 * What goes wrong with a request: `request lost` closes the connection before AWS gets it, `response lost` after AWS has done
 * it. As with AWS, a request that is repeated after its response was lost is done again.
 */
export type Fault = "none" | "request lost" | "response lost" | "throttled" | "expired";

/** What goes wrong with the n-th request, from 1 on. */
export type Faults = (nth: number) => Fault;

/** Called when AWS has answered the n-th request, before the answer is passed on. */
type OnAnswer = (nth: number) => Promise<void>;

/** Forwards requests to an emulated AWS, counts them, and lets some go wrong. */
export class FaultyProxy {
  private count = 0;
  private faults: Faults = () => "none";
  private onAnswer: OnAnswer = () => Promise.resolve();
  private server: Server | undefined;

  private constructor(
    private readonly target: string,
    private port: number,
  ) {}

  public static async start(target: string): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(target, 0);
    await proxy.connect();
    return proxy;
  }

  public get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Requests since the last `expect`. */
  public get requests(): number {
    return this.count;
  }

  /** Counts from 1 again, and says what happens to the requests from now on. */
  public expect(faults: Faults = () => "none", onAnswer: OnAnswer = () => Promise.resolve()): void {
    this.count = 0;
    this.faults = faults;
    this.onAnswer = onAnswer;
  }

  /** Takes connections, at the same address as before. */
  public async connect(): Promise<void> {
    const server = createServer((incoming, outgoing) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("end", () => {
        this.answer(incoming, Buffer.concat(chunks), outgoing);
      });
    });
    server.listen(this.port, "127.0.0.1");
    await once(server, "listening");
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /** Closes all connections and refuses new ones. */
  public cut(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }

  private answer(incoming: IncomingMessage, body: Buffer, outgoing: ServerResponse): void {
    const nth = ++this.count;
    const fault = this.faults(nth);
    if (fault === "request lost") return void outgoing.destroy();
    if (fault === "throttled" || fault === "expired") {
      const { status, headers, text } = refusal(fault, serviceOf(incoming));
      outgoing.writeHead(status, headers).end(text);
      return;
    }
    const headers = { ...incoming.headers };
    // The emulator would give the lost response to who repeats the invocation; AWS does not.
    if (fault === "response lost") delete headers["amz-sdk-invocation-id"];
    const url = new URL(incoming.url ?? "/", this.target);
    const forwarded = request(url, { method: incoming.method, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () => {
        void this.onAnswer(nth).then(() => {
          if (fault === "response lost") return outgoing.destroy();
          return outgoing.writeHead(answer.statusCode ?? 502, answer.headers).end(Buffer.concat(chunks));
        });
      });
    });
    forwarded.on("error", () => outgoing.destroy());
    forwarded.end(body);
  }
}

function serviceOf({ headers }: IncomingMessage): string {
  return /Credential=[^/]*\/\d*\/[^/]*\/([^/]*)\//.exec(headers.authorization ?? "")?.[1] ?? "";
}

const codes = {
  throttled: { s3: "SlowDown", ec2: "RequestLimitExceeded", other: "ThrottlingException", status: 400 },
  expired: { s3: "ExpiredToken", ec2: "RequestExpired", other: "ExpiredTokenException", status: 403 },
} as const;

const querying = ["iam", "sns", "sts", "elasticloadbalancing", "monitoring", "rds", "cloudfront", "route53"];

/** An error in the form that the service's protocol gives it. */
function refusal(
  fault: keyof typeof codes,
  service: string,
): { status: number; headers: Record<string, string>; text: string } {
  const { s3, ec2, other, status } = codes[fault];
  const xml = { "content-type": "text/xml" };
  const message = `${fault} by the test`;
  const error = (code: string): string => `<Code>${code}</Code><Message>${message}</Message>`;
  if (service === "s3")
    return { status: fault === "throttled" ? 503 : 400, headers: xml, text: `<Error>${error(s3)}</Error>` };
  if (service === "ec2")
    return { status, headers: xml, text: `<Response><Errors><Error>${error(ec2)}</Error></Errors></Response>` };
  if (querying.includes(service)) {
    const code = fault === "throttled" ? "Throttling" : "ExpiredToken";
    return { status, headers: xml, text: `<ErrorResponse><Error>${error(code)}</Error></ErrorResponse>` };
  }
  return {
    status,
    headers: { "content-type": "application/x-amz-json-1.1", "x-amzn-errortype": other },
    text: JSON.stringify({ __type: other, message }),
  };
}
