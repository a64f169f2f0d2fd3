import { once } from "node:events";
import { type IncomingMessage, request, type RequestOptions } from "node:http";
import { text } from "node:stream/consumers";

interface Listed {
  readonly Names: readonly string[];
}

/** The engine at DOCKER_HOST, beside the emulator that uses it: sees and kills what a run has started. */
export class ContainerEngine {
  private constructor(private readonly where: RequestOptions) {}

  /** @throws Error that says how to start one, where none answers. */
  static async atDockerHost(): Promise<ContainerEngine> {
    const host = process.env.DOCKER_HOST ?? "unix:///var/run/docker.sock";
    const { protocol, hostname, port, pathname } = new URL(host);
    const engine = new ContainerEngine(protocol === "unix:" ? { socketPath: pathname } : { host: hostname, port });
    await engine.ask("GET", "/_ping").catch((error: unknown) => {
      throw new Error(`No container engine answers at ${host}. Start one: eval "$(.ci/containers start $$)"`, {
        cause: error,
      });
    });
    return engine;
  }

  /** Names of the run's containers. */
  async containers(run: string): Promise<string[]> {
    const listed = JSON.parse(await this.ask("GET", `/containers/json?all=true&${ofRun(run)}`)) as Listed[];
    return listed.flatMap(({ Names }) => Names).map((name) => name.replace(/^\//, ""));
  }

  /** Names of the run's volumes. */
  async volumes(run: string): Promise<string[]> {
    const listed = JSON.parse(await this.ask("GET", `/volumes?${ofRun(run)}`)) as {
      readonly Volumes: readonly { readonly Name: string }[] | null;
    };
    return (listed.Volumes ?? []).map(({ Name }) => Name);
  }

  async kill(container: string): Promise<void> {
    await this.ask("POST", `/containers/${container}/kill`);
  }

  private async ask(method: string, path: string): Promise<string> {
    const asked = request({ ...this.where, method, path, timeout: 30_000 }).end();
    const [response] = (await once(asked, "response")) as [IncomingMessage];
    const body = await text(response);
    if ((response.statusCode ?? 500) >= 400) throw new Error(`${method} ${path}: ${body}`);
    return body;
  }
}

function ofRun(run: string): string {
  return `filters=${encodeURIComponent(JSON.stringify({ label: [`fargate-platform.run=${run}`] }))}`;
}
