"""The database of a run, tried with the PostgreSQL of this machine."""

import datetime
import os
import pathlib
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
import unittest
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

SOURCES = pathlib.Path(__file__).parents[4] / "src"
sys.path.insert(0, str(SOURCES / "operations/emulate/emulator"))

import gaps.rds  # noqa: E402, F401
import gaps.rds_contents  # noqa: E402, F401
import gaps.secrets_manager  # noqa: E402, F401
from moto.rds.models import rds_backends  # noqa: E402
from moto.secretsmanager.models import secretsmanager_backends  # noqa: E402
from runtime.container import CommandFailed  # noqa: E402
from runtime.database import Database  # noqa: E402
from runtime.database_instance import DatabaseInstance  # noqa: E402
from runtime.wanted_databases import wanted_clusters, wanted_instances, wanted_snapshots  # noqa: E402

ACCOUNT, REGION = "111122223333", "us-east-1"

NEEDS = "This test needs root, and PostgreSQL as Debian installs it (apt-get install postgresql): "


class ThisMachine:
    """Runs commands as a container would, on this machine, in the place of one."""

    def write(self, path: str, content: str | bytes, *, mode: int = 0o644, user: int = 0) -> None:
        data = content.encode() if isinstance(content, str) else content
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "wb") as file:
            file.write(data)
        os.chmod(path, mode)
        os.chown(path, user, user)

    def execute(self, *command: str, user: str = "root", environment: dict[str, str] | None = None) -> str:
        entry = pwd.getpwnam(user)
        ended = subprocess.run(
            command,
            **{"user": entry.pw_uid, "group": entry.pw_gid, "extra_groups": []},
            **{"cwd": "/", "env": {"PATH": os.environ["PATH"], **(environment or {})}},
            **{"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True},
        )
        if ended.returncode != 0:
            raise CommandFailed(ended.stdout)
        return ended.stdout


class Authority:
    """An authority that signs certificates of servers."""

    def __init__(self, name: str = "authority of the run") -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        self.certificate = pem(self._sign(self.name, self.key, x509.BasicConstraints(ca=True, path_length=0)))

    def issue(self, names: tuple[str, ...]) -> tuple[str, str]:
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "server")])
        certificate = self._sign(subject, key, x509.SubjectAlternativeName([x509.DNSName(name) for name in names]))
        private = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        return pem(certificate) + self.certificate, private.decode()

    def _sign(self, subject: x509.Name, key: Any, extension: x509.ExtensionType) -> x509.Certificate:
        now = datetime.datetime.now(datetime.timezone.utc)
        builder = x509.CertificateBuilder().subject_name(subject).issuer_name(self.name).public_key(key.public_key())
        builder = builder.serial_number(x509.random_serial_number()).add_extension(extension, critical=False)
        dated = builder.not_valid_before(now).not_valid_after(now + datetime.timedelta(days=1))
        return dated.sign(self.key, hashes.SHA256())


def pem(certificate: x509.Certificate) -> str:
    return certificate.public_bytes(serialization.Encoding.PEM).decode()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def create_instance(name: str, **more: Any) -> DatabaseInstance:
    """A DB instance as Terraform creates ours, and what it wants to be."""
    backend = rds_backends[ACCOUNT][REGION]
    group = f"{name}-postgres15"
    backend.create_db_parameter_group(
        {"db_parameter_group_name": group, "db_parameter_group_family": "postgres15", "description": "TLS only"}
    )
    settings = {"rds.force_ssl": "1", "log_lock_waits": "1", "log_min_duration_statement": "1000"}
    settings |= more.pop("settings", {})
    backend.modify_db_parameter_group(
        group, [{"ParameterName": name, "ParameterValue": value} for name, value in settings.items()]
    )
    backend.create_db_instance(
        {
            **{"db_instance_identifier": name, "db_instance_class": "db.t3.micro", "engine": "postgres"},
            **{"engine_version": "15", "port": free_port(), "db_name": "shop", "master_username": "platform"},
            **{"manage_master_user_password": True, "db_parameter_group_name": group},
            **{"enable_iam_database_authentication": True, "vpc_security_group_ids": ["sg-1"], **more},
        }
    )
    return wanted(name)


def wanted(name: str) -> DatabaseInstance:
    [instance] = [one for one in wanted_instances(ACCOUNT, REGION) if one.identifier == name]
    return instance


