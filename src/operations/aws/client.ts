/** What is set of every client; the rest is the AWS SDK's. */
export interface ClientConfig {
  readonly region: string;
  /** How often a request is sent at most: AWS answers it, or says that it is busy or broken. */
  readonly maxAttempts: number;
  readonly requestHandler: {
    readonly connectionTimeout: number;
    readonly requestTimeout: number;
    readonly socketTimeout: number;
    readonly throwOnRequestTimeout: true;
  };
}

/**
 * Time limits in milliseconds: the SDK has none of its own, and an endpoint that takes a connection and stays silent would hold
 * a command for ever. AWS answers within seconds; a search of logs takes the longest.
 */
const limits: Pick<ClientConfig, "maxAttempts" | "requestHandler"> = {
  maxAttempts: 3,
  requestHandler: {
    connectionTimeout: 5_000,
    requestTimeout: 20_000,
    socketTimeout: 20_000,
    throwOnRequestTimeout: true, // without it the SDK only warns
  },
};

/** What gives the client of a service in a region. */
export type ClientIn = <Client>(type: new (config: ClientConfig) => Client, region: string) => Client;

/** A client of the AWS SDK for a region. This is the only place that makes one, so none waits without an end. */
export function awsClient<Client, Further extends object = object>(
  type: new (config: ClientConfig & Further) => Client,
  region: string,
  further?: Further,
): Client {
  return new type({ ...limits, region, ...further } as ClientConfig & Further);
}
