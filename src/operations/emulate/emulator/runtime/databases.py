"""The databases of a run, each in a container of its own."""

import threading
from dataclasses import dataclass, field

from moto.ec2.models import ec2_backends

from .addresses import Addresses
from .authority import Authority
from .database import Database
from .database_extensions import trust_extensions
from .database_instance import DatabaseInstance
from .engine import Engine
from .firewall import Member
from .vpc import Vpc
from .wanted_databases import wanted_clusters, wanted_instances, wanted_snapshots


@dataclass
class Running:
    database: Database
    interface: Member
    instance: DatabaseInstance
    """what was applied last"""
    runs: bool = False
    exceptions: list[str] = field(default_factory=list)


class Databases:
    def __init__(
        self, engine: Engine, vpc: Vpc, image: str, authority: Authority, addresses: Addresses, place: tuple[str, str]
    ):
        self.engine, self.vpc, self.image = engine, vpc, image
        self.authority, self.pool, self.place = authority, addresses, place
        self.running: dict[str, Running] = {}
        self.snapshots: dict[str, bytes] = {}
        self.lock = threading.RLock()

    def step(self) -> None:
        wanted = {one.identifier: one for one in [*wanted_instances(*self.place), *wanted_clusters(*self.place)]}
        with self.lock:
            self.take_snapshots()
            for identifier in [one for one in self.running if one not in wanted]:
                self.end(identifier)
            for identifier, instance in wanted.items():
                if identifier not in self.running:
                    self.begin(instance)
                if identifier in self.running:  # what cannot begin has no password or no subnet, and is not run
                    self.follow(self.running[identifier], instance)

    def take_snapshots(self) -> None:
        wanted = wanted_snapshots(*self.place)
        for name, identifier in wanted.items():
            if name not in self.snapshots and identifier in self.running:
                self.snapshots[name] = self.running[identifier].database.snapshot()
        self.snapshots = {name: content for name, content in self.snapshots.items() if name in wanted}

    def begin(self, instance: DatabaseInstance) -> None:
        if instance.master_password is None or not instance.subnets:
            return
        subnet = ec2_backends[self.place[0]][self.place[1]].get_subnet(instance.subnets[0])
        interface = Member(self.pool.take(subnet.cidr_block), instance.security_groups)
        container = self.engine.start(
            f"db-{instance.identifier}", self.image, ["sleep", "infinity"], network_mode="none"
        )
        self.vpc.attach(f"db-{instance.identifier}", container, [interface])
        trust_extensions(container)
        database = Database(container)
        if instance.restored_from in self.snapshots:
            database.restore(self.snapshots[instance.restored_from])
        self.running[instance.identifier] = Running(database, interface, instance)
        self.start(self.running[instance.identifier], instance)

    def start(self, running: Running, instance: DatabaseInstance) -> None:
        running.exceptions = running.database.start(
            instance,
            master=(instance.master_user, instance.master_password or ""),
            parameters=instance.parameters,
            certificate=self.authority.issue(instance.addresses),
        )
        running.runs, running.instance = True, instance

    def follow(self, running: Running, instance: DatabaseInstance) -> None:
        before, running.instance = running.instance, instance
        self.vpc.regroup(f"db-{instance.identifier}", instance.security_groups)
        if running.runs and not instance.available:
            running.database.stop()
            running.runs = False
        elif instance.available and not running.runs:
            self.start(running, instance)
        elif before.parameters != instance.parameters:
            running.exceptions = running.database.apply(instance.parameters).exceptions
        if running.runs and instance.master_password and before.master_password != instance.master_password:
            running.database.set_master_password(instance.master_password)

    def end(self, identifier: str) -> None:
        running = self.running.pop(identifier)
        self.vpc.detach(f"db-{identifier}")
        self.engine.remove(f"db-{identifier}")
        self.pool.give_back(running.interface.address)

    def addresses(self) -> dict[str, list[str]]:
        """Addresses by the names of endpoints."""
        return {
            name: [running.interface.address]
            for running in self.running.values()
            for name in running.instance.addresses
        }

    def exceptions(self) -> list[str]:
        """In what the databases differ from what RDS would give."""
        return [
            f"{identifier}: {sentence}"
            for identifier, running in self.running.items()
            for sentence in running.exceptions
        ]
