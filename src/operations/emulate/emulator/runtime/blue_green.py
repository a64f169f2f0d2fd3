"""A blue/green deployment as CodeDeploy carries it out ("Deployments on an Amazon ECS compute platform", AWS CodeDeploy User
Guide): replacement tasks, test traffic, production traffic, the end of the original tasks.

A minute of CodeDeploy's waits is a second here.
"""

import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from moto.codedeploy.models import DeploymentInfo
from moto.core.utils import unix_time
from moto.elbv2.models import ELBv2Backend

from .service import Deployment, ServiceRun

MINUTE = 1.0
"""seconds"""

FAILED_TASKS = 3
"""tasks that fail before the deployment does"""


class Ended(Exception):
    """The deployment has not succeeded: it was stopped, or its tasks failed."""

    def __init__(self, status: str, code: str, message: str):
        super().__init__(message)
        self.status, self.code = status, code


@dataclass
class BlueGreen:
    """
    :param traffic: how the deployment configuration routes traffic
    :param alarms: the names of the group's alarms that are active
    :param finished: told when the service runs the revision
    """

    run: ServiceRun
    deployment: DeploymentInfo
    elb: ELBv2Backend
    revision: str
    traffic: dict[str, Any]
    alarms: Callable[[], str]
    healthy: Callable[..., bool]
    finished: Callable[[], None]
    roll_back: Callable[[], None]

    def start(self) -> None:
        self.deployment.status = "InProgress"
        threading.Thread(target=self.carry_out, daemon=True, name=f"deployment {self.deployment.deployment_id}").start()

    def carry_out(self) -> None:
        blue = self.run.deployments[0]
        green = self.run.deploy(self.revision, target_groups=self.other_target_group(blue))
        try:
            self.route("testTrafficRoute", green, 100)
            self.wait_until(lambda: self.is_ready(green))
            if self.waits_for_operator():
                self.deployment.status = "Ready"
                self.wait_until(lambda: getattr(self.deployment, "continued", False))
                self.deployment.status = "InProgress"
            for percent, minutes in self.shifts():
                self.route("prodTrafficRoute", green, percent)
                self.pause(minutes)
        except Ended as ended:
            self.take_back(blue, green, ended)
            return
        self.run.service.load_balancers = green.target_groups
        self.finished()
        self.pause_before_termination()
        self.end_tasks(blue)
        self.deployment.status, self.deployment.complete_time = "Succeeded", unix_time()

    def take_back(self, blue: Deployment, green: Deployment, ended: Ended) -> None:
        for route in ("prodTrafficRoute", "testTrafficRoute"):
            self.route(route, blue, 100)
        self.run.deployments = [blue, *(one for one in self.run.deployments if one is not blue)]
        self.end_tasks(green)
        self.deployment.error_information = {"code": ended.code, "message": str(ended)}
        self.deployment.status, self.deployment.complete_time = ended.status, unix_time()
        self.roll_back()

    def end_tasks(self, deployment: Deployment) -> None:
        if deployment in self.run.deployments:
            self.run.deployments.remove(deployment)
        for one in deployment.live:
            one.stop("ServiceSchedulerInitiated", f"Task set {deployment.id} was deleted")

    def other_target_group(self, blue: Deployment) -> list[dict[str, Any]]:
        pair = [self.target_group(one["name"]) for one in self.load_balancing.get("targetGroups", [])]
        used = {one["targetGroupArn"] for one in blue.target_groups}
        other = next((arn for arn in pair if arn not in used), None)
        return [{**one, "targetGroupArn": other} for one in blue.target_groups] if other else blue.target_groups

    def target_group(self, name: str) -> str:
        return next(group.arn for group in self.elb.target_groups.values() if group.name == name)

    @property
    def load_balancing(self) -> dict[str, Any]:
        info = self.deployment.deployment_group.given.get("loadBalancerInfo") or {}
        return next(iter(info.get("targetGroupPairInfoList") or []), {})

    @property
    def timing(self) -> dict[str, Any]:
        return self.deployment.deployment_group.given.get("blueGreenDeploymentConfiguration") or {}

    def waits_for_operator(self) -> bool:
        return (self.timing.get("deploymentReadyOption") or {}).get("actionOnTimeout") == "STOP_DEPLOYMENT"

    def is_ready(self, green: Deployment) -> bool:
        if green.failed_tasks >= FAILED_TASKS:
            message = "The deployment timed out while waiting for the replacement task set to become healthy."
            raise Ended("Failed", "TIMEOUT", message)
        live = green.live
        is_asked = bool(self.listeners("testTrafficRoute"))  # no load balancer checks a group that no listener names
        return len(live) >= self.run.service.desired_count and all(
            self.healthy(one, or_unused=not is_asked) for one in live
        )

    def wait_until(self, condition: Callable[[], bool]) -> None:
        while not condition():
            self.check()
            time.sleep(0.2)

    def pause(self, minutes: float) -> None:
        end = time.monotonic() + minutes * MINUTE
        while time.monotonic() < end:
            self.check()
            time.sleep(0.2)

    def pause_before_termination(self) -> None:
        terminate = self.timing.get("terminateBlueInstancesOnDeploymentSuccess") or {}
        time.sleep(min(terminate.get("terminationWaitTimeInMinutes") or 0, 5) * MINUTE)

    def check(self) -> None:
        if self.deployment.status == "Stopped":
            raise Ended("Stopped", "MANUAL_STOP", "The deployment was stopped.")
        if active := self.alarms():
            message = f"One or more alarms have been activated, and the deployment has been stopped: {active}"
            raise Ended("Stopped", "ALARM_ACTIVE", message)

    def shifts(self) -> Sequence[tuple[int, float]]:
        """Percentages of the requests that the replacement gets, and minutes until the next."""
        canary, linear = self.traffic.get("timeBasedCanary"), self.traffic.get("timeBasedLinear")
        if canary:
            return [(canary["canaryPercentage"], canary["canaryInterval"]), (100, 0)]
        if linear:
            steps = range(linear["linearPercentage"], 100, linear["linearPercentage"])
            return [*((percent, linear["linearInterval"]) for percent in steps), (100, 0)]
        return [(100, 0)]

    def listeners(self, route: str) -> list[str]:
        return (self.load_balancing.get(route) or {}).get("listenerArns") or []

    def route(self, name: str, to: Deployment, percent: int) -> None:
        """Lets what the listeners of a route forward to the pair go to a task set; some of it, for a part of the percentage."""
        pair = [self.target_group(one["name"]) for one in self.load_balancing.get("targetGroups", [])]
        listeners = self.listeners(name)
        chosen = next((one["targetGroupArn"] for one in to.target_groups), None)
        for load_balancer in self.elb.load_balancers.values():
            for arn, listener in load_balancer.listeners.items():
                if arn not in listeners or chosen is None:
                    continue
                actions = [
                    *listener.default_actions,
                    *(one for rule in listener.rules.values() for one in rule.actions),
                ]
                for action in actions:
                    forward(action, pair, chosen, percent)


def forward(action: Any, pair: Sequence[str], chosen: str, percent: int) -> None:
    groups = [one["TargetGroupArn"] for one in (action.data.get("ForwardConfig") or {}).get("TargetGroups", [])]
    named = [*groups, action.data.get("TargetGroupArn")]
    if not any(arn in pair for arn in named):
        return
    other = next(arn for arn in pair if arn != chosen)
    action.data["ForwardConfig"] = {
        **(action.data.get("ForwardConfig") or {}),
        "TargetGroups": [
            {"TargetGroupArn": chosen, "Weight": percent},
            {"TargetGroupArn": other, "Weight": 100 - percent},
        ],
    }
    action.data.pop("TargetGroupArn", None)
    action.__dict__.pop("TargetGroupArn", None)
    action.__dict__.update(action.data)
