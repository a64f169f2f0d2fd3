import json
import uuid
from collections.abc import Callable
from typing import Any

from moto.core.utils import unix_time
from moto.xray import urls
from moto.xray.models import XRayBackend
from moto.xray.responses import XRayResponse

from .patching import Function, adds, replaces


class XRay:
    @staticmethod
    def fill() -> None:
        @replaces(XRayBackend, "__init__")
        def new_backend(original: Function, self: XRayBackend, *args: Any, **kwargs: Any) -> None:
            """AWS has sampling rules and groups; moto only takes traces: the provider gets a page that it cannot read.
            No issue found."""
            original(self, *args, **kwargs)
            self.sampling_rules: dict[str, dict[str, Any]] = {}
            self.groups: dict[str, dict[str, Any]] = {}
            self.tags: dict[str, list[dict[str, str]]] = {}

        @adds(XRayResponse)
        def create_sampling_rule(self: XRayResponse) -> str:
            """See new_backend."""
            given = XRay.body(self)
            rule = {"Attributes": {}, **given["SamplingRule"]}
            rule["RuleARN"] = XRay.arn(self, f"sampling-rule/{rule['RuleName']}")
            self.xray_backend.sampling_rules[rule["RuleName"]] = rule
            self.xray_backend.tags[rule["RuleARN"]] = given.get("Tags") or []
            return XRay.rule_record(rule)

        @adds(XRayResponse)
        def get_sampling_rules(self: XRayResponse) -> str:
            """See new_backend."""
            return json.dumps({"SamplingRuleRecords": [{"SamplingRule": rule} for rule in self.xray_backend.sampling_rules.values()]})

        @adds(XRayResponse)
        def update_sampling_rule(self: XRayResponse) -> str:
            """See new_backend."""
            update = XRay.body(self)["SamplingRuleUpdate"]
            rule = self.xray_backend.sampling_rules[XRay.rule_name(update)]
            rule.update(update)
            return XRay.rule_record(rule)

        @adds(XRayResponse)
        def delete_sampling_rule(self: XRayResponse) -> str:
            """See new_backend."""
            return XRay.rule_record(self.xray_backend.sampling_rules.pop(XRay.rule_name(XRay.body(self))))

        @adds(XRayResponse)
        def create_group(self: XRayResponse) -> str:
            """See new_backend."""
            given = XRay.body(self)
            name = given["GroupName"]
            group = {
                "GroupName": name,
                "GroupARN": XRay.arn(self, f"group/{name}/{uuid.uuid4().hex[:26].upper()}"),
                "FilterExpression": given.get("FilterExpression"),
                "InsightsConfiguration": given.get("InsightsConfiguration")
                or {"InsightsEnabled": False, "NotificationsEnabled": False},
            }
            self.xray_backend.groups[group["GroupARN"]] = group
            self.xray_backend.tags[group["GroupARN"]] = given.get("Tags") or []
            return json.dumps({"Group": group})

        @adds(XRayResponse)
        def get_group(self: XRayResponse) -> Any:
            """See new_backend."""
            group = self.xray_backend.groups.get(XRay.body(self)["GroupARN"])
            if group is None:
                return 400, {"x-amzn-ErrorType": "InvalidRequestException"}, json.dumps({"Message": "Group not found"})
            return json.dumps({"Group": group})

        @adds(XRayResponse)
        def update_group(self: XRayResponse) -> str:
            """See new_backend."""
            given = XRay.body(self)
            group = self.xray_backend.groups[given["GroupARN"]]
            group.update({key: given[key] for key in ("FilterExpression", "InsightsConfiguration") if key in given})
            return json.dumps({"Group": group})

        @adds(XRayResponse)
        def delete_group(self: XRayResponse) -> str:
            """See new_backend."""
            self.xray_backend.groups.pop(XRay.body(self)["GroupARN"], None)
            return "{}"

        @adds(XRayResponse)
        def list_tags_for_resource(self: XRayResponse) -> str:
            """See new_backend."""
            return json.dumps({"Tags": self.xray_backend.tags.get(XRay.body(self)["ResourceARN"], [])})

        @adds(XRayResponse)
        def tag_resource(self: XRayResponse) -> str:
            """See new_backend."""
            given = XRay.body(self)
            keys = {tag["Key"] for tag in given["Tags"]}
            XRay.retag(self, given["ResourceARN"], keys, given["Tags"])
            return "{}"

        @adds(XRayResponse)
        def untag_resource(self: XRayResponse) -> str:
            """See new_backend."""
            given = XRay.body(self)
            XRay.retag(self, given["ResourceARN"], set(given["TagKeys"]), [])
            return "{}"

        added: tuple[Callable[..., Any], ...] = (
            create_sampling_rule,
            get_sampling_rules,
            update_sampling_rule,
            delete_sampling_rule,
            create_group,
            get_group,
            update_group,
            delete_group,
            list_tags_for_resource,
            tag_resource,
            untag_resource,
        )
        for function in added:
            operation = "".join(word.capitalize() for word in function.__name__.split("_"))
            urls.url_paths["{0}/" + operation + "$"] = XRayResponse.dispatch

    @staticmethod
    def body(response: XRayResponse) -> dict[str, Any]:
        return json.loads(response.body or "{}")

    @staticmethod
    def retag(response: XRayResponse, arn: str, without: set[str], added: list[dict[str, str]]) -> None:
        kept = [tag for tag in response.xray_backend.tags.get(arn, []) if tag["Key"] not in without]
        response.xray_backend.tags[arn] = [*kept, *added]

    @staticmethod
    def arn(response: XRayResponse, resource: str) -> str:
        return f"arn:aws:xray:{response.region}:{response.current_account}:{resource}"

    @staticmethod
    def rule_name(given: dict[str, Any]) -> str:
        return given.get("RuleName") or given["RuleARN"].rsplit("/", 1)[-1]

    @staticmethod
    def rule_record(rule: dict[str, Any]) -> str:
        return json.dumps({"SamplingRuleRecord": {"SamplingRule": rule, "CreatedAt": unix_time(), "ModifiedAt": unix_time()}})


fill = XRay.fill
