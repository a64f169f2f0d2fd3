"""Needs a container engine at DOCKER_HOST."""

import json
import sys
import threading
import time
import unittest
import uuid
from contextlib import contextmanager
from pathlib import Path
from socket import create_server
from typing import Any, Iterator

import docker
from docker.errors import ContainerError
from docker.models.containers import Container

sys.path.append(str(Path(__file__).parents[4] / "src/operations/emulate/emulator"))

from runtime.images.images import Images, OwnImageMissing  # noqa: E402
from runtime.images.pulling import Puller  # noqa: E402
from runtime.images.reference import parse  # noqa: E402

ACCOUNT = "111122223333"
REPOSITORY = f"{ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/shop/api"
client = docker.from_env()


class NoRegistry:
    """Reaches no registry, whatever this machine reaches."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def pull(self, image: str) -> str | None:
        self.asked.append(image)
        return "no such host"


def images(**options: Any) -> Images:
    found = Images(client, account=ACCOUNT, **options)
    found.puller = NoRegistry()  # type: ignore[assignment]
    return found


def run(image: str | None, *command: str, **options: Any) -> str:
    """What it wrote, read when it has ended: a stream may end before the last of it."""
    stderr = options.pop("stderr", False)
    with started(image, *command, network_mode="none", **options) as container:
        status = container.wait()["StatusCode"]
        output = container.logs(stderr=stderr or status != 0).decode()
        if status != 0:
            raise ContainerError(container, status, command, image, output)
    return output


@contextmanager
def started(image: str | None, *command: str, **options: Any) -> Iterator[Container]:
    container = client.containers.run(image, list(command) or None, detach=True, **options)
    try:
        yield container
    finally:
        container.remove(force=True)


def until(done: Any, seconds: float = 10) -> Any:
    """What a function returns once it is not false."""
    end = time.monotonic() + seconds
    while not (result := done()):
        if time.monotonic() > end:
            raise AssertionError("not done in time")
        time.sleep(0.1)
    return result


class References(unittest.TestCase):
    def test_parts(self) -> None:
        self.assertEqual(parse("nginx"), ("docker.io", "library/nginx", "latest"))
        self.assertEqual(parse("grafana/grafana:12"), ("docker.io", "grafana/grafana", "12"))
        self.assertEqual(parse("localhost:5000/a/b:1"), ("localhost:5000", "a/b", "1"))
        self.assertEqual(parse("public.ecr.aws/x/y:1@sha256:ab"), ("public.ecr.aws", "x/y", "sha256:ab"))

    def test_an_engine_finds_it_by_tag_or_digest(self) -> None:
        self.assertEqual(parse("nginx").in_engine, "docker.io/library/nginx:latest")
        self.assertEqual(parse("public.ecr.aws/x/y:1@sha256:ab").in_engine, "public.ecr.aws/x/y@sha256:ab")

    def test_official_images_are_below_docker_library_in_ecr_public(self) -> None:
        self.assertEqual(parse("public.ecr.aws/docker/library/nginx:1").official_name, "nginx")
        self.assertEqual(parse("nginx").official_name, "nginx")
        self.assertIsNone(parse("bitnami/nginx").official_name)

    def test_private_registries_have_an_account(self) -> None:
        self.assertEqual(parse(REPOSITORY).ecr_account, ACCOUNT)
        self.assertIsNone(parse("public.ecr.aws/x/y").ecr_account)


class Resolution(unittest.TestCase):
    def test_the_sample_application_stands_for_an_image_of_the_account(self) -> None:
        found = images()

        self.assertIn("sample-application", found.resolve(f"{REPOSITORY}:1") or "")
        self.assertEqual(found.resolve(f"{REPOSITORY}:2"), found.resolve(f"{REPOSITORY}@sha256:{'0' * 64}"))
        self.assertEqual(found.exceptions, ["shop/api: the sample application stands for it; its own by --image"])

    def test_the_users_own_image(self) -> None:
        base = images().base
        for name in ("api", "shop/api"):
            found = images(own={name: base})
            self.assertEqual(found.resolve(f"{REPOSITORY}:1"), base)
            self.assertEqual(found.exceptions, [])

    def test_the_users_own_image_is_missing(self) -> None:
        with self.assertRaisesRegex(OwnImageMissing, "no image localhost/missing:1, which --image names for shop/api"):
            images(own={"api": "localhost/missing:1"}).resolve(REPOSITORY)

    def test_an_image_that_the_engine_has_is_not_pulled(self) -> None:
        found = images()

        self.assertEqual(found.resolve(found.base), found.base)
        self.assertEqual((found.puller.asked, found.exceptions), ([], []))

    def test_nothing_stands_for_other_images(self) -> None:
        found = images()
        image = "public.ecr.aws/aws-observability/aws-otel-collector:v0.0.0-none"

        self.assertEqual([found.resolve(image), found.resolve(image)], [None, None])
        self.assertEqual(found.puller.asked, [image])
        self.assertEqual(
            found.exceptions, [f"{image}: its containers are left out, since it cannot be pulled: no such host"]
        )


class Pulling(unittest.TestCase):
    def test_a_registry_that_refuses_is_asked_again_for_another_image_only(self) -> None:
        with create_server(("127.0.0.1", 0)) as closed:
            registry = f"127.0.0.1:{closed.getsockname()[1]}"
        puller = Puller(client, patience_seconds=30)

        failure = puller.pull(f"{registry}/a:1")

        self.assertTrue(failure)
        start = time.monotonic()
        self.assertEqual(puller.pull(f"{registry}/a:1"), failure)
        self.assertLess(time.monotonic() - start, 0.1)

    def test_a_registry_that_says_nothing_is_waited_for_once(self) -> None:
        with create_server(("127.0.0.1", 0)) as silent:
            registry = f"127.0.0.1:{silent.getsockname()[1]}"
            puller = Puller(client, patience_seconds=1)
            start = time.monotonic()

            failures = [puller.pull(f"{registry}/{name}:1") for name in "abc"]

            self.assertEqual(failures, [f"{registry} did not answer within 1 s"] * 3)
            self.assertLess(time.monotonic() - start, 3)


class StandIns(unittest.TestCase):
    def resolve(self, name: str) -> str | None:
        return images().resolve(f"public.ecr.aws/docker/library/{name}:0-none")

    def test_nginx_starts_as_the_official_image_does(self) -> None:
        image = self.resolve("nginx")

        self.assertIn("nginx/1.", run(image, "nginx", "-v", user="nginx", read_only=True, stderr=True))
        with started(image, network_mode="none") as container:
            command = ["curl", "--silent", "--output", "/dev/null", "--write-out", "%{http_code}", "http://127.0.0.1/"]
            until(lambda: container.exec_run(command).output == b"403" or container.exec_run(command).output == b"200")
            until(lambda: b'"GET / HTTP/1.1"' in container.logs())

    def test_nginx_speaks_tls_with_a_certificate_of_its_own(self) -> None:
        script = (
            "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -noenc -subj /CN=localhost "
            "-keyout /tmp/tls.key -out /tmp/tls.crt && printenv NGINX_CONFIGURATION > /tmp/nginx.conf "
            "&& exec nginx -e stderr -c /tmp/nginx.conf"
        )
        directories = "".join(f"{n}_temp_path /tmp/{n};" for n in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        configuration = (
            "daemon off; pid /tmp/nginx.pid; error_log stderr warn; events {} http { access_log off; "
            f"{directories} server {{ listen 3000 ssl; ssl_certificate /tmp/tls.crt; ssl_certificate_key /tmp/tls.key; "
            "return 204; } }"
        )
        with started(
            self.resolve("nginx"),
            *("sh", "-c", script),
            **{"user": "nginx", "read_only": True, "tmpfs": {"/tmp": "mode=1777"}, "network_mode": "none"},
            environment={"NGINX_CONFIGURATION": configuration},
        ) as container:
            command = "curl --silent --insecure --write-out %{http_code} https://127.0.0.1:3000/"
            until(lambda: container.exec_run(command).output == b"204")

    def test_postgres_has_psql_and_its_user(self) -> None:
        output = run(self.resolve("postgres"), "sh", "-c", "id -un; psql --version", user="postgres", read_only=True)

        self.assertRegex(output, r"^postgres\npsql \(PostgreSQL\) \d+")

    def test_the_shell_of_busybox_is_its_own(self) -> None:
        script = "readlink /proc/$$/exe; chmod 1777 /tmp && printenv CERTIFICATES > /tmp/rds.pem && cat /tmp/rds.pem"
        output = run(
            self.resolve("busybox"), "sh", "-c", script, read_only=True, tmpfs={"/tmp": ""},
            environment={"CERTIFICATES": "of the authority"},
        )  # fmt: skip

        self.assertRegex(output, r"^/(usr/)?bin/busybox\nof the authority\n$")


class SampleApplication(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.image = images().resolve(REPOSITORY)

    def get(self, container: Container, path: str) -> tuple[int, str]:
        command = ["curl", "--silent", "--write-out", "\n%{http_code}", f"http://127.0.0.1:8080{path}"]
        body, _, status = container.exec_run(command).output.decode().rpartition("\n")
        return int(status), body

    @contextmanager
    def application(self, **environment: str) -> Iterator[Container]:
        with started(
            self.image, read_only=True, user="1000", network_mode="none", environment={"PORT": "8080", **environment}
        ) as container:
            until(lambda: b"listening on 8080" in container.logs())
            yield container

    def test_it_tells_names_of_variables_only(self) -> None:
        secret = uuid.uuid4().hex
        with self.application(SESSION_KEY=secret) as container:
            for path in ("/", "/api/health", "/environment"):
                status, body = self.get(container, path)
                self.assertEqual(status, 200)
                self.assertIn("SESSION_KEY", body)
                self.assertNotIn(secret, body)

    def test_it_speaks_tls_on_the_same_port(self) -> None:
        with self.application() as container:
            command = "curl --silent --insecure --output /dev/null --write-out %{http_code} https://127.0.0.1:8080/"
            self.assertEqual([container.exec_run(command).output for _ in range(2)], [b"200", b"200"])
            self.assertEqual(self.get(container, "/")[0], 200)

    def test_it_tells_codes_of_errors(self) -> None:
        with self.application(PGHOST="127.0.0.1", PGSSLMODE="verify-full", PGUSER="shop") as container:
            self.assertEqual(self.get(container, "/write?path=/app/file"), (403, '{"error":"EROFS"}\n'))
            self.assertEqual(self.get(container, "/write?path=/dev/shm/file"), (200, '{"written":true}\n'))
            self.assertEqual(self.get(container, "/database"), (503, '{"error":"ECONNREFUSED"}\n'))
            self.assertEqual(
                self.get(container, "/upstream?url=http://127.0.0.1:9000/"), (502, '{"error":"ECONNREFUSED"}\n')
            )
            self.assertEqual(self.get(container, "/upstream?url=http://127.0.0.1:8080/"), (200, '{"status":200}\n'))

    def test_it_finds_its_address_in_the_metadata(self) -> None:
        metadata = json.dumps({"Networks": [{"NetworkMode": "awsvpc", "IPv4Addresses": ["10.0.1.7"]}]})
        serve = f"require('http').createServer((_, r) => r.end({json.dumps(metadata)})).listen(9000)"
        with self.application(ECS_CONTAINER_METADATA_URI_V4="http://127.0.0.1:9000/v4/id") as container:
            self.assertIn("ECONNREFUSED", self.get(container, "/")[1])
            container.exec_run(["node", "-e", serve], detach=True)
            until(lambda: "10.0.1.7" in self.get(container, "/")[1])

    def test_a_web_socket_sends_back_what_it_gets(self) -> None:
        script = """
          const request = require('http').request({ port: 8080, path: '/socket', headers: { connection: 'Upgrade',
            upgrade: 'websocket', 'sec-websocket-version': 13, 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' } });
          request.on('upgrade', (response, socket) => {
            console.log(response.headers['sec-websocket-accept']);
            socket.on('data', (data) => (console.log(data.subarray(2).toString()), socket.destroy()));
            const mask = Buffer.from([1, 2, 3, 4]);
            const text = Buffer.from('hello').map((byte, index) => byte ^ mask[index % 4]);
            socket.write(Buffer.concat([Buffer.from([0x81, 0x85]), mask, text]));
          });
          request.end();
        """
        with self.application() as container:
            # The key and its answer are RFC 6455's own example.
            self.assertEqual(
                container.exec_run(["node", "-e", script]).output.decode(), "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\nhello\n"
            )

    def test_it_finishes_requests_after_sigterm(self) -> None:
        slow = "require('http').createServer((_, r) => setTimeout(() => r.end('late'), 1500)).listen(9000)"
        with self.application() as container:
            container.exec_run(["node", "-e", slow], detach=True)
            until(lambda: self.get(container, "/upstream?url=http://127.0.0.1:9000/")[0] == 200)
            answers: list[tuple[int, str]] = []
            asking = threading.Thread(
                target=lambda: answers.append(self.get(container, "/upstream?url=http://127.0.0.1:9000/"))
            )
            asking.start()
            time.sleep(0.7)
            container.kill("SIGTERM")
            asking.join()

            self.assertEqual(answers, [(200, '{"status":200}\n')])
            self.assertEqual(container.wait(timeout=10)["StatusCode"], 0)
            self.assertIn(b"ended", container.logs())

    def test_it_closes_web_sockets_after_sigterm(self) -> None:
        script = """
          const key = { 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' };
          const headers = { connection: 'Upgrade', upgrade: 'websocket', ...key };
          require('http').request({ port: 8080, path: '/socket', headers }).on('upgrade', (response, socket) => {
            console.log('open');
            setInterval(() => {}, 1000); // stays, and never closes its half
          }).end();
        """
        with self.application() as container:
            exec_id = client.api.exec_create(container.id, ["node", "-e", script])["Id"]
            self.assertIn(b"open", next(client.api.exec_start(exec_id, stream=True)))
            container.stop(timeout=10)

            self.assertEqual(container.wait(timeout=10)["StatusCode"], 0)

    def test_it_stands_for_commands_that_it_does_not_have(self) -> None:
        retry = 'text=$1; shift; "$@"'
        for command, stands_for in (
            (("bundle", "exec", "rails", "db:migrate"), "bundle exec rails db:migrate"),
            (("bin/rails", "db:migrate"), "bin/rails db:migrate"),
            (("npx", "prisma", "migrate", "deploy"), "npx prisma migrate deploy"),
            (("bin/of-the-product", "--now"), "bin/of-the-product --now"),
            (("sh", "-c", retry, "sh", "text", "bin/rails", "db:migrate"), "bin/rails db:migrate"),
        ):
            output = run(self.image, *command, read_only=True, user="1000")
            self.assertEqual(output, f"the sample application stands for: {stands_for}\n")

    def test_it_runs_commands_that_it_has(self) -> None:
        self.assertEqual(run(self.image, "node", "-p", "6 * 7"), "42\n")
        with self.assertRaises(ContainerError) as failure:
            run(self.image, "false")
        self.assertEqual(failure.exception.exit_status, 1)


class SampleApplicationsDatabase(unittest.TestCase):
    """The sample application beside a database that takes TLS only, in one network namespace."""

    SERVER = """
      set -e
      openssl req -x509 -newkey rsa:2048 -noenc -days 1 -subj /CN=localhost -addext subjectAltName=DNS:localhost \\
        -keyout /data/server.key -out /data/server.crt 2>/dev/null
      programs=$(echo /usr/lib/postgresql/*/bin)
      $programs/initdb --pgdata /data/files --username shop --auth trust >/dev/null
      echo "hostssl all all all trust" > /data/files/pg_hba.conf
      exec $programs/postgres -D /data/files -c ssl=on -c ssl_cert_file=/data/server.crt \\
        -c ssl_key_file=/data/server.key -c listen_addresses=127.0.0.1 -c unix_socket_directories=
    """
    APPLICATION = "printenv AUTHORITIES > /dev/shm/rds.pem && exec node /app/server.js"

    def ask(self, database: Container, authorities: str, **environment: str) -> Any:
        variables = {"PORT": "8080", "PGUSER": "shop", "PGDATABASE": "postgres", "PGSSLMODE": "verify-full"}
        with started(
            images().resolve(REPOSITORY),
            *("sh", "-c", self.APPLICATION),
            **{"read_only": True, "network_mode": f"container:{database.id}"},
            environment={
                **variables, "PGSSLROOTCERT": "/dev/shm/rds.pem", "AUTHORITIES": authorities, **environment
            },
        ) as application:  # fmt: skip
            until(lambda: b"listening on" in application.logs())
            command = ["curl", "--silent", "http://127.0.0.1:8080/database"]
            return json.loads(application.exec_run(command).output)

    def test_the_certificate_is_verified(self) -> None:
        with started(
            images().base, "sh", "-c", self.SERVER, user="postgres", network_mode="none", tmpfs={"/data": "mode=1777"}
        ) as database:
            until(lambda: b"ready to accept connections" in database.logs(), 30)
            authority = database.exec_run("cat /data/server.crt").output.decode()
            request = "openssl req -x509 -newkey rsa:2048 -noenc -subj /CN=other -keyout /dev/null"
            other = run(images().base, "sh", "-c", request)
            connected = {"user": "shop", "database": "postgres", "encrypted": True, "protocol": "TLSv1.3"}

            self.assertEqual(self.ask(database, authority, PGHOST="localhost"), {**connected, "verified": True})
            url = "postgresql://shop@localhost/postgres"
            self.assertEqual(self.ask(database, authority, DATABASE_URL=url), {**connected, "verified": True})
            self.assertEqual(self.ask(database, other, PGHOST="localhost"), {"error": "DEPTH_ZERO_SELF_SIGNED_CERT"})
            self.assertEqual(
                self.ask(database, authority, PGHOST="127.0.0.1"), {"error": "ERR_TLS_CERT_ALTNAME_INVALID"}
            )


if __name__ == "__main__":
    unittest.main()
