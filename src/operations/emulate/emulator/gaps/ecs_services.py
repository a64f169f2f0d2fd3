"""What becomes of an ECS service over time: the tasks it runs, and the deployments it had."""

import copy
from typing import Any

from moto.core.responses import ActionResult
from moto.core.utils import utcnow
from moto.ecs.models import (
    Cluster,
    ClusterFailure,
    EC2ContainerServiceBackend,
    Service,
    Task,
)
from moto.ecs.responses import EC2ContainerServiceResponse
from moto.moto_api._internal import mock_random

from . import containers
from .ecs_tasks import LastingTask, containers_of, end_task
from .patching import Function, adds, replaces


FAILURES_UNTIL_ROLLBACK = 3


@replaces(EC2ContainerServiceBackend, "list_tasks")
def tasks_of_every_service_are_listed(original: Function, self: EC2ContainerServiceBackend, *args: Any) -> list[Task]:
    """AWS lists the tasks that a service runs; moto's services run none, and it lists those of all services: no session
    finds a task. No issue found."""
    service_name, desired_status = (list(args) + [None] * 6)[4:6]
    tasks = original(self, *args)
    if service_name is None:
        return tasks
    group = task_group(service_name.split("/")[-1])
    return [task for task in tasks if task.group == group]


@replaces(EC2ContainerServiceBackend, "delete_service")
def tasks_outlive_their_service(
    original: Function, self: EC2ContainerServiceBackend, *args: Any, **kwargs: Any
) -> Service:
    """AWS stops the tasks of a service that goes. See tasks_of_every_service_are_listed."""
    service = original(self, *args, **kwargs)
    if containers.runtime:
        containers.runtime.end(service)
    else:
        run_tasks(service, 0)
    return service


@adds(EC2ContainerServiceResponse)
def list_service_deployments(self: EC2ContainerServiceResponse) -> ActionResult:
    """AWS has it; moto does not: what a service ran before is not known. No issue found."""
    backend = self.ecs_backend
    service = backend._get_service(self._get_param("cluster", "default"), self._get_param("service"))
    wanted = self._get_param("status") or []
    deployments = [
        {key: value for key, value in deployment.items() if key != "taskDefinition"}
        for deployment in reversed(history(service))
        if not wanted or deployment["status"] in wanted
    ]
    return ActionResult({"serviceDeployments": deployments[: self._get_int_param("maxResults") or 100]})


@adds(EC2ContainerServiceResponse)
def describe_service_revisions(self: EC2ContainerServiceResponse) -> ActionResult:
    """See list_service_deployments."""
    wanted = self._get_param("serviceRevisionArns") or []
    revisions = [
        {
            "serviceRevisionArn": deployment["targetServiceRevisionArn"],
            "serviceArn": deployment["serviceArn"],
            "clusterArn": deployment["clusterArn"],
            "taskDefinition": deployment["taskDefinition"],
            "createdAt": deployment["createdAt"],
        }
        for service in self.ecs_backend.services.values()
        for deployment in history(service)
        if deployment["targetServiceRevisionArn"] in wanted
    ]
    return ActionResult({"serviceRevisions": revisions, "failures": []})


@replaces(EC2ContainerServiceBackend, "describe_clusters")
def running_tasks_are_miscounted(
    original: Function, self: EC2ContainerServiceBackend, *args: Any, **kwargs: Any
) -> tuple[list[Cluster], list[ClusterFailure]]:
    """AWS counts the tasks that run; moto adds and takes away, also what it never added: less than none run. No
    issue found."""
    clusters, failures = original(self, *args, **kwargs)
    for cluster in clusters:
        states = [task.last_status for task in self.tasks.get(cluster.name, {}).values()]
        cluster.running_tasks_count = states.count("RUNNING")
        cluster.pending_tasks_count = sum(state in ("PROVISIONING", "PENDING") for state in states)
    return clusters, failures


@adds(EC2ContainerServiceResponse)
def execute_command(self: EC2ContainerServiceResponse) -> ActionResult:
    """AWS opens a session; moto does not. No container runs here, so what it leads to is nowhere. No issue
    found."""
    cluster = self.ecs_backend._get_cluster(self._get_param("cluster", "default"))
    session = f"ecs-execute-command-{mock_random.get_random_hex(17)}"
    return ActionResult(
        {
            "clusterArn": cluster.arn,
            "containerName": self._get_param("container"),
            "interactive": True,
            "taskArn": self._get_param("task"),
            "session": {
                "sessionId": session,
                "streamUrl": f"wss://ssmmessages.{self.region}.amazonaws.com/v1/data-channel/{session}",
                "tokenValue": mock_random.get_random_hex(32),
            },
        }
    )


