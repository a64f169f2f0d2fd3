import json
import uuid
from typing import Any

from moto.core.utils import unix_time
from moto.xray import urls
from moto.xray.models import XRayBackend
from moto.xray.responses import XRayResponse

from .patching import Function, adds, replaces


def adds_operation(function: Function) -> Function:
    """X-Ray's operations are paths, which moto has to know, too."""
    operation = "".join(word.capitalize() for word in function.__name__.split("_"))
    urls.url_paths["{0}/" + operation + "$"] = XRayResponse.dispatch
    return adds(XRayResponse)(function)


@replaces(XRayBackend, "__init__")
def sampling_rules_and_groups_are_unknown(original: Function, self: XRayBackend, *args: Any, **kwargs: Any) -> None:
    """AWS has sampling rules and groups; moto only takes traces: the provider gets a page that it cannot read.
    No issue found."""
    original(self, *args, **kwargs)
    self.sampling_rules: dict[str, dict[str, Any]] = {}
    self.groups: dict[str, dict[str, Any]] = {}
    self.tags: dict[str, list[dict[str, str]]] = {}


@adds_operation
def create_sampling_rule(self: XRayResponse) -> str:
    """See sampling_rules_and_groups_are_unknown."""
    given = body_of(self)
    rule = {"Attributes": {}, **given["SamplingRule"]}
    rule["RuleARN"] = arn_of(self, f"sampling-rule/{rule['RuleName']}")
    self.xray_backend.sampling_rules[rule["RuleName"]] = rule
    self.xray_backend.tags[rule["RuleARN"]] = given.get("Tags") or []
    return rule_record(rule)


@adds_operation
def get_sampling_rules(self: XRayResponse) -> str:
    """See sampling_rules_and_groups_are_unknown."""
    return json.dumps(
        {"SamplingRuleRecords": [{"SamplingRule": rule} for rule in self.xray_backend.sampling_rules.values()]}
    )


@adds_operation
def update_sampling_rule(self: XRayResponse) -> str:
    """See sampling_rules_and_groups_are_unknown."""
    update = body_of(self)["SamplingRuleUpdate"]
    rule = self.xray_backend.sampling_rules[rule_name_of(update)]
    rule.update(update)
    return rule_record(rule)


@adds_operation
def delete_sampling_rule(self: XRayResponse) -> str:
    """See sampling_rules_and_groups_are_unknown."""
    return rule_record(self.xray_backend.sampling_rules.pop(rule_name_of(body_of(self))))


@adds_operation
def create_group(self: XRayResponse) -> str:
    """See sampling_rules_and_groups_are_unknown."""
    given = body_of(self)
    name = given["GroupName"]
    group = {
        "GroupName": name,
        "GroupARN": arn_of(self, f"group/{name}/{uuid.uuid4().hex[:26].upper()}"),
        "FilterExpression": given.get("FilterExpression"),
        "InsightsConfiguration": given.get("InsightsConfiguration")
        or {"InsightsEnabled": False, "NotificationsEnabled": False},
    }
    self.xray_backend.groups[group["GroupARN"]] = group
    self.xray_backend.tags[group["GroupARN"]] = given.get("Tags") or []
    return json.dumps({"Group": group})


@adds_operation
def get_group(self: XRayResponse) -> Any:
    """See sampling_rules_and_groups_are_unknown."""
    group = self.xray_backend.groups.get(body_of(self)["GroupARN"])
    if group is None:
        return 400, {"x-amzn-ErrorType": "InvalidRequestException"}, json.dumps({"Message": "Group not found"})
    return json.dumps({"Group": group})


@adds_operation
def update_group(self: XRayResponse) -> str:
    """See sampling_rules_and_groups_are_unknown."""
    given = body_of(self)
    group = self.xray_backend.groups[given["GroupARN"]]
    group.update({key: given[key] for key in ("FilterExpression", "InsightsConfiguration") if key in given})
    return json.dumps({"Group": group})


@adds_operation
def delete_group(self: XRayResponse) -> str:
    """See sampling_rules_and_groups_are_unknown."""
    self.xray_backend.groups.pop(body_of(self)["GroupARN"], None)
    return "{}"


@adds_operation
def list_tags_for_resource(self: XRayResponse) -> str:
    """See sampling_rules_and_groups_are_unknown."""
    return json.dumps({"Tags": self.xray_backend.tags.get(body_of(self)["ResourceARN"], [])})


@adds_operation
def tag_resource(self: XRayResponse) -> str:
    """See sampling_rules_and_groups_are_unknown."""
    given = body_of(self)
    keys = {tag["Key"] for tag in given["Tags"]}
    retag(self, given["ResourceARN"], keys, given["Tags"])
    return "{}"


@adds_operation
def untag_resource(self: XRayResponse) -> str:
    """See sampling_rules_and_groups_are_unknown."""
    given = body_of(self)
    retag(self, given["ResourceARN"], set(given["TagKeys"]), [])
    return "{}"


def body_of(response: XRayResponse) -> dict[str, Any]:
    return json.loads(response.body or "{}")


def retag(response: XRayResponse, arn: str, without: set[str], added: list[dict[str, str]]) -> None:
    kept = [tag for tag in response.xray_backend.tags.get(arn, []) if tag["Key"] not in without]
    response.xray_backend.tags[arn] = [*kept, *added]


def arn_of(response: XRayResponse, resource: str) -> str:
    return f"arn:aws:xray:{response.region}:{response.current_account}:{resource}"


def rule_name_of(given: dict[str, Any]) -> str:
    return given.get("RuleName") or given["RuleARN"].rsplit("/", 1)[-1]


def rule_record(rule: dict[str, Any]) -> str:
    return json.dumps(
        {"SamplingRuleRecord": {"SamplingRule": rule, "CreatedAt": unix_time(), "ModifiedAt": unix_time()}}
    )
