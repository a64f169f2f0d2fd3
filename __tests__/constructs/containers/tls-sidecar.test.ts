import { describe, expect, test } from "@jest/globals";

import { nginxConfiguration, tlsSidecar, type TlsSidecarProps } from "../../../src/constructs/containers/tls-sidecar";

const props: TlsSidecarProps = {
  name: "tls",
  port: 3000,
  application: { name: "api", port: 3001 },
  idleTimeoutSeconds: 60,
  stopTimeoutSeconds: 45,
  memoryMiB: 128,
  scratch: "/tmp",
};

function configuration(changes: Partial<TlsSidecarProps> = {}): string[] {
  return nginxConfiguration({ ...props, ...changes })
    .split("\n")
    .map((line) => line.trim());
}

describe("tlsSidecar", () => {
  test("listens on the service's port, without which the task is worth nothing", () => {
    expect(tlsSidecar(props)).toMatchObject({ name: "tls", port: 3000, essential: true, stopTimeoutSeconds: 45 });
  });

  test("starts after the application", () => {
    expect(tlsSidecar(props).startsAfter).toEqual({ api: "START" });
  });

  test("is an image of one version, does not run as root and is held to its memory", () => {
    const { image, user, memoryMiB } = tlsSidecar(props);

    expect(image).toMatch(/:\d+\.\d+\.\d+-/);
    expect({ user, memoryMiB }).toEqual({ user: "nginx", memoryMiB: 128 });
  });

  test("makes its certificate before nginx takes the place of the shell, so that signals reach nginx", () => {
    const [shell, option, script] = tlsSidecar(props).command ?? [];

    expect([shell, option]).toEqual(["sh", "-c"]);
    expect(script?.split(" && ").map((step) => step.split(" ")[0])).toEqual(["openssl", "printenv", "exec"]);
  });

  test("writes nowhere but into its scratch space", () => {
    const { command = [], environment } = tlsSidecar({ ...props, scratch: "/scratch" });
    const text = [...command, ...Object.values(environment)].join("\n");
    const written = text.match(/(?<=keyout |out |> |pid |_temp_path |unix:)\/[^\s;/]+/g);

    expect(new Set(written)).toEqual(new Set(["/scratch"]));
  });

  test("is asked for its health without a request to the application", () => {
    expect(tlsSidecar(props).healthCheck?.command).toEqual(
      expect.arrayContaining(["--unix-socket", "/tmp/health.sock"]),
    );
  });
});

describe("nginxConfiguration", () => {
  test("ends TLS of 1.2 or newer and hands on to the application inside the task", () => {
    expect(configuration()).toEqual(
      expect.arrayContaining([
        "listen 3000 ssl;",
        "ssl_protocols TLSv1.2 TLSv1.3;",
        "proxy_pass http://127.0.0.1:3001;",
      ]),
    );
  });

  test("leaves the load balancer's headers as they are, and says of health checks that they came over TLS", () => {
    const set = configuration().filter((line) => line.startsWith("proxy_set_header"));

    expect(set).toEqual([
      "proxy_set_header Host $http_host;",
      "proxy_set_header X-Forwarded-Proto $forwarded_proto;",
      "proxy_set_header Upgrade $http_upgrade;",
      "proxy_set_header Connection $connection_upgrade;",
    ]);
    expect(configuration().join(" ")).toContain(
      'map $http_x_forwarded_proto $forwarded_proto { default $http_x_forwarded_proto; "" https; }',
    );
  });

  test("collects neither requests nor answers on their way", () => {
    expect(configuration()).toEqual(
      expect.arrayContaining(["proxy_buffering off;", "proxy_request_buffering off;", "client_max_body_size 0;"]),
    );
  });

  test("waits longer than the load balancer in every respect", () => {
    const waiting = configuration({ idleTimeoutSeconds: 4000 }).filter((line) => line.includes("timeout"));

    expect(waiting.filter((line) => !line.endsWith(" 4010s;"))).toEqual(["proxy_connect_timeout 5s;"]);
  });

  test("leaves access logs to the load balancer, and gives errors to the task's log", () => {
    expect(configuration()).toEqual(expect.arrayContaining(["access_log off;", "error_log stderr warn;"]));
  });
});