def history(service: Service) -> list[dict[str, Any]]:
    return vars(service).setdefault("past_deployments", [])


def record_deployment(service: Service, task_definition: str | None, status: str) -> None:
    """A deployment has ended, for a reason where it failed."""
    record = begin_record(service, start_deployment(service), task_definition)
    record.update(finishedAt=utcnow(), status=status, **reason_of(status))


def begin_record(service: Service, number: str, task_definition: str | None) -> dict[str, Any]:
    """A deployment begins."""
    base = service.arn.rsplit(":service/", 1)
    record = {
        "serviceDeploymentArn": f"{base[0]}:service-deployment/{base[1]}/{number}",
        "targetServiceRevisionArn": f"{base[0]}:service-revision/{base[1]}/{number}",
        "serviceArn": service.arn,
        "clusterArn": service.cluster_arn,
        "taskDefinition": task_definition,
        "createdAt": utcnow(),
        "startedAt": utcnow(),
        "status": "IN_PROGRESS",
    }
    history(service).append(record)
    return record


def start_deployment(service: Service) -> str:
    """ECS gives each deployment an id of its own, also that which takes another one back."""
    number = mock_random.get_random_hex(12)
    for deployment in service.deployments:
        deployment["id"] = f"ecs-svc/{number}"
        deployment["createdAt"] = deployment["updatedAt"] = utcnow()
    return number


def reason_of(status: str) -> dict[str, str]:
    reasons = {
        "ROLLBACK_SUCCESSFUL": "Service deployment rolled back because the circuit breaker threshold was exceeded.",
        "ROLLBACK_FAILED": "No rollback candidate was found to run the rollback.",
    }
    return {"statusReason": reasons[status]} if status in reasons else {}


def record_failed_tasks(service: Service) -> None:
    """ECS keeps for an hour what became of tasks that did not start."""
    tasks = service._backend.tasks.setdefault(service.cluster_name, {})
    for _ in range(FAILURES_UNTIL_ROLLBACK):
        task = new_task(service)
        task.last_status = "STOPPED"
        end_task(task)
        tasks[task.task_arn] = task


def run_tasks(service: Service, count: int) -> None:
    """Starts and stops tasks until the service has so many, all of its revision."""
    backend = service._backend
    tasks = backend.tasks.setdefault(service.cluster_name, {})
    group = task_group(service.name)
    own = [task for task in tasks.values() if task.group == group and task.last_status == "RUNNING"]
    stale = [task for task in own if task.task_definition_arn != service.task_definition]
    for task in [*stale, *[task for task in own if task not in stale][count:]]:
        del tasks[task.task_arn]
    for _ in range(count - sum(task in tasks.values() for task in own)):
        task = new_task(service)
        tasks[task.task_arn] = task


def new_task(service: Service) -> Task:
    started_by = service.deployments[0]["id"] if service.deployments else "CodeDeploy"
    task = pending_task(service, service.task_definition, started_by)
    task.started_at = utcnow()
    for container in task.containers:
        container.last_status = "RUNNING"
        if task.enable_execute_command:
            container.managed_agents = [{"name": "ExecuteCommandAgent", "lastStatus": "RUNNING"}]
    return task


def pending_task(service: Service, task_definition: str | None, started_by: str) -> Task:
    backend = service._backend
    definition = copy.copy(backend.describe_task_definition(task_definition))
    definition.network_mode = "bridge"  # its interface would keep the security group from being destroyed
    task = LastingTask(
        cluster=backend._get_cluster(service.cluster_name),
        task_definition=definition,
        container_instance_arn=None,
        resource_requirements={},
        backend=backend,
        group=task_group(service.name),
        launch_type="FARGATE",
        started_by=started_by,
    )
    task.created_at = utcnow()
    task.enable_execute_command = getattr(service, "enable_execute_command", False)
    task.containers = containers_of(task)
    for container in task.containers:
        container.runtime_id = f"{task.id.replace('-', '')}-{mock_random.randint(10**9, 10**10)}"
    return task


def task_group(service_name: str) -> str:
    return f"service:{service_name}"
