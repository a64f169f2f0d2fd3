import type { ContainerDefinition } from "./container-definition";

export interface TlsSidecarProps {
  readonly name: string;
  /** The port on which it speaks TLS. */
  readonly port: number;
  /** The application's container, and the port on which it listens in the clear, inside the task. */
  readonly application: { readonly name: string; readonly port: number };
  /** After how long without a byte the load balancer ends a connection. Only afterwards does the sidecar. */
  readonly idleTimeoutSeconds: number;
  readonly stopTimeoutSeconds: number;
  readonly memoryMiB: number;
  /** The one place where it writes: its certificate, its configuration and bodies on their way. */
  readonly scratch: string;
}

/**
 * A container that ends TLS for an application: nginx with a certificate that it makes itself when it starts and that
 * never leaves the task. A load balancer does not verify the certificates of its targets (Elastic Load Balancing, "Target
 * groups for your Application Load Balancers"), so it is never known outside of the task. Requests reach the application as the load
 * balancer sent them; its health checks, which do not say how they came, say "https", since applications that insist on TLS
 * would send them elsewhere. Nothing is collected on the way in either direction. Debian's image is the one that brings
 * openssl and curl.
 *
 * Costs nothing of its own; its memory is taken from the task's.
 */
export function tlsSidecar(props: TlsSidecarProps): ContainerDefinition {
  const { scratch } = props;
  const certificate =
    "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -days 3650 -subj /CN=localhost";
  const command = [
    `${certificate} -keyout ${scratch}/tls.key -out ${scratch}/tls.crt`,
    `printenv NGINX_CONFIGURATION > ${scratch}/nginx.conf`,
    `exec nginx -e stderr -c ${scratch}/nginx.conf`,
  ].join(" && ");
  return {
    name: props.name,
    image: "public.ecr.aws/docker/library/nginx:1.30.5-trixie",
    user: "nginx",
    essential: true,
    port: props.port,
    command: ["sh", "-c", command],
    environment: { NGINX_CONFIGURATION: nginxConfiguration(props) },
    memoryMiB: props.memoryMiB,
    healthCheck: {
      command: ["CMD", "curl", "--fail", "--silent", "--unix-socket", `${scratch}/health.sock`, "http://localhost/"],
      intervalSeconds: 10,
      timeoutSeconds: 5,
      retries: 3,
      startPeriodSeconds: 10,
    },
    stopTimeoutSeconds: props.stopTimeoutSeconds,
    startsAfter: { [props.application.name]: "START" },
  };
}

/**
 * nginx's configuration. The limits of headers are the load balancer's, which answers for what is larger; its access log
 * is the one there is.
 */
export function nginxConfiguration({ port, application, idleTimeoutSeconds, scratch }: TlsSidecarProps): string {
  const patience = `${idleTimeoutSeconds + 10}s`;
  const directories = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  return `
daemon off;
pid ${scratch}/nginx.pid;
error_log stderr warn;
worker_processes 2;
events { worker_connections 1024; }
http {
  access_log off;
  server_tokens off;
  ${directories.map((name) => `${name}_temp_path ${scratch}/${name};`).join("\n  ")}

  keepalive_timeout ${patience};
  client_header_timeout ${patience};
  client_body_timeout ${patience};
  send_timeout ${patience};
  large_client_header_buffers 8 16k;
  client_max_body_size 0;

  map $http_upgrade $connection_upgrade {
    default upgrade;
    "" close;
  }
  map $http_x_forwarded_proto $forwarded_proto {
    default $http_x_forwarded_proto;
    "" https;
  }

  server {
    listen ${port} ssl;
    ssl_certificate ${scratch}/tls.crt;
    ssl_certificate_key ${scratch}/tls.key;
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_session_cache shared:tls:1m;

    location / {
      proxy_pass http://127.0.0.1:${application.port};
      proxy_http_version 1.1;
      proxy_set_header Host $http_host;
      proxy_set_header X-Forwarded-Proto $forwarded_proto;
      proxy_set_header Upgrade $http_upgrade;
      proxy_set_header Connection $connection_upgrade;
      proxy_redirect off;
      proxy_buffering off;
      proxy_request_buffering off;
      proxy_buffer_size 32k;
      proxy_buffers 8 32k;
      proxy_connect_timeout 5s;
      proxy_send_timeout ${patience};
      proxy_read_timeout ${patience};
    }
  }

  server {
    listen unix:${scratch}/health.sock;
    return 204;
  }
}
`.trimStart();
}
