import json
from typing import Any

from moto.budgets.models import Budget, Notification
from moto.budgets.responses import BudgetsResponse

from .patching import Function, adds, replaces


@replaces(BudgetsResponse, "create_budget")
def tags_are_dropped(original: Function, self: BudgetsResponse) -> str:
    """AWS keeps the tags of a budget; moto drops them and has none of the calls about tags: a budget can't be
    read back. No issue found."""
    result = original(self)
    budget = budget_of(self, self._get_param("Budget")["BudgetName"])
    budget.tags = {tag["Key"]: tag["Value"] for tag in self._get_param("ResourceTags") or []}
    return result


@adds(BudgetsResponse)
def list_tags_for_resource(self: BudgetsResponse) -> str:
    """See tags_are_dropped."""
    tags = [{"Key": key, "Value": value} for key, value in tagged_budget(self).tags.items()]
    return json.dumps({"ResourceTags": tags})


@adds(BudgetsResponse)
def tag_resource(self: BudgetsResponse) -> str:
    """See tags_are_dropped."""
    tagged_budget(self).tags.update({tag["Key"]: tag["Value"] for tag in self._get_param("ResourceTags")})
    return "{}"


@adds(BudgetsResponse)
def untag_resource(self: BudgetsResponse) -> str:
    """See tags_are_dropped."""
    for key in self._get_param("ResourceTagKeys"):
        tagged_budget(self).tags.pop(key, None)
    return "{}"


@adds(BudgetsResponse)
def update_budget(self: BudgetsResponse) -> str:
    """AWS has it; moto does not: a budget can't be changed. No issue found."""
    given = self._get_param("NewBudget")
    budget_of(self, given["BudgetName"]).budget.update(given)
    return "{}"


@adds(BudgetsResponse)
def describe_subscribers_for_notification(self: BudgetsResponse) -> str:
    """AWS has it; moto does not: a budget with subscribers can't be read back. No issue found."""
    wanted = identity_of(self._get_param("Notification"))
    notifications = budget_of(self, self._get_param("BudgetName")).notifications
    found: list[Notification] = [one for one in notifications if identity_of(one.details) == wanted]
    return json.dumps({"Subscribers": found[0].subscribers if found else []})


def budget_of(response: BudgetsResponse, name: str) -> Budget:
    return response.backend.budgets[response._get_param("AccountId") or response.current_account][name]


def tagged_budget(response: BudgetsResponse) -> Budget:
    return budget_of(response, response._get_param("ResourceARN").partition("budget/")[2])


def identity_of(notification: dict[str, Any]) -> dict[str, Any]:
    """What tells one notification of a budget from another, apart from whether it is due."""
    return {key: value for key, value in notification.items() if key != "NotificationState"}
