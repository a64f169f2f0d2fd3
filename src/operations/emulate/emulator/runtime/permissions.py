"""Whether a role's policies allow an action on a resource.

Conditions are not looked at: a statement with one counts as if its condition held. ("Policy evaluation logic", IAM User Guide)
"""

import json
from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

from moto.iam.models import Policy, Role, iam_backends


def allows(role_arn: str, action: str, resource: str) -> bool:
    """Whether some statement allows it, and none denies it."""
    effects = {
        statement["Effect"] for statement in statements(role_of(role_arn)) if concerns(statement, action, resource)
    }
    return effects == {"Allow"}


def denial(role_arn: str, session: str, action: str, resource: str) -> str:
    """What AWS says to who is not allowed something ("Troubleshoot access denied error messages", IAM User Guide)."""
    user = role_arn.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/")
    return (
        f"User: {user}/{session} is not authorized to perform: {action} on resource: {resource}"
        f" because no identity-based policy allows the {action} action"
    )


def role_of(arn: str) -> Role | None:
    account = arn.split(":")[4]
    roles = iam_backends[account]["aws"].roles.values()
    return next((role for role in roles if role.arn == arn), None)


def statements(role: Role | None) -> Iterator[dict[str, Any]]:
    if role is None:
        return
    attached = [default_document(policy) for policy in role.managed_policies.values()]
    for document in [*role.policies.values(), *attached]:
        found = json.loads(document)["Statement"]
        yield from found if isinstance(found, list) else [found]


def default_document(policy: Policy) -> str:
    return next(version.document for version in policy.versions if version.is_default)


def concerns(statement: dict[str, Any], action: str, resource: str) -> bool:
    if "NotAction" in statement:
        meant = not matches(statement["NotAction"], action.lower(), lower=True)
    else:
        meant = matches(statement.get("Action", []), action.lower(), lower=True)
    if "NotResource" in statement:
        return meant and not matches(statement["NotResource"], resource)
    return meant and matches(statement.get("Resource", []), resource)


def matches(patterns: str | list[str], value: str, *, lower: bool = False) -> bool:
    every = [patterns] if isinstance(patterns, str) else patterns
    return any(fnmatchcase(value, (one.lower() if lower else one).replace("[", "[[]")) for one in every)
