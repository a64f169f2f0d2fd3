import type { ApiUsage } from "../../report/facts";
import { awsClient, type ClientConfig } from "../aws/client";

/** What is set of these clients beside their time limits. */
interface SessionConfig {
  readonly retryMode: "adaptive";
  readonly maxAttempts: number;
  readonly logger: Record<"trace" | "debug" | "info" | "warn" | "error", (entry: unknown) => void>;
}

type ClientClass<Client> = new (config: ClientConfig & SessionConfig) => Client;

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
    const client = (this.clients.get(key) as Client | undefined) ?? awsClient(type, region, this.config);
    this.clients.set(key, client);
    return client;
  }

  get effort(): ApiUsage {
    const seconds = (performance.now() - this.start) / 1000;
    return { calls: this.calls, repeated: this.repeated, seconds: Math.round(seconds * 10) / 10 };
  }

  private get config(): SessionConfig {
    // The log of the SDK is only counted: what it says holds answers, and so the values of secrets.
    const count = (entry: unknown): void => {
      const { metadata } = entry as { metadata?: { attempts?: number } };
      this.calls += 1;
      this.repeated += (metadata?.attempts ?? 1) - 1;
    };
    const ignore = (): void => undefined;
    return {
      retryMode: "adaptive",
      maxAttempts: 6,
      logger: { trace: ignore, debug: ignore, info: count, warn: ignore, error: count },
    };
  }
}
