"""The tasks of a run: where they are attached, what they are started with, and what they leave behind."""

import itertools
from collections.abc import Mapping
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from docker.types import Mount
from moto.ec2.models import ec2_backends
from moto.efs.models import efs_backends
from moto.elbv2.models import elbv2_backends
from moto.servicediscovery.models import servicediscovery_backends

from gaps.ecs_tasks import PLACEHOLDER

from . import task_container
from .addresses import Addresses
from .authority import Authority
from .container_secrets import retrieve
from .credentials import Credentials
from .engine import Engine, EngineContainer
from .firewall import Member
from .images.images import Images, OwnImageMissing
from .task import Host, Stopped, TaskRun
from .vpc import Vpc

AUTHORITY_VOLUME = "authority"
AUTHORITY_FOLDER = "/emulated-aws"


class Tasks:
    def __init__(
        self,
        engine: Engine,
        vpc: Vpc,
        images: Images,
        credentials: Credentials,
        authority: Authority,
        addresses: Addresses,
    ):
        self.engine, self.vpc, self.images = engine, vpc, images
        self.credentials, self.authority, self.addresses = credentials, authority, addresses
        self.running: dict[str, TaskRun] = {}
        self.turn = itertools.count()
        self.authority_volume = self.with_authority()
        self.resolver_file = self.with_resolver()
        self.host = Host(
            create=self.create,
            network=self.network,
            image=self.image,
            environment=self.environment,
            volumes=self.volumes,
            leave=self.leave,
            removed=self.removed,
        )

    def with_authority(self) -> str:
        """A volume with the certificate that clients of AWS's APIs have to trust here."""
        volume = self.engine.volume(AUTHORITY_VOLUME)
        holder = self.engine.create("authority", self.images.base, ["true"], volumes={volume: {"bind": "/v"}})
        holder.write("/v/authority.pem", self.authority.certificate)
        holder.container.remove()
        return volume

    def with_resolver(self) -> str:
        """A file that says where names are resolved: Podman gives containers of one network a file of their own each."""
        path = Path(mkdtemp(prefix=f"{self.engine.run}-")) / "resolv.conf"
        path.write_text(f"nameserver {self.vpc.resolver}\n", encoding="utf-8")
        return str(path)

    def start(self, task: Any, definition: Any, subnets: list[str], groups: list[str]) -> TaskRun:
        """Gives a task its address, and runs it. The subnets take turns, as zones do."""
        ec2 = ec2_backends[task._account_id][task.region_name]
        subnet = ec2.get_subnet(subnets[next(self.turn) % len(subnets)])
        address = self.addresses.take(subnet.cidr_block)
        run = TaskRun(self.host, task, definition, Member(address, tuple(groups)))
        self.place(task, subnet.id, address)
        self.running[task.task_arn] = run
        run.start()
        return run

    def place(self, task: Any, subnet: str, address: str) -> None:
        """Moto's network interface has an address of no subnet, and a service's tasks have none."""
        given = {"subnetId": subnet, "privateIPv4Address": address}
        details = [detail for attachment in task.attachments for detail in attachment["details"]]
        for detail in details:
            detail["value"] = given.get(detail["name"], detail["value"])
        if not details:
            told = [{"name": name, "value": value} for name, value in given.items()]
            task.attachments.append(
                {"id": task.id, "type": "ElasticNetworkInterface", "status": "ATTACHED", "details": told}
            )

    def create(self, name: str, definition: Mapping[str, Any], **given: Any) -> EngineContainer:
        mounts = [Mount(AUTHORITY_FOLDER, self.authority_volume, type="volume", read_only=True), self.resolver()]
        return task_container.create(self.engine, name, definition, mounts=mounts, **given)

    def resolver(self) -> Mount:
        return Mount("/etc/resolv.conf", self.resolver_file, type="bind", read_only=True)

    def network(self, run: TaskRun) -> EngineContainer:
        """It resolves names, too, for who looks from inside the task's network."""
        name, mounts = f"{run.task.id[:8]}-network", [self.resolver()]
        holder = self.engine.start(name, self.images.base, ["sleep", "infinity"], network_mode="none", mounts=mounts)
        self.vpc.attach(run.task.id, holder, [run.interface])
        return holder

    def image(self, definition: Mapping[str, Any]) -> str | None:
        name = definition["image"]
        if name.endswith(PLACEHOLDER):
            raise Stopped("TaskFailedToStart", f"CannotPullContainerError: {name}: not found")
        try:
            return self.images.resolve(name, essential=definition.get("essential", True))
        except OwnImageMissing as error:
            raise Stopped("TaskFailedToStart", f"CannotPullContainerError: {error}") from error

    def environment(self, run: TaskRun, definition: Mapping[str, Any]) -> dict[str, str]:
        role = getattr(run.definition, "task_role_arn", None)
        execution_role = getattr(run.definition, "execution_role_arn", "")
        given = {one["name"]: one["value"] for one in definition.get("environment") or []}
        secrets = {one["name"]: retrieve(one["valueFrom"], execution_role) for one in definition.get("secrets") or []}
        certificate = f"{AUTHORITY_FOLDER}/authority.pem"
        trusted = {"AWS_CA_BUNDLE": certificate, "NODE_EXTRA_CA_CERTS": certificate}
        ports = definition.get("portMappings") or []
        return {
            **trusted,
            **({"PORT": str(ports[0]["containerPort"])} if self.is_sample(definition) and ports else {}),
            **self.credentials.variables(run.task, role, definition["name"]),
            **{name: self.with_own_authority(value) for name, value in given.items()},
            **secrets,
        }

    def is_sample(self, definition: Mapping[str, Any]) -> bool:
        return self.image(definition) == self.images.builder.sample_application()

    def with_own_authority(self, value: str) -> str:
        """A bundle of certificates gets the authority of the run, which certifies databases here."""
        return f"{value.rstrip()}\n{self.authority.certificate}" if "-----BEGIN CERTIFICATE-----" in value else value

    def volumes(self, run: TaskRun) -> dict[str, str]:
        return {volume["name"]: self.volume(run, volume) for volume in run.definition.volumes}

    def volume(self, run: TaskRun, volume: Mapping[str, Any]) -> str:
        efs = volume.get("efsVolumeConfiguration")
        if efs is None:
            return self.engine.volume(f"{run.task.id[:8]}-{volume['name']}")
        point = (efs.get("authorizationConfig") or {}).get("accessPointId")
        name = f"{efs['fileSystemId']}-{point or 'root'}"
        if self.engine.has_volume(name):
            return self.engine.volume(name)
        made = self.engine.volume(name)
        self.own(made, run, point)
        return made

    def own(self, volume: str, run: TaskRun, point: str | None) -> None:
        """An access point creates its directory with an owner and permissions; with a user of its own, every client is that user."""
        backend = efs_backends[run.task._account_id][run.task.region_name]
        if point is None:
            return
        access_point = backend.access_points[point]
        info = (access_point.root_directory or {}).get("CreationInfo")
        if not info:
            return
        permissions = "0777" if access_point.posix_user else info["Permissions"]
        change = f"chown {info['OwnerUid']}:{info['OwnerGid']} /v && chmod {permissions} /v"
        name = f"{run.task.id[:8]}-owner"
        owner = self.engine.start(name, self.images.base, ["sh", "-c", change], volumes={volume: {"bind": "/v"}})
        owner.container.wait()
        owner.container.remove()

    def register(self, run: TaskRun, service: Any, target_groups: list[dict[str, Any]]) -> None:
        """Puts a running task behind its load balancers and its Cloud Map names."""
        run.target_groups = [(one["targetGroupArn"], int(one["containerPort"])) for one in target_groups]
        elb = elbv2_backends[run.task._account_id][run.task.region_name]
        for arn, port in run.target_groups:
            elb.register_targets(arn, [{"Id": run.interface.address, "Port": port}])
        discovery = servicediscovery_backends[run.task._account_id][run.task.region_name]
        run.registries = [one["registryArn"].rsplit("/", 1)[-1] for one in service.service_registries]
        for registry in run.registries:
            attributes = {"AWS_INSTANCE_IPV4": run.interface.address}
            discovery.register_instance(registry, run.task.id, run.task.id, attributes)

    def leave(self, run: TaskRun) -> None:
        self.deregister(run)
        self.drain(run)

    def deregister(self, run: TaskRun) -> None:
        """Takes a task out of its load balancers and its Cloud Map names; harmless when it is out."""
        registries, run.registries = run.registries, []
        discovery = servicediscovery_backends[run.task._account_id][run.task.region_name]
        for registry in registries:
            if registry in discovery.services:
                discovery.deregister_instance(registry, run.task.id)
        elb = elbv2_backends[run.task._account_id][run.task.region_name]
        for arn, port in run.target_groups:
            if arn in elb.target_groups and run.interface.address in elb.target_groups[arn].targets:
                elb.deregister_targets(arn, [{"Id": run.interface.address, "Port": port}])

    def drain(self, run: TaskRun) -> None:
        """Waits until no load balancer sends requests any more; by whom it is known."""

    def removed(self, run: TaskRun) -> None:
        self.vpc.detach(run.task.id)
        for one in [*(container.started for container in run.containers), run.network]:
            if one:
                one.container.remove(force=True, v=True)
        for volume in run.definition.volumes:
            if "efsVolumeConfiguration" not in volume:
                self.engine.remove_volume(f"{run.task.id[:8]}-{volume['name']}")
        self.addresses.give_back(run.interface.address)
        self.credentials.forget(run.task)
        self.remove_interface(run.task)

    def remove_interface(self, task: Any) -> None:
        ec2 = ec2_backends[task._account_id][task.region_name]
        for attachment in task.attachments:
            details = {detail["name"]: detail["value"] for detail in attachment["details"]}
            if "networkInterfaceId" in details:
                ec2.delete_network_interface(details["networkInterfaceId"])