class DatabaseTest(unittest.TestCase):
    authority: Authority
    folder: str
    databases: dict[str, Database]

    @classmethod
    def setUpClass(cls) -> None:
        if not list(pathlib.Path("/usr/lib/postgresql").glob("*/bin/postgres")):
            raise AssertionError(f"{NEEDS}there is none below /usr/lib/postgresql.")
        if os.geteuid() != 0:
            raise AssertionError(f"{NEEDS}it is run by another user than root.")
        cls.authority = Authority()
        cls.databases = {}
        cls.folder = tempfile.mkdtemp(prefix="database-", dir="/tmp")
        os.chmod(cls.folder, 0o755)
        cls.addClassCleanup(cls.remove)
        cls.trust = cls.file("authority.pem", cls.authority.certificate)
        cls.instance = create_instance("shop", settings={"apg_plan_mgmt.max_plans": "10", "work_mem": "a lot"})
        cls.exceptions = cls.start(cls.instance)

    @classmethod
    def remove(cls) -> None:
        for database in cls.databases.values():
            database.stop()
        shutil.rmtree(cls.folder)

    @classmethod
    def file(cls, name: str, content: str) -> str:
        path = pathlib.Path(cls.folder) / name
        path.write_text(content)
        return str(path)

    @classmethod
    def database(cls, name: str) -> Database:
        """Another object each time, as after a restart of the control loop."""
        found = Database(ThisMachine(), folder=f"{cls.folder}/{name}", listen_addresses="127.0.0.1")
        cls.databases[name] = found
        return found

    @classmethod
    def start(cls, instance: DatabaseInstance) -> list[str]:
        return cls.database(instance.identifier).start(
            instance,
            master=(instance.master_user, instance.master_password or ""),
            parameters=instance.parameters,
            certificate=cls.authority.issue(instance.addresses),
        )

    def connect(
        self,
        statement: str,
        *,
        user: str = "",
        password: str | None = None,
        instance: DatabaseInstance | None = None,
        **more: str,
    ) -> tuple[int, str]:
        """What psql makes of a statement over the network; as the master user unless it is told another one."""
        to = wanted((instance or self.instance).identifier)
        environment = {
            **{"PATH": os.environ["PATH"], "PGHOST": to.addresses[0], "PGHOSTADDR": "127.0.0.1"},
            **{"PGPORT": str(to.port), "PGDATABASE": "shop", "PGUSER": user or to.master_user},
            **{"PGPASSWORD": password or to.master_password or ""},
            **{"PGSSLMODE": "verify-full", "PGSSLROOTCERT": self.trust, **more},
        }
        arguments = ["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set=ON_ERROR_STOP=1"]
        ended = subprocess.run(
            ["psql", *arguments, "--command", statement], env=environment, capture_output=True, text=True
        )
        return ended.returncode, (ended.stdout + ended.stderr).strip()

    def succeed(self, statement: str, **login: Any) -> str:
        code, output = self.connect(statement, **login)
        self.assertEqual(code, 0, output)
        return output

    def refused(self, expected: str, statement: str = "SELECT 1", **login: Any) -> None:
        code, output = self.connect(statement, **login)
        self.assertNotEqual(code, 0, output)
        self.assertRegex(output, expected)

    def prepare(self, service: str) -> str:
        """Does what the container does that prepares a service's user, with the script that it has."""
        source = (SOURCES / "constructs/database/database-user-script.ts").read_text()
        script = self.file(f"{service}.sql", source.partition("String.raw`")[2].partition("`")[0].lstrip())
        password = f"secret-of-{service}"
        environment = {
            **{"PATH": os.environ["PATH"], "PGHOST": self.instance.addresses[0], "PGHOSTADDR": "127.0.0.1"},
            **{"PGPORT": str(self.instance.port), "PGDATABASE": "shop", "PGUSER": "platform"},
            **{"PGPASSWORD": wanted("shop").master_password or "", "PGSSLMODE": "verify-full"},
            **{"PGSSLROOTCERT": self.trust, "SERVICE_USER": service, "SCHEMA_OWNER": service},
            **{"SERVICE_SCHEMA": service, "LOGIN": "password", "EXTENSIONS": "citext pg_trgm"},
        }
        ended = subprocess.run(
            ["psql", "--no-psqlrc", "--quiet", "--file", script],
            **{"env": environment, "input": f"{password}\n{password}\n", "capture_output": True, "text": True},
            start_new_session=True,
        )
        self.assertEqual(ended.returncode, 0, ended.stdout + ended.stderr)
        return password

    def test_takes_connections(self) -> None:
        self.assertTrue(self.database("shop").ready())
        self.assertEqual(self.succeed("SHOW ssl"), "on")
        self.assertEqual(self.succeed("SHOW log_min_duration_statement"), "1s")

    def test_refuses_plaintext(self) -> None:
        expected = 'no pg_hba.conf entry for host .*, user "platform", database "shop", no encryption'
        self.refused(expected, PGSSLMODE="disable")

    def test_is_verified_by_its_authority_alone(self) -> None:
        other = self.file("other.pem", Authority("another authority").certificate)
        self.refused("certificate verify failed", PGSSLROOTCERT=other)
        self.refused("does not match host name", PGHOST="another.aaaaaaaaaa.us-east-1.rds.amazonaws.com")

    def test_has_the_master_user_of_rds(self) -> None:
        role = "SELECT rolsuper, rolcreatedb, rolcreaterole, rolreplication FROM pg_roles WHERE rolname = CURRENT_USER"
        self.assertEqual(self.succeed(role), "f|t|t|f")
        self.assertEqual(self.succeed("SELECT pg_has_role('rds_superuser', 'MEMBER')"), "t")
        owner = "SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = 'shop'"
        self.assertEqual(self.succeed(owner), "platform")
        self.assertEqual(self.succeed("SELECT string_agg(rolname, ',') FROM pg_roles WHERE rolsuper"), "rdsadmin")
        self.refused("pg_hba.conf rejects connection", user="rdsadmin", password="any")
        self.refused("must be superuser", "ALTER ROLE CURRENT_USER SUPERUSER")

    def test_says_what_it_is_not(self) -> None:
        said = "\n".join(self.exceptions)
        self.assertIn("without the parameter apg_plan_mgmt.max_plans = 10: only AWS's own PostgreSQL has it.", said)
        self.assertIn('work_mem = a lot: this PostgreSQL says invalid value for parameter "work_mem"', said)
        self.assertIn("shop checks no IAM tokens, so no login", said)
        self.assertNotIn("log_lock_waits", said)
        self.assertNotIn("force_ssl", said)

    def test_lets_a_service_use_its_own(self) -> None:
        api, billing = self.prepare("api"), self.prepare("billing")
        self.prepare("api")
        table = "CREATE TABLE notes (note extensions.citext); INSERT INTO notes VALUES ('A')"
        self.succeed(table, user="api", password=api)
        self.assertEqual(self.succeed("SELECT 1 FROM notes WHERE note = 'a'", user="api", password=api), "1")
        self.refused("permission denied for schema api", "SELECT * FROM api.notes", user="billing", password=billing)
        self.refused("permission denied", "CREATE DATABASE mine", user="api", password=api)
        self.refused("password authentication failed", user="api", password=billing)

    def test_follows_the_rotation_of_its_secret(self) -> None:
        before = wanted("shop")
        secretsmanager_backends[ACCOUNT][REGION].rotate_secret(before.secret_arn or "")
        after = wanted("shop")
        self.assertNotEqual(after.master_password, before.master_password)
        self.refused("password authentication failed")

        self.database("shop").set_master_password(after.master_password or "")

        self.assertEqual(self.succeed("SELECT 1"), "1")
        self.refused("password authentication failed", password=before.master_password)
        self.assertNotIn(after.master_password, pathlib.Path(self.database("shop").log_file).read_text())

    def test_applies_parameters(self) -> None:
        database, unknown = self.database("shop"), ("apg_plan_mgmt.max_plans", "work_mem")
        kept = {name: value for name, value in self.instance.parameters.items() if name not in unknown}
        try:
            applied = database.apply({**kept, "work_mem": "8192", "lock_timeout": "17", "max_connections": "57"})
            self.assertEqual(applied.exceptions, [])
            self.assertEqual(applied.pending_restart, ["max_connections"])
            self.assertEqual(self.succeed("SHOW work_mem"), "8MB")
            self.assertEqual(self.succeed("SHOW lock_timeout"), "17ms")
            self.assertEqual(self.succeed("SHOW max_connections"), "100")

            applied = database.apply({**kept, "rds.force_ssl": "0", "no_such_thing": "1", "pgaudit.log": "all"})
            self.assertEqual(applied.pending_restart, ["rds.force_ssl"])
            self.assertEqual(len(applied.exceptions), 2)
            self.assertIn('unrecognized configuration parameter "no_such_thing"', applied.exceptions[0])
            self.assertIn("this PostgreSQL has no library pgaudit", applied.exceptions[1])
            self.assertEqual(self.succeed("SHOW work_mem"), "4MB")
            self.refused("no pg_hba.conf entry", PGSSLMODE="disable")
        finally:
            self.assertEqual(database.apply(kept).pending_restart, [])

    def test_keeps_rows_and_brings_them_back(self) -> None:
        libraries = "pg_stat_statements,pg_cron"
        orders = create_instance("orders", settings={"shared_preload_libraries": libraries, "rds.force_ssl": "0"})
        self.assertIn(f"{libraries}: this PostgreSQL has no library pg_cron", "\n".join(self.start(orders)))
        database = self.database("orders")
        self.succeed("CREATE TABLE orders AS SELECT 7 AS id", instance=orders, PGSSLMODE="disable")
        running = database.snapshot()
        self.succeed("INSERT INTO orders VALUES (8)", instance=orders)

        rds_backends[ACCOUNT][REGION].stop_db_instance("orders", "before-the-stop")
        self.assertFalse(wanted("orders").available)
        database.stop()
        self.assertFalse(database.ready())
        self.refused("Connection refused", instance=orders)
        self.assertEqual(wanted_snapshots(ACCOUNT, REGION), {"before-the-stop": "orders"})
        stopped = database.snapshot()
        self.start(orders)
        self.assertEqual(self.succeed("SELECT id FROM orders ORDER BY id", instance=orders), "7\n8")
        self.assertEqual(self.succeed("SHOW shared_preload_libraries", instance=orders), "pg_stat_statements")

        database.restore(running)
        self.start(orders)
        self.assertEqual(self.succeed("SELECT id FROM orders", instance=orders), "7")
        self.restores("before-the-stop", stopped, orders)

    def restores(self, identifier: str, snapshot: bytes, source: DatabaseInstance) -> None:
        rds_backends[ACCOUNT][REGION].restore_db_instance_from_db_snapshot(
            identifier, {"db_instance_identifier": "restored", "port": free_port(), "status": "available"}
        )
        restored = wanted("restored")
        self.assertEqual((restored.restored_from, restored.database_name), (identifier, "shop"))
        self.database("restored").restore(snapshot)
        self.start(restored)
        self.assertEqual(self.succeed("SELECT id FROM orders ORDER BY id", instance=restored), "7\n8")
        self.refused("no pg_hba.conf entry", instance=restored, PGSSLMODE="disable")
        self.refused("password authentication failed", instance=restored, password=source.master_password)

    def test_says_why_it_does_not_start(self) -> None:
        broken = create_instance("broken", port=self.instance.port)
        with self.assertRaisesRegex(CommandFailed, "(?s)PostgreSQL does not start: .*[Aa]ddress already in use"):
            self.start(broken)


