from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.responses import ActionResult

from .patching import adds


class CloudWatch:
    @staticmethod
    def fill() -> None:
        @adds(CloudWatchResponse)
        def put_composite_alarm(self: CloudWatchResponse) -> ActionResult:
            """AWS has it; moto, which can keep and describe composite alarms, does not: creating one is tried again
            until it times out. No issue found."""
            return self.put_metric_alarm()


fill = CloudWatch.fill
