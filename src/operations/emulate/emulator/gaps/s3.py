import json
from typing import Any

from moto.core.responses import ActionResult
from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.s3.models import FakeBucket, S3Backend
from moto.s3.responses import S3Response

from .patching import Function, replaces


@replaces(FakeBucket, "get_permission")
def unknown_conditions_count_as_true(
    original: Function, self: FakeBucket, action: str, resource: str
) -> PermissionResult:
    """AWS applies a statement when its conditions hold; moto takes those that it can't evaluate for true: a
    policy that denies what does not come by TLS denies everything, and the state bucket is shut.
    https://github.com/getmoto/moto/pull/8842"""
    if self.policy is None:
        return original(self, action, resource)
    policy = json.loads(self.policy)
    statements = policy["Statement"] if isinstance(policy["Statement"], list) else [policy["Statement"]]
    policy["Statement"] = [s for s in statements if s["Effect"] == "Allow" or "Condition" not in s]
    return IAMPolicy(json.dumps(policy)).is_action_permitted(action, resource)


@replaces(FakeBucket, "set_lifecycle")
def newer_noncurrent_versions_are_dropped(original: Function, self: FakeBucket, rules: list[dict[str, Any]]) -> None:
    """AWS keeps how many old versions a rule spares; moto drops it: creating the rule waits until it times out.
    https://github.com/getmoto/moto/pull/6439 (for transitions, not for expiration)"""
    original(self, rules)
    for rule, given in zip(self.rules, rules, strict=True):
        expiration = given.get("NoncurrentVersionExpiration") or {}
        rule.newer_noncurrent_versions = expiration.get("NewerNoncurrentVersions")


@replaces(S3Response, "serialized")
def newer_noncurrent_versions_are_not_returned(original: Function, self: S3Response, result: ActionResult) -> Any:
    """See newer_noncurrent_versions_are_dropped."""
    if self.data.get("Action") == "GetBucketLifecycleConfiguration" and isinstance(result.result, dict):
        kept = self.backend.get_bucket_lifecycle(self.bucket_name)
        for rule, answer in zip(kept, result.result["Rules"], strict=True):
            if rule.newer_noncurrent_versions:
                expiration = answer["NoncurrentVersionExpiration"]
                expiration["NewerNoncurrentVersions"] = rule.newer_noncurrent_versions
    return original(self, result)


@replaces(S3Backend, "delete_object")
def deleting_a_version_deletes_its_key(
    original: Function,
    self: S3Backend,
    bucket_name: str,
    key_name: str,
    version_id: str | None = None,
    bypass: bool = False,
) -> tuple[bool, dict[str, Any]]:
    """AWS takes the one version that is named, also when versioning is suspended, as it is while a bucket is being
    destroyed; moto takes the whole key then, and fails on a delete marker: the provider repeats it for an hour.
    No issue found."""
    keys = self.get_bucket(bucket_name).keys
    if version_id is None or self.get_bucket(bucket_name).is_versioned or key_name not in keys:
        return original(self, bucket_name, key_name, version_id, bypass)
    kept = [version for version in keys.getlist(key_name) if str(version.version_id) != version_id]
    keys.setlist(key_name, kept)
    if not kept:
        del keys[key_name]
    return True, {"version-id": version_id}
