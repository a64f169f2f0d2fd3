/** What runs in containers, and how it is reached from this machine. */
export interface RunningContainers {
  /** The environment's hosts, and where a browser on this machine opens them. */
  readonly hosts: readonly { readonly name: string; readonly url: string }[];
  /** The load balancers' listeners. */
  readonly listeners: readonly {
    /** The load balancer's ARN. */
    readonly loadBalancer: string;
    readonly port: number;
    /** The port of the loopback address that leads to it. */
    readonly publishedAt: number;
    /** Whether a rule of it forwards requests for whatever host. */
    readonly takesAnyHost: boolean;
  }[];
  /** The certificate of the run's authority, which certifies hosts and databases, as PEM. */
  readonly authority: string;
  /** A sentence for each thing that runs in another way than on AWS. */
  readonly exceptions: readonly string[];
  /** What keeps failing at the moment, such as the engine. */
  readonly problems: readonly string[];
}

/** What an emulator at an address runs in containers. */
export async function readContainers(url: string): Promise<RunningContainers> {
  const response = await fetch(`${url}/emulator-api/run`);
  return (await response.json()) as RunningContainers;
}
