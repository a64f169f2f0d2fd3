"""The actions of a listener's rules, as HAProxy's ("Action types for listener rules" of Elastic Load Balancing)."""

from collections.abc import Sequence
from typing import Any

from moto.elbv2.models import FakeAction

from .haproxy_text import literal, quoted

# What a redirect keeps of the request where it says nothing.
REDIRECT = {
    "Protocol": "#{protocol}",
    "Host": "#{host}",
    "Port": "#{port}",
    "Path": "/#{path}",
    "Query": "#{query}",
}


def action_lines(actions: Sequence[FakeAction], rule: str) -> list[str]:
    """
    What is done with a request for which a rule was chosen.

    :param rule: the rule's name, which the variable txn.rule holds
    """
    for action in actions:
        if action.type not in _LINES:
            raise ValueError(f"the load balancer of the run knows no action {action.type}")
    chosen = f"{{ var(txn.rule) -m str {rule} }}"
    return [line for action in actions for line in _LINES[action.type](action.data, chosen)]


def forwarded_to(actions: Sequence[FakeAction]) -> dict[str, int]:
    """The weights of the target groups to which actions forward, by their ARNs. One of weight 0 is in use too."""
    return {
        arn: weight
        for action in actions
        if action.type == "forward"
        for arn, weight in _target_groups(action.data).items()
    }


def backend_name(target_group_arn: str) -> str:
    """A target group's name and id: its ARN has characters that HAProxy's names may not have."""
    return target_group_arn.split(":targetgroup/", 1)[1].replace("/", "-")


def _forward(data: dict[str, Any], condition: str) -> list[str]:
    weights = {arn: weight for arn, weight in _target_groups(data).items() if weight > 0}
    total = sum(weights.values())
    # Requests for which there is no target group left get 503, as those of a group without targets do.
    if total == 0:
        return []
    lines = [f"http-request set-var(txn.draw) rand({total}) if {condition}"]
    reached = 0
    for arn, weight in weights.items():
        reached += weight
        lines.append(
            f"http-request set-var(txn.backend) str({backend_name(arn)}) if {condition} "
            f"{{ var(txn.draw) -m int lt {reached} }} !{{ var(txn.backend) -m found }}"
        )
    return lines


def _redirect(data: dict[str, Any], condition: str) -> list[str]:
    config = data["RedirectConfig"]
    part = {name: str(config.get(name) or default) for name, default in REDIRECT.items()}
    protocol = part["Protocol"] if part["Protocol"].startswith("#") else part["Protocol"].lower()
    query = "" if config.get("Query") == "" else part["Query"]
    location = f"{_filled(protocol)}://{_filled(part['Host'])}:{_filled(part['Port'])}{_filled(part['Path'])}"
    # A request without a query is redirected without a question mark.
    if query == "#{query}":
        location += "%[var(txn.question)]"
    elif query:
        location += f"?{_filled(query)}"
    code = config["StatusCode"].removeprefix("HTTP_")
    return [f"http-request redirect location {quoted(location)} code {code} if {condition}"]


def _fixed_response(data: dict[str, Any], condition: str) -> list[str]:
    config = data["FixedResponseConfig"]
    body = config.get("MessageBody") or ""
    content_type = config.get("ContentType") or "text/plain"
    content = f"content-type {quoted(content_type)} string {quoted(body)} " if body else ""
    return [f"http-request return status {config['StatusCode']} {content}hdr Server awselb/2.0 if {condition}"]


def _target_groups(data: dict[str, Any]) -> dict[str, int]:
    groups = (data.get("ForwardConfig") or {}).get("TargetGroups") or []
    if groups:
        return {group["TargetGroupArn"]: int(group.get("Weight", 1)) for group in groups}
    return {data["TargetGroupArn"]: 1}


def _filled(template: str) -> str:
    text = literal(template)
    for keyword in ["protocol", "host", "port", "path", "query"]:
        text = text.replace(f"#{{{keyword}}}", f"%[var(txn.redirect_{keyword})]")
    return text


_LINES = {"forward": _forward, "redirect": _redirect, "fixed-response": _fixed_response}
