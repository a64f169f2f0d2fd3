"""A listener of an Application Load Balancer, as a frontend of HAProxy's."""

import re
from collections.abc import Mapping

from moto.elbv2.models import FakeListener, FakeLoadBalancer

from .haproxy_actions import action_lines
from .haproxy_conditions import condition
from .haproxy_errors import error_page
from .haproxy_text import quoted

DEFAULT_PORTS = {"HTTP": "80", "HTTPS": "443"}


def frontend(
    load_balancer: FakeLoadBalancer, listener: FakeListener, certificate_files: Mapping[str, str], address: str
) -> list[str]:
    return [
        f"frontend listener-{listener.port}",
        *indented(
            [
                _bind(load_balancer, listener, certificate_files, address),
                *_request_variables(listener),
                *_rules(listener),
                *_host_header(load_balancer, listener),
                *_forwarded_headers(load_balancer, listener),
                *_trace_header(),
                f"http-request return {error_page(503)} if !{{ var(txn.backend) -m found }}",
                "use_backend %[var(txn.backend)]",
            ]
        ),
    ]


def indented(lines: list[str]) -> list[str]:
    return [f"    {line}" for line in lines]


def listener_certificates(listener: FakeListener) -> list[str]:
    """The ARNs of its certificates, first the one for clients that name no host or an unknown one."""
    default = [listener.certificate] if listener.certificate else []
    return list(dict.fromkeys([*default, *listener.certificates]))


def _bind(
    load_balancer: FakeLoadBalancer, listener: FakeListener, certificate_files: Mapping[str, str], address: str
) -> str:
    bind = f"bind {address}:{listener.port}"
    if listener.protocol != "HTTPS":
        return bind
    # HAProxy, as ELB does, chooses by the names in the certificates, an exact name before a wildcard.
    certificates = "".join(f" crt {quoted(certificate_files[arn])}" for arn in listener_certificates(listener))
    protocols = "h2,http/1.1" if load_balancer.attrs.get("routing.http2.enabled", "true") == "true" else "http/1.1"
    return f"{bind} ssl{certificates} alpn {protocols} ssl-min-ver {_lowest_tls(listener.ssl_policy)}"


def _lowest_tls(policy: str | None) -> str:
    """The lowest version of TLS of a security policy, whose name says it ("Security policies for your Application Load
    Balancer")."""
    version = re.search(r"TLS(?:13)?-1-([0-3])", policy or "")
    return f"TLSv1.{version.group(1)}" if version else "TLSv1.0"


def _request_variables(listener: FakeListener) -> list[str]:
    return [
        "http-request set-var(txn.host) req.hdr(host),host_only,lower",
        f"http-request set-var(txn.redirect_protocol) str({listener.protocol.lower()})",
        "http-request set-var(txn.redirect_host) var(txn.host)",
        f"http-request set-var(txn.redirect_port) str({listener.port})",
        "http-request set-var(txn.redirect_path) path,bytes(1)",
        "http-request set-var(txn.redirect_query) query",
        'http-request set-var-fmt(txn.question) "?%[query]" if { query -m len gt 0 }',
    ]


def _rules(listener: FakeListener) -> list[str]:
    """First the rule is chosen, then its actions are done, so that redirects keep to the priorities too."""
    rules = sorted(listener._non_default_rules.values(), key=lambda rule: int(rule.priority))
    chosen = [
        f"http-request set-var(txn.rule) str(priority-{rule.priority}) if !{{ var(txn.rule) -m found }} "
        + " ".join(condition(one) for one in rule.conditions)
        for rule in rules
    ]
    actions = [line for rule in rules for line in action_lines(rule.actions, f"priority-{rule.priority}")]
    return [
        *chosen,
        "http-request set-var(txn.rule) str(default) if !{ var(txn.rule) -m found }",
        *actions,
        *action_lines(listener.default_actions, "default"),
    ]


def _host_header(load_balancer: FakeLoadBalancer, listener: FakeListener) -> list[str]:
    """A port that is not the protocol's own is added to the host, unless it is to be preserved ("Host header
    preservation")."""
    preserved = load_balancer.attrs.get("routing.http.preserve_host_header.enabled") == "true"
    if preserved or str(listener.port) == DEFAULT_PORTS[listener.protocol]:
        return []
    return [f'http-request set-header Host "%[req.hdr(host)]:{listener.port}" if !{{ req.hdr(host) -m reg :[0-9]+$ }}']


def _forwarded_headers(load_balancer: FakeLoadBalancer, listener: FakeListener) -> list[str]:
    """The client's address comes after those that it sent ("HTTP headers and Application Load Balancers")."""
    client = "%[src]"
    if load_balancer.attrs.get("routing.http.xff_client_port.enabled") == "true":
        client = "%[src]:%[src_port]"
    mode = load_balancer.attrs.get("routing.http.xff_header_processing.mode", "append")
    addresses = {
        "append": [
            "http-request set-var-fmt(txn.forwarded) '%[req.fhdr(x-forwarded-for)], ' "
            "if { req.fhdr(x-forwarded-for) -m found }",
            f'http-request set-header X-Forwarded-For "%[var(txn.forwarded)]{client}"',
        ],
        "preserve": [],
        "remove": ["http-request del-header X-Forwarded-For"],
    }
    return [
        *addresses[mode],
        f"http-request set-header X-Forwarded-Proto {listener.protocol.lower()}",
        f"http-request set-header X-Forwarded-Port {listener.port}",
    ]


def _trace_header() -> list[str]:
    """A request without a root gets one; to a header that is there the load balancer adds itself ("Request tracing for
    your Application Load Balancer")."""
    header = "x-amzn-trace-id"
    missing = f"!{{ req.fhdr({header}) -m found }}"
    rooted = f"{{ req.fhdr({header}) -m sub Root= }}"
    return [
        'http-request set-var-fmt(txn.trace) "1-%[date,hex,bytes(8,8),lower]-%[uuid,regsub(-,,g),bytes(0,24)]"',
        f'http-request set-var-fmt(txn.tracing) "Root=%[var(txn.trace)]" if {missing}',
        f'http-request set-var-fmt(txn.tracing) "Self=%[var(txn.trace)];%[req.fhdr({header})]" if {rooted}',
        f'http-request set-var-fmt(txn.tracing) "Self=%[var(txn.trace)];Root=%[var(txn.trace)];%[req.fhdr({header})]" '
        "if !{ var(txn.tracing) -m found }",
        'http-request set-header X-Amzn-Trace-Id "%[var(txn.tracing)]"',
    ]
