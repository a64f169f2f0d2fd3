import json
from typing import Any

from moto.core.responses import ActionResult
from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.s3.models import FakeBucket
from moto.s3.responses import S3Response

from .patching import Function, replaces


class S3:
    @staticmethod
    def fill() -> None:
        @replaces(FakeBucket)
        def get_permission(original: Function, self: FakeBucket, action: str, resource: str) -> PermissionResult:
            """AWS applies a statement when its conditions hold; moto takes those that it can't evaluate for true: a
            policy that denies what does not come by TLS denies everything, and the state bucket is shut.
            https://github.com/getmoto/moto/pull/8842"""
            if self.policy is None:
                return original(self, action, resource)
            policy = json.loads(self.policy)
            statements = policy["Statement"] if isinstance(policy["Statement"], list) else [policy["Statement"]]
            policy["Statement"] = [s for s in statements if s["Effect"] == "Allow" or "Condition" not in s]
            return IAMPolicy(json.dumps(policy)).is_action_permitted(action, resource)

        @replaces(FakeBucket)
        def set_lifecycle(original: Function, self: FakeBucket, rules: list[dict[str, Any]]) -> None:
            """AWS keeps how many old versions a rule spares; moto drops it: creating the rule waits until it times out.
            https://github.com/getmoto/moto/pull/6439 (for transitions, not for expiration)"""
            original(self, rules)
            for rule, given in zip(self.rules, rules, strict=True):
                expiration = given.get("NoncurrentVersionExpiration") or {}
                rule.newer_noncurrent_versions = expiration.get("NewerNoncurrentVersions")

        @replaces(S3Response)
        def serialized(original: Function, self: S3Response, result: ActionResult) -> Any:
            """See set_lifecycle."""
            if self.data.get("Action") == "GetBucketLifecycleConfiguration" and isinstance(result.result, dict):
                kept = self.backend.get_bucket_lifecycle(self.bucket_name)
                for rule, answer in zip(kept, result.result["Rules"], strict=True):
                    if rule.newer_noncurrent_versions:
                        expiration = answer["NoncurrentVersionExpiration"]
                        expiration["NewerNoncurrentVersions"] = rule.newer_noncurrent_versions
            return original(self, result)


fill = S3.fill
