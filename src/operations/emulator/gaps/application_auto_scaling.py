import json

from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse

from .patching import Function, adds, replaces


class ApplicationAutoScaling:
    @staticmethod
    def fill() -> None:
        @replaces(ApplicationAutoScalingResponse)
        def register_scalable_target(original: Function, self: ApplicationAutoScalingResponse) -> str:
            """AWS keeps the tags of a scalable target; moto drops them and has none of the calls about tags: a target
            can't be read back. https://github.com/getmoto/moto/pull/8699 (the ARN that they need, not the tags)"""
            result = original(self)
            if tags := self._get_param("Tags"):
                ApplicationAutoScaling.tags(self, json.loads(result)["ScalableTargetARN"]).update(tags)
            return result

        @adds(ApplicationAutoScalingResponse)
        def list_tags_for_resource(self: ApplicationAutoScalingResponse) -> str:
            """See register_scalable_target."""
            return json.dumps({"Tags": ApplicationAutoScaling.tags(self, self._get_param("ResourceARN"))})

        @adds(ApplicationAutoScalingResponse)
        def tag_resource(self: ApplicationAutoScalingResponse) -> str:
            """See register_scalable_target."""
            ApplicationAutoScaling.tags(self, self._get_param("ResourceARN")).update(self._get_param("Tags"))
            return "{}"

        @adds(ApplicationAutoScalingResponse)
        def untag_resource(self: ApplicationAutoScalingResponse) -> str:
            """See register_scalable_target."""
            tags = ApplicationAutoScaling.tags(self, self._get_param("ResourceARN"))
            for key in self._get_param("TagKeys"):
                tags.pop(key, None)
            return "{}"

    @staticmethod
    def tags(response: ApplicationAutoScalingResponse, arn: str) -> dict[str, str]:
        return vars(response.applicationautoscaling_backend).setdefault("target_tags", {}).setdefault(arn, {})


fill = ApplicationAutoScaling.fill
