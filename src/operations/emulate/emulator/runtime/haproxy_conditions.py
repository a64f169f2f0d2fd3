"""The conditions of a listener's rules, as HAProxy's (Elastic Load Balancing, "Condition types for listener rules")."""

from collections.abc import Sequence
from typing import Any

from .haproxy_text import quoted, wildcards


def condition(data: dict[str, Any]) -> str:
    """
    One of a rule's conditions, which is met when one of its values is.

    :param data: as CreateRule takes it
    """
    field = data["Field"]
    if field not in _CONDITIONS:
        raise ValueError(f"the load balancer of the run knows no condition {field}")
    return f"{{ {_CONDITIONS[field](data)} }}"


def _host_header(data: dict[str, Any]) -> str:
    return _matches("var(txn.host) -i", _values(data, "HostHeaderConfig"))


def _path_pattern(data: dict[str, Any]) -> str:
    return _matches("path", _values(data, "PathPatternConfig"))


def _http_header(data: dict[str, Any]) -> str:
    return _matches(f"req.fhdr({data['HttpHeaderConfig']['HttpHeaderName']}) -i", _values(data, "HttpHeaderConfig"))


def _http_request_method(data: dict[str, Any]) -> str:
    methods = " ".join(quoted(method) for method in _values(data, "HttpRequestMethodConfig"))
    return f"method -m str {methods}"


def _source_ip(data: dict[str, Any]) -> str:
    return f"src {' '.join(_values(data, 'SourceIpConfig'))}"


def _query_string(data: dict[str, Any]) -> str:
    pairs = " ".join(quoted(_pair(pair)) for pair in _values(data, "QueryStringConfig"))
    return f"query -i -m reg {pairs}"


def _pair(pair: dict[str, str]) -> str:
    """Without a key the value may be any key's."""
    key = f"{wildcards(pair['Key'], '[^&=]')}=" if pair.get("Key") else "(?:[^&=]*=)?"
    return f"(?:^|&){key}{wildcards(pair['Value'], '[^&]')}(?:&|$)"


def _matches(sample: str, patterns: Sequence[str]) -> str:
    return f"{sample} -m reg {' '.join(quoted(f'^{wildcards(pattern)}$') for pattern in patterns)}"


def _values(data: dict[str, Any], config: str) -> list[Any]:
    """The values of a condition, which the API takes in two places."""
    return (data.get(config) or {}).get("Values") or data.get("Values") or []


_CONDITIONS = {
    "host-header": _host_header,
    "path-pattern": _path_pattern,
    "http-header": _http_header,
    "http-request-method": _http_request_method,
    "query-string": _query_string,
    "source-ip": _source_ip,
}
