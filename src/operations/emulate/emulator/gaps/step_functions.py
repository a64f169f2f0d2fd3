import copy
from typing import Any

from botocore.session import get_session
from moto.core.config import default_user_config
from moto.core.responses import ActionResult
from moto.stepfunctions.models import StateMachine
from moto.stepfunctions.parser.asl.component.state.exec.state_task.service.state_task_service_aws_sdk import (
    StateTaskServiceAwsSdk,
)
from moto.stepfunctions.responses import StepFunctionResponse

from .patching import Function, adds, replaces

# AWS runs state machines. moto runs them when it is told to; without that it reports every execution as running.
# https://docs.getmoto.org/en/latest/docs/services/stepfunctions.html
default_user_config["stepfunctions"] = {"execute_state_machine": True}


@adds(StepFunctionResponse)
def validate_state_machine_definition(self: StepFunctionResponse) -> ActionResult:
    """AWS says what is wrong with a definition, which the provider asks for in every plan; moto knows no such call:
    the plan is retried until it times out. moto's own parser refuses a wrong definition when it is created. No
    issue found."""
    return ActionResult({"result": "OK", "diagnostics": []})


@adds(StepFunctionResponse)
def list_state_machine_versions(self: StepFunctionResponse) -> ActionResult:
    """AWS lists the published versions of a state machine, which the provider asks for whenever it reads one; moto
    knows no such call: creating one is retried until it times out. No issue found."""
    return ActionResult({"stateMachineVersions": []})


@replaces(StateTaskServiceAwsSdk, "_normalise_parameters")
def sdk_parameters_are_not_renamed(
    original: Function, self: StateTaskServiceAwsSdk, parameters: dict[str, Any], *args: Any, **kwargs: Any
) -> None:
    """AWS names every parameter of the SDK integration with a capital first, whatever the service does; moto hands
    them on as they are: a call of ECS fails. No issue found."""
    action = self.resource.api_action
    service = get_session().get_service_model(self._get_boto_service_name())
    operation = service.operation_model(f"{action[0].upper()}{action[1:]}")
    self._to_boto_request(parameters, operation.input_shape)


@adds(StateMachine)
def __deepcopy__(self: StateMachine, memo: dict[int, Any]) -> StateMachine:
    """AWS runs a state machine as often as it is started; moto copies one with the threads of all executions
    before, which cannot be copied: the second start fails. No issue found."""
    clone = copy.copy(self)
    clone.executions = []
    return clone
