import type { Effort } from "../../report/facts";

/** What every client is made with. */
interface ClientConfig {
  readonly region: string;
  readonly retryMode: "adaptive";
  readonly maxAttempts: number;
  readonly requestHandler: { readonly connectionTimeout: number; readonly requestTimeout: number };
  readonly logger: Record<"trace" | "debug" | "info" | "warn" | "error", (entry: unknown) => void>;
}

type ClientClass<Client> = new (config: ClientConfig) => Client;

/**
 * Clients that share what is known of them: how often AWS was asked, and how often again. They wait longer the busier AWS
 * is, up to six times.
 */
export class AwsSession {
  private readonly start = performance.now();
  private readonly clients = new Map<string, unknown>();
  private calls = 0;
  private repeated = 0;

  constructor(readonly region: string) {}

  /** The client of a service in a region. */
  client<Client>(type: ClientClass<Client>, region = this.region): Client {
    const key = `${type.name} ${region}`;
    const client = (this.clients.get(key) as Client | undefined) ?? new type(this.config(region));
    this.clients.set(key, client);
    return client;
  }

  get effort(): Effort {
    const seconds = (performance.now() - this.start) / 1000;
    return { calls: this.calls, repeated: this.repeated, seconds: Math.round(seconds * 10) / 10 };
  }

  private config(region: string): ClientConfig {
    // The log of the SDK is only counted: what it says holds answers, and so the values of secrets.
    const count = (entry: unknown): void => {
      const { metadata } = entry as { metadata?: { attempts?: number } };
      this.calls += 1;
      this.repeated += (metadata?.attempts ?? 1) - 1;
    };
    const ignore = (): void => undefined;
    return {
      region,
      retryMode: "adaptive",
      maxAttempts: 6,
      requestHandler: { connectionTimeout: 5_000, requestTimeout: 30_000 },
      logger: { trace: ignore, debug: ignore, info: count, warn: ignore, error: count },
    };
  }
}
