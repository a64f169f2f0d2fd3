"""The health of targets in ELB's words (Elastic Load Balancing, "Target health status" and its reason codes)."""

from typing import NamedTuple


class TargetHealth(NamedTuple):
    """As DescribeTargetHealth tells it; a healthy target has no reason."""

    state: str
    reason: str | None = None
    description: str | None = None


HEALTHY = TargetHealth("healthy")
REGISTERING = TargetHealth("initial", "Elb.RegistrationInProgress", "Target registration is in progress")
CHECKING = TargetHealth("initial", "Elb.InitialHealthChecking", "Initial health checks in progress")
TIMED_OUT = TargetHealth("unhealthy", "Target.Timeout", "Request timed out")
FAILED = TargetHealth("unhealthy", "Target.FailedHealthChecks", "Health checks failed")
DRAINING = TargetHealth("draining", "Target.DeregistrationInProgress", "Target deregistration is in progress")
NOT_IN_USE = TargetHealth(
    *["unused", "Target.NotInUse"],
    "Target group is not configured to receive traffic from the load balancer",
)

# The results of HAProxy's checks ("show stat", field check_status, in its management guide).
CODE_MISMATCH = "L7STS"
TIMEOUTS = {"L4TOUT", "L6TOUT", "L7TOUT"}
SUCCESSES = {"L4OK", "L6OK", "L7OK", "L7OKC"}


def failure(server: dict[str, str]) -> TargetHealth | None:
    """
    Why a server's last check failed, if it did.

    :param server: its statistics
    """
    # While a check runs, an asterisk precedes the result of the last one.
    result = server["check_status"].removeprefix("* ")
    # A reload keeps the result of the last check, but not the code that the target answered.
    if result == CODE_MISMATCH and server["check_code"] in ["", "0"]:
        return None
    if result == CODE_MISMATCH:
        description = f"Health checks failed with these codes: [{server['check_code']}]"
        return TargetHealth("unhealthy", "Target.ResponseCodeMismatch", description)
    if result in TIMEOUTS:
        return TIMED_OUT
    if not result or result in {"UNK", "INI", "CHECKED"} | SUCCESSES:
        return None
    return FAILED


def health_of(server: dict[str, str], last_failure: TargetHealth | None) -> TargetHealth:
    """
    :param server: its statistics
    :param last_failure: what HAProxy said before a reload, or before checks that succeed again
    """
    status = server["status"].split(" ")[0]
    if status == "NOLB":
        return CHECKING
    if status == "UP":
        return HEALTHY
    return failure(server) or last_failure or FAILED
