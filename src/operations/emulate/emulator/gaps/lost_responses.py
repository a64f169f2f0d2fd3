from collections import OrderedDict
from threading import Lock
from typing import Any

from moto.moto_server.werkzeug_app import DomainDispatcherApplication

from .patching import Function, replaces

# More than are under way at a time, so that none is dropped before a request for it could be repeated.
KEPT = 1000

kept: OrderedDict[str, tuple[str, list[tuple[str, str]], bytes]] = OrderedDict()
lock = Lock()


@replaces(DomainDispatcherApplication, "__call__")
def connections_close_with_each_response(
    original: Function, self: DomainDispatcherApplication, environ: dict[str, Any], start_response: Function
) -> Any:
    """AWS keeps connections open; moto's server closes each with its response, which the provider's HTTP client
    takes for a lost connection in one of some thousand requests. It asks again, and what is done already is
    refused: a rule that "already exists", one to delete that "does not exist". So a request that
    is repeated after a success, with the id that the SDKs give each invocation, gets the response that was lost. No issue found."""
    invocation = environ.get("HTTP_AMZ_SDK_INVOCATION_ID", "")
    with lock:
        response = kept.get(invocation)
    if response is None:
        response = response_of(original, self, environ)
        if invocation and response[0].startswith("2"):
            with lock:
                kept[invocation] = response
                if len(kept) > KEPT:
                    kept.popitem(last=False)
    status, headers, body = response
    start_response(status, headers)
    return [body]


def response_of(
    original: Function, self: DomainDispatcherApplication, environ: dict[str, Any]
) -> tuple[str, list[tuple[str, str]], bytes]:
    started: list[tuple[str, list[tuple[str, str]]]] = []
    parts = original(self, environ, lambda status, headers, _=None: started.append((status, headers)))
    body = b"".join(parts)
    if hasattr(parts, "close"):
        parts.close()
    return *started[-1], body
