"""A database as RDS gives it: PostgreSQL in a container of the run."""

import base64
import time
from dataclasses import dataclass

from . import database_files, database_roles
from .container import CommandFailed, Container
from .database_instance import DatabaseInstance
from .database_parameters import FORCE_SSL, Parameters, divided
from .database_programs import SYSTEM_USER, Programs

FOLDER = "/var/lib/postgresql/rds"
"""Of the container's own: what is in it goes with the container."""

PREFERRED_LOCALE = "en_US.utf8"
"""RDS's."""


PENDING = """
SELECT coalesce(name, substring(error FROM 'parameter "(.+)" cannot be changed')) FROM pg_file_settings
WHERE error IS NOT NULL
"""
"""Errors in the file are only those of parameters that need a restart, since the others were left out before. The
column `pending_restart` of pg_settings stays true when a parameter is taken back before the restart."""


@dataclass(frozen=True)
class Applied:
    """What became of changed parameters."""

    exceptions: list[str]
    """A sentence for each parameter that the database runs without."""
    pending_restart: list[str]
    """Those that are there from the next start on, as RDS's "pending-reboot"."""


class Database:
    """
    Its superuser is `rdsadmin`, who comes from inside the container only. The state is the container's, so that another
    object for the same container goes on with it.
    """

    def __init__(self, container: Container, *, folder: str = FOLDER, listen_addresses: str = "*") -> None:
        self._container = container
        self._folder = folder
        self._data = f"{folder}/data"
        self._listen_addresses = listen_addresses
        self._found: Programs | None = None
        self._known_port: int | None = None
        self.log_file = f"{folder}/log"

    def start(
        self,
        instance: DatabaseInstance,
        *,
        master: tuple[str, str],
        parameters: dict[str, str],
        certificate: tuple[str, str],
    ) -> list[str]:
        """
        Starts it, and creates it before that the first time. One that runs is started again, as RDS reboots an
        instance. The master user has the given password then, which RDS, too, gives it when it restores an instance
        whose password it manages.

        :param certificate: the chain and the key, as PEM
        :returns: a sentence for each thing in which it differs from what RDS would give
        """
        created = self._is_created()
        if not created:
            self._initialize()
        chosen = divided(parameters, self._programs, self._data)
        self._write_certificate(certificate)
        self._write_configuration(chosen, instance.port)
        self._write_access(chosen)
        self._restart()
        if not created:
            self._create_roles(instance, master[0])
        self.set_master_password(master[1])
        self._container.write(f"{self._folder}/created", "")
        return [*self._differences(instance), *chosen.exceptions]

    def stop(self) -> None:
        """Stops it, if it runs; what it holds is kept."""
        if self._runs():
            self._programs.run("pg_ctl", f"--pgdata={self._data}", "--mode=fast", "--wait", "stop")

    def ready(self) -> bool:
        """Whether it takes connections."""
        if not self._is_created():
            return False
        return self._programs.succeeds("pg_isready", f"--host={self._folder}", f"--port={self._port()}", "--quiet")

    def apply(self, parameters: dict[str, str]) -> Applied:
        """
        Applies changed parameters: at once those that PostgreSQL reads again while it runs, the others with the next
        start (Amazon RDS User Guide, "Working with parameters on your RDS for PostgreSQL DB instance").
        """
        chosen = divided(parameters, self._programs, self._data)
        self._write_configuration(chosen, self._port())
        if not self._runs():
            return Applied(chosen.exceptions, [])
        pending = self._reload()
        if self._access_in_force() != database_files.access(requires_tls=chosen.requires_tls):
            pending.append(FORCE_SSL)  # static: it stays pending until the next start writes the other rules
        return Applied(chosen.exceptions, sorted(pending))

    def set_master_password(self, password: str) -> None:
        """Gives the master user another password; sessions that are open stay open, as with RDS."""
        self._sql(database_roles.master_password(password))

    def snapshot(self) -> bytes:
        """All that it holds, users and passwords included, as of now; it goes on running, or stays stopped."""
        archive = f"{self._folder}/snapshot.tar.gz"
        if self._runs():
            copy = f"{self._folder}/snapshot"
            connection = (f"--host={self._folder}", f"--port={self._port()}", f"--username={database_files.SUPERUSER}")
            how = ("--format=tar", "--gzip", "--compress=1", "--wal-method=fetch", "--checkpoint=fast", "--no-manifest")
            self._as_system_user("rm", "-rf", copy)
            self._programs.run("pg_basebackup", f"--pgdata={copy}", *how, *connection)
            self._as_system_user("mv", f"{copy}/base.tar.gz", archive)
            self._as_system_user("rm", "-rf", copy)
        else:
            self._as_system_user("tar", "-C", self._data, "-czf", archive, ".")
        content = base64.b64decode(self._as_system_user("base64", archive))
        self._as_system_user("rm", archive)
        return content

    def restore(self, snapshot: bytes) -> None:
        """
        Holds what the snapshot held, and nothing else, from the next start on. It is stopped by that: RDS restores into
        a new instance, which starts with an endpoint and a master password of its own.
        """
        self.stop()
        self._make_folder()
        archive = f"{self._folder}/snapshot.tar.gz"
        self._container.write(archive, snapshot, mode=0o600, user=self._programs.user)
        self._as_system_user("rm", "-rf", self._data)
        self._as_system_user("mkdir", "-m", "700", self._data)
        self._as_system_user("tar", "-C", self._data, "-xzf", archive)
        self._as_system_user("rm", archive)
        self._known_port = None
        self._container.write(f"{self._folder}/created", "")

    @property
    def _programs(self) -> Programs:
        if self._found is None:
            self._found = Programs(self._container, self._folder)
        return self._found

    def _as_system_user(self, *command: str) -> str:
        return self._container.execute(*command, user=SYSTEM_USER)

    def _succeeds(self, *command: str) -> bool:
        try:
            self._as_system_user(*command)
        except CommandFailed:
            return False
        return True

    def _is_created(self) -> bool:
        return self._succeeds("test", "-f", f"{self._folder}/created")

    def _runs(self) -> bool:
        return self._programs.succeeds("pg_ctl", f"--pgdata={self._data}", "status")

    def _sql(self, *statements: str) -> str:
        return self._programs.sql(list(statements), self._port())

    def _port(self) -> int:
        """The port it has, or had when it ran last."""
        if self._known_port is None:
            self._known_port = int(self._programs.run("postgres", "-D", self._data, "-C", "port"))
        return self._known_port

    def _make_folder(self) -> None:
        self._container.execute("install", "-d", "-o", SYSTEM_USER, self._folder)

    def _initialize(self) -> None:
        """Makes an empty cluster, in the place of one whose creation was interrupted."""
        self.stop()
        self._make_folder()
        self._as_system_user("rm", "-rf", self._data)
        how = (f"--username={database_files.SUPERUSER}", "--encoding=UTF8", f"--locale={self._locale()}", "--no-sync")
        self._programs.run("initdb", f"--pgdata={self._data}", "--auth=reject", *how)

    def _locale(self) -> str:
        known = self._as_system_user("sh", "-c", "locale -a 2>/dev/null || true").split()
        return PREFERRED_LOCALE if PREFERRED_LOCALE in known else "C.UTF-8"

    def _write_certificate(self, certificate: tuple[str, str]) -> None:
        chain, key = certificate
        user = self._programs.user
        self._container.write(f"{self._folder}/server.crt", chain, user=user)
        self._container.write(f"{self._folder}/server.key", key, mode=0o600, user=user)

    def _write_configuration(self, chosen: Parameters, port: int) -> None:
        self._known_port = port
        settings = {
            "port": str(port),
            "listen_addresses": self._listen_addresses,
            "unix_socket_directories": self._folder,
            "ssl": "on",
            "ssl_cert_file": f"{self._folder}/server.crt",
            "ssl_key_file": f"{self._folder}/server.key",
            "password_encryption": "scram-sha-256",
            "fsync": "off",  # the data goes with the container, so it need not outlive the machine's power
        }
        content = database_files.configuration(chosen.taken, settings)
        self._container.write(f"{self._data}/postgresql.conf", content, mode=0o600, user=self._programs.user)

    def _write_access(self, chosen: Parameters) -> None:
        files = {
            "pg_hba.conf": database_files.access(requires_tls=chosen.requires_tls),
            "pg_ident.conf": database_files.users(SYSTEM_USER),
        }
        for name, content in files.items():
            self._container.write(f"{self._data}/{name}", content, mode=0o600, user=self._programs.user)

    def _access_in_force(self) -> str:
        return self._as_system_user("cat", f"{self._data}/pg_hba.conf")

    def _restart(self) -> None:
        how = (f"--pgdata={self._data}", f"--log={self.log_file}", "--wait", "--silent")
        self.stop()
        try:
            self._programs.run("pg_ctl", *how, "start")
        except CommandFailed as failure:
            said = self._as_system_user("sh", "-c", 'tail -n 20 "$1" 2>/dev/null || true', "sh", self.log_file).strip()
            raise CommandFailed(f"PostgreSQL does not start: {said or failure}") from failure

    def _create_roles(self, instance: DatabaseInstance, master_user: str) -> None:
        self._sql(*database_roles.first_roles(master_user, self._programs.major_version))
        if instance.database_name not in (None, "postgres"):
            self._sql(database_roles.new_database(instance.database_name, master_user))

    def _reload(self) -> list[str]:
        """
        Has PostgreSQL read its configuration again.

        :returns: the parameters that wait for a restart
        """
        before = self._sql("SELECT pg_conf_load_time()", "DO $$ BEGIN PERFORM pg_reload_conf(); END $$")
        for _ in range(100):
            loaded, *pending = self._sql("SELECT pg_conf_load_time()", PENDING).splitlines()
            if loaded != before:
                return pending
            time.sleep(0.05)
        raise CommandFailed("PostgreSQL did not read its configuration again within five seconds")

    def _differences(self, instance: DatabaseInstance) -> list[str]:
        here, there = self._programs.major_version, instance.major_version
        collation = self._sql("SELECT datcollate FROM pg_database WHERE datname = 'postgres'")
        said = []
        if instance.engine != "postgres":
            said.append(f"PostgreSQL {here} stands for the {instance.engine} of {instance.identifier}.")
        elif here != there:
            said.append(f"{instance.identifier} runs PostgreSQL {here} in the place of {there}.")
        if collation.replace("-", "").lower() != PREFERRED_LOCALE.replace("-", "").lower():
            said.append(f"{instance.identifier} sorts text by {collation}, RDS by en_US.UTF-8.")
        if instance.checks_tokens:
            said.append(f"{instance.identifier} checks no IAM tokens, so no login with one succeeds.")
        return said
