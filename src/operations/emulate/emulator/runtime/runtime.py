"""The control loop: looks at what moto holds, makes it run, and writes back what really happened."""

import sys
import threading
import time
import traceback
from collections.abc import Callable
from typing import Any

from moto.codedeploy.models import DeploymentInfo
from moto.ec2.models import ec2_backends
from moto.ecs.models import ecs_backends
from moto.elbv2.models import elbv2_backends
from moto.route53.models import route53_backends
from moto.servicediscovery.models import servicediscovery_backends
from werkzeug.serving import make_server

from gaps import ecs_services

from . import aws_endpoint, credentials, entrance, execution, names, security_groups
from .addresses import Addresses
from .authority import Authority
from .blue_green import BlueGreen
from .credentials import Credentials
from .databases import Databases
from .engine import Engine
from .entrance import Entrance
from .images.images import Images
from .load_balancers import Health, LoadBalancers, is_application
from .service import Deployment, Scheduler, ServiceRun
from .task import TaskRun
from .tasks import Tasks
from .vpc import Vpc

NOTHING: dict[str, Any] = {"hosts": [], "listeners": [], "authority": ""}

TICK = 0.5
"""seconds between two looks at what moto holds"""


class Runtime:
    """
    Tasks, load balancers and databases of one account and region. What it needs of the engine it takes with the first
    task, load balancer or database: a run that has none of them starts nothing.
    """

    application: Callable[..., Any]
    """answers AWS's APIs, to tasks and to this machine"""
    reaper: Any
    """waits for the end of its standard input, which this process holds open"""

    def __init__(self, engine: Engine, images: Images, account: str, region: str):
        self.engine, self.images, self.account, self.region = engine, images, account, region
        self.credentials = Credentials(account, region)
        self.authority, self.addresses = Authority(), Addresses()
        self.services: dict[str, ServiceRun] = {}
        self.lock = threading.RLock()
        self.vpc: Vpc | None = None
        self.hosts: dict[str, str] = {}
        self.problems: dict[str, str] = {}
        """what fails at the moment, by the step that fails"""
        threading.Thread(target=self.loop, daemon=True, name="control loop").start()

    # What the emulated ECS asks for.

    def settle(self, service: Any, *, deploys: bool) -> None:
        """A service was created or changed."""
        with self.lock:
            run = self.services.get(service.arn)
            if run is None:
                run = self.services[service.arn] = ServiceRun(service, self.scheduler())
            run.service = service
            if deploys and service.task_definition:
                run.deploy(service.task_definition)
            run.tell()

    def end(self, service: Any) -> None:
        """A service was deleted."""
        with self.lock:
            run = self.services.pop(service.arn, None)
        if run is None:
            return
        # At once: who deletes the service deletes its names next, which must have no instance then.
        for task in [one for deployment in run.deployments for one in deployment.tasks]:
            self.tasks.deregister(task)
        run.stop()

    def run_task(self, task: Any) -> None:
        """A task is run by itself."""
        network = task.network_configuration["awsvpcConfiguration"]
        self.prepare(network["subnets"][0])
        self.tasks.start(task, self.definition(task.task_definition_arn), network["subnets"], network["securityGroups"])

    def stop_task(self, task: Any, reason: str) -> None:
        run = self.tasks.running.get(task.task_arn)
        if run:
            run.stop("UserInitiated", reason)

    def deploy_blue_green(self, service: Any, deployment: DeploymentInfo, **given: Any) -> None:
        """CodeDeploy deploys a service."""
        elb = elbv2_backends[self.account][self.region]
        BlueGreen(self.services[service.arn], deployment, elb, healthy=self.healthy, **given).start()

    # The loop.

    def loop(self) -> None:
        said: set[str] = set()
        while True:
            time.sleep(TICK)
            for step in (
                self.look_at_network,
                self.look_at_databases,
                self.look_at_load_balancers,
                self.look_at_services,
            ):
                try:
                    step()
                    self.problems.pop(step.__name__, None)
                except Exception as error:  # what fails now is tried again: moto may be in the middle of a change
                    self.problems[step.__name__] = f"{type(error).__name__}: {error}"
                    problem = traceback.format_exc()
                    if problem not in said:
                        said.add(problem)
                        print(problem, file=sys.stderr, flush=True)

    def look_at_network(self) -> None:
        backend = elbv2_backends[self.account][self.region]
        for load_balancer in list(backend.load_balancers.values()):
            if is_application(load_balancer):
                self.prepare(load_balancer.subnets[0].id)
        if self.vpc is None:
            return
        self.vpc.refresh()
        balanced, route53 = self.load_balancers.addresses(), route53_backends[self.account]["aws"]
        hosts = names.aliases(balanced, route53)
        self.hosts = {host: addresses[0] for host, addresses in hosts.items()}
        self.entrance.open(self.hosts, self.load_balancers.sources())
        known = {**balanced, **self.databases.addresses()}
        found = names.records(known, route53, servicediscovery_backends[self.account][self.region])
        self.vpc.name(found, {aws_endpoint.DOMAIN: aws_endpoint.ADDRESS})

    def look_at_databases(self) -> None:
        if self.vpc:
            self.databases.step()

    def look_at_load_balancers(self) -> None:
        if self.vpc:
            self.load_balancers.step()

    def look_at_services(self) -> None:
        with self.lock:
            for run in list(self.services.values()):
                if run.deployments:
                    run.step()

    # What is made with the first use.

    def prepare(self, subnet: str) -> None:
        """Makes the VPC of a subnet."""
        with self.lock:
            if self.vpc:
                return
            ec2 = ec2_backends[self.account][self.region]
            cidr = ec2.get_vpc(ec2.get_subnet(subnet).vpc_id).cidr_block
            vpc = Vpc(self.engine, self.images.base, cidr, [entrance.PORT, *LoadBalancers.PORTS])
            _, machine = vpc.outside()
            server = make_server(machine, 0, self.application, threaded=True)
            threading.Thread(target=server.serve_forever, daemon=True, name="emulator for tasks").start()
            aws_endpoint.serve(vpc, self.authority, self.region, (machine, server.port), credentials.PREFIX)
            vpc.describe(security_groups.rules_of(ec2), security_groups.addresses_of(ec2, aws_endpoint.ADDRESS))
            place = (self.account, self.region)
            self.load_balancers = LoadBalancers(
                self.engine, vpc, self.images.base, self.authority, self.addresses, place
            )
            self.databases = Databases(self.engine, vpc, self.images.base, self.authority, self.addresses, place)
            self.tasks = Tasks(self.engine, vpc, self.images, self.credentials, self.authority, self.addresses)
            self.tasks.drain = self.load_balancers.drain  # type: ignore[method-assign]
            self.entrance = Entrance(vpc)
            self.vpc = vpc

    def scheduler(self) -> Scheduler:
        return Scheduler(start=self.start_task, unhealthy=self.unhealthy, healthy=self.healthy, record=self.record)

    def start_task(self, service: Any, deployment: Deployment) -> TaskRun:
        network = service.network_configuration["awsvpcConfiguration"]
        self.prepare(network["subnets"][0])
        task = ecs_services.pending_task(service, deployment.task_definition, deployment.id)
        service._backend.tasks.setdefault(service.cluster_name, {})[task.task_arn] = task
        definition = self.definition(deployment.task_definition)
        run = self.tasks.start(task, definition, network["subnets"], network["securityGroups"])
        run.ready = lambda: self.tasks.register(run, service, deployment.target_groups)
        return run

    def told(self) -> dict[str, Any]:
        """How what runs is reached from this machine."""
        if not self.vpc:
            return {**NOTHING, "exceptions": self.images.exceptions, "problems": list(self.problems.values())}
        port, opened = self.vpc.published(entrance.PORT), self.load_balancers.entrances
        return {
            "hosts": [{"name": host, "url": f"http://{host}.localhost:{port}/"} for host in sorted(self.hosts)],
            "listeners": [
                {
                    "loadBalancer": arn,
                    "port": listener,
                    "publishedAt": self.vpc.published(inner),
                    "takesAnyHost": self.load_balancers.takes_any_host(arn, listener),
                }
                for (arn, listener), inner in opened.items()
            ],
            "authority": self.authority.certificate,
            "exceptions": [*self.images.exceptions, *self.databases.exceptions()],
            "problems": list(self.problems.values()),
        }

    def execute(self, request: bytes) -> tuple[str, bytes]:
        """Runs a command inside what runs; status and body of the answer."""
        return execution.answer(self.engine, self.tasks.running if self.vpc else {}, request)

    def target_health(self, target_group_arn: str) -> Health:
        return self.load_balancers.healths.get(target_group_arn, {}) if self.vpc else {}

    def definition(self, arn: str) -> Any:
        return ecs_backends[self.account][self.region].describe_task_definition(arn)

    def unhealthy(self, run: TaskRun) -> str:
        for arn, port in run.target_groups:
            if self.load_balancers.health(arn, run.interface.address, port) == "unhealthy":
                return f"Task failed ELB health checks in (target-group {arn})"
        return ""

    def healthy(self, run: TaskRun, *, or_unused: bool = True) -> bool:
        checked = any(one.health_check and one.is_essential for one in run.containers)
        if run.task.last_status != "RUNNING" or (checked and getattr(run.task, "health_status", "") != "HEALTHY"):
            return False
        states = {self.load_balancers.health(arn, run.interface.address, port) for arn, port in run.target_groups}
        return states <= ({"healthy", "unused"} if or_unused else {"healthy"})

    def record(self, service: Any, deployment: Deployment) -> None:
        number = deployment.id.removeprefix("ecs-svc/")
        deployment.record = ecs_services.begin_record(service, number, deployment.task_definition)