class WantedTest(unittest.TestCase):
    def test_instances(self) -> None:
        instance = create_instance("wanted", port=5433)
        self.assertEqual(instance.addresses, ("wanted.aaaaaaaaaa.us-east-1.rds.amazonaws.com",))
        self.assertEqual((instance.port, instance.database_name, instance.master_user), (5433, "shop", "platform"))
        self.assertEqual(instance.parameters["log_min_duration_statement"], "1000")
        self.assertEqual(instance.security_groups, ("sg-1",))
        self.assertTrue(instance.available)
        self.assertRegex(instance.secret_arn or "", "^arn:aws:secretsmanager:.*:secret:rds!db-")

    def test_requires_tls_since_postgresql_15(self) -> None:
        backend = rds_backends[ACCOUNT][REGION]
        for version, expected in (("14", "0"), ("15.4", "1"), ("18", "1")):
            name = f"default-{version.partition('.')[0]}"
            backend.create_db_instance(
                {
                    **{"db_instance_identifier": name, "db_instance_class": "db.t3.micro", "engine": "postgres"},
                    **{"engine_version": version, "master_username": "root", "master_user_password": "given-to-it"},
                }
            )
            self.assertEqual(wanted(name).parameters["rds.force_ssl"], expected)
            self.assertEqual(wanted(name).master_password, "given-to-it")
            self.assertIsNone(wanted(name).secret_arn)

    def test_clusters_that_are_only_looked_up(self) -> None:
        backend = rds_backends[ACCOUNT][REGION]
        given = {"engine": "aurora-postgresql", "master_username": "prerequisite", "manage_master_user_password": True}
        backend.create_db_cluster({"db_cluster_identifier": "existing", **given})
        backend.create_db_instance(
            {
                **{"db_instance_identifier": "existing-1", "db_instance_class": "db.r6g.large"},
                **{"engine": "aurora-postgresql", "db_cluster_identifier": "existing"},
            }
        )

        [cluster] = wanted_clusters(ACCOUNT, REGION)

        self.assertEqual((cluster.identifier, cluster.port, cluster.database_name), ("existing", 5432, None))
        self.assertEqual(len(cluster.addresses), 3)
        self.assertEqual(cluster.parameters["rds.force_ssl"], "0")
        self.assertEqual(len(cluster.master_password or ""), 32)
        self.assertTrue(cluster.available)
        self.assertEqual(backend.clusters["existing"].status, "creating")
        self.assertNotIn("existing-1", [one.identifier for one in wanted_instances(ACCOUNT, REGION)])


if __name__ == "__main__":
    unittest.main()
