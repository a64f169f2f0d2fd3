"""Where an engine runs containers, what else is only said of tasks, load balancers and deployments is left to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from runtime.runtime import Runtime

runtime: Runtime | None = None
