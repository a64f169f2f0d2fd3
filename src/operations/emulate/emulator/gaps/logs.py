import json
import uuid
from typing import Any

from moto.logs.models import LogsBackend
from moto.logs.responses import LogsResponse

from .patching import Function, adds, replaces


@replaces(LogsBackend, "__init__")
def query_definitions_are_unknown(original: Function, self: LogsBackend, *args: Any, **kwargs: Any) -> None:
    """AWS keeps saved queries; moto has none: creating one fails. No issue found."""
    original(self, *args, **kwargs)
    self.query_definitions: dict[str, dict[str, Any]] = {}


@adds(LogsResponse)
def put_query_definition(self: LogsResponse) -> str:
    """See query_definitions_are_unknown."""
    definition = {
        "queryDefinitionId": self._get_param("queryDefinitionId") or str(uuid.uuid4()),
        "name": self._get_param("name"),
        "queryString": self._get_param("queryString"),
        "logGroupNames": self._get_param("logGroupNames") or [],
    }
    self.logs_backend.query_definitions[definition["queryDefinitionId"]] = definition
    return json.dumps({"queryDefinitionId": definition["queryDefinitionId"]})


@adds(LogsResponse)
def describe_query_definitions(self: LogsResponse) -> str:
    """See query_definitions_are_unknown."""
    prefix = self._get_param("queryDefinitionNamePrefix") or ""
    definitions = self.logs_backend.query_definitions.values()
    return json.dumps({"queryDefinitions": [one for one in definitions if one["name"].startswith(prefix)]})


@adds(LogsResponse)
def delete_query_definition(self: LogsResponse) -> str:
    """See query_definitions_are_unknown."""
    found = self.logs_backend.query_definitions.pop(self._get_param("queryDefinitionId"), None)
    return json.dumps({"success": found is not None})
