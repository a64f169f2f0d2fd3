import uuid
from typing import Any

from moto.cloudfront import models, urls
from moto.cloudfront.exceptions import CloudFrontException
from moto.cloudfront.responses import CloudFrontResponse
from moto.core.responses import ActionResult, EmptyResult
from moto.core.utils import utcnow

from .patching import Function, adds, replaces


class NoSuchResponseHeadersPolicy(CloudFrontException):
    def __init__(self) -> None:
        super().__init__("NoSuchResponseHeadersPolicy", "The specified response headers policy does not exist.")


@replaces(models.Distribution, "__init__")
def arns_lack_the_empty_region(original: Function, self: models.Distribution, *args: Any, **kwargs: Any) -> None:
    """A distribution's ARN has an empty region; moto leaves it out: whatever refers to the ARN is refused.
    No issue found."""
    original(self, *args, **kwargs)
    self.arn = self.arn.replace(":cloudfront:", ":cloudfront::")


@replaces(models.Origin, "__init__")
def origin_access_control_is_dropped(original: Function, self: models.Origin, config: dict[str, Any]) -> None:
    """AWS keeps the origin access control of an origin; moto drops it: every plan sets it again.
    https://github.com/getmoto/moto/pull/6453 (what origin access controls started with, this not among it)"""
    original(self, config)
    self.origin_access_control_id = config.get("OriginAccessControlId") or ""
    if "S3OriginConfig" in config:
        identity = config["S3OriginConfig"].get("OriginAccessIdentity") or ""
        self.s3_origin_config = {"OriginAccessIdentity": identity}


@replaces(models.ViewerCertificate, "__init__")
def the_default_certificate_is_always_used(
    original: Function, self: models.ViewerCertificate, config: dict[str, Any]
) -> None:
    """AWS uses its own certificate where it is given none; moto says that it does always: every plan sets the
    distribution's certificate again. No issue found."""
    original(self, config)
    given = config.get("ACMCertificateArn") or config.get("IAMCertificateId")
    self.cloud_front_default_certificate = not given
    if given:
        self.certificate, self.certificate_source = given, "acm"


@replaces(models.DefaultCacheBehaviour, "__init__")
def forwarded_values_are_made_up(
    original: Function, self: models.DefaultCacheBehaviour, config: dict[str, Any]
) -> None:
    """AWS knows either a cache policy or forwarded values; moto makes up forwarded values: every plan removes
    them. No issue found."""
    is_given = "ForwardedValues" in config
    original(self, config)
    if not is_given:
        self.forwarded_values = None


for path in ("response-headers-policy$", "response-headers-policy/(?P<policy_id>[^/]+)$"):
    urls.url_paths["{0}/2020-05-31/" + path] = CloudFrontResponse.dispatch


@adds(CloudFrontResponse)
def create_response_headers_policy(self: CloudFrontResponse) -> ActionResult:
    """AWS has response headers policies; moto does not: none can be created. No issue found."""
    policy_id = str(uuid.uuid4())
    return keep_policy(self, policy_id)


@adds(CloudFrontResponse)
def update_response_headers_policy(self: CloudFrontResponse) -> ActionResult:
    """See create_response_headers_policy."""
    return keep_policy(self, policy_of(self)["Id"])


@adds(CloudFrontResponse)
def get_response_headers_policy(self: CloudFrontResponse) -> ActionResult:
    """See create_response_headers_policy."""
    return policy_answer(policy_of(self))


@adds(CloudFrontResponse)
def list_response_headers_policies(self: CloudFrontResponse) -> ActionResult:
    """See create_response_headers_policy."""
    policies = list(policies_of(self).values())
    items = [{"Type": "custom", "ResponseHeadersPolicy": policy} for policy in policies]
    listed = {"MaxItems": 100, "Quantity": len(items), "Items": items}
    return ActionResult({"ResponseHeadersPolicyList": listed})


@adds(CloudFrontResponse)
def delete_response_headers_policy(self: CloudFrontResponse) -> EmptyResult:
    """See create_response_headers_policy."""
    policies_of(self).pop(policy_of(self)["Id"])
    return EmptyResult()


def policies_of(response: CloudFrontResponse) -> dict[str, dict[str, Any]]:
    return vars(response.backend).setdefault("response_headers_policies", {})


def policy_of(response: CloudFrontResponse) -> dict[str, Any]:
    policy = policies_of(response).get(response._get_param("Id"))
    if policy is None:
        raise NoSuchResponseHeadersPolicy
    return policy


def keep_policy(response: CloudFrontResponse, policy_id: str) -> ActionResult:
    policy = {
        "Id": policy_id,
        "LastModifiedTime": utcnow(),
        "ResponseHeadersPolicyConfig": response._get_param("ResponseHeadersPolicyConfig"),
        "ETag": models.random_id(),
    }
    policies_of(response)[policy_id] = policy
    return policy_answer(policy)


def policy_answer(policy: dict[str, Any]) -> ActionResult:
    return ActionResult({"ResponseHeadersPolicy": policy, "ETag": policy["ETag"], "Location": policy["Id"]})
