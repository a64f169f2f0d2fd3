"""What a call is in a policy: its action, and the resource that it is about.

("Actions, resources, and condition keys for AWS services", Service Authorization Reference)
"""

from collections.abc import Mapping
from typing import Any

from moto.kms.models import kms_backends
from moto.secretsmanager.models import secretsmanager_backends

FREE = ("sts:GetCallerIdentity",)
"""what needs no permission"""

# Services whose actions have another prefix than botocore's name of them.
PREFIXES = {
    "efs": "elasticfilesystem",
    "elbv2": "elasticloadbalancing",
    "email": "ses",
    "resourcegroupstaggingapi": "tag",
    "service-quotas": "servicequotas",
    "stepfunctions": "states",
}

# Operations that another action than one of their own name allows.
ACTIONS = {
    "s3:CompleteMultipartUpload": "s3:PutObject",
    "s3:CopyObject": "s3:PutObject",
    "s3:CreateMultipartUpload": "s3:PutObject",
    "s3:DeleteObjects": "s3:DeleteObject",
    "s3:HeadBucket": "s3:ListBucket",
    "s3:HeadObject": "s3:GetObject",
    "s3:ListBuckets": "s3:ListAllMyBuckets",
    "s3:ListMultipartUploads": "s3:ListBucketMultipartUploads",
    "s3:ListObjectVersions": "s3:ListBucketVersions",
    "s3:ListObjects": "s3:ListBucket",
    "s3:ListObjectsV2": "s3:ListBucket",
    "s3:ListParts": "s3:ListMultipartUploadParts",
    "s3:UploadPart": "s3:PutObject",
    "s3:UploadPartCopy": "s3:PutObject",
    "lambda:Invoke": "lambda:InvokeFunction",
    "sns:PublishBatch": "sns:Publish",
    "sqs:ChangeMessageVisibilityBatch": "sqs:ChangeMessageVisibility",
    "sqs:DeleteMessageBatch": "sqs:DeleteMessage",
    "sqs:SendMessageBatch": "sqs:SendMessage",
}

# The argument that names the resource, and the ARN where that is not one already.
RESOURCES = {
    "dynamodb": {"TableName": "arn:aws:dynamodb:{base}:table/{value}"},
    "sns": {"TopicArn": "{value}"},
    "sqs": {"QueueUrl": "arn:aws:sqs:{base}:{value}", "QueueName": "arn:aws:sqs:{base}:{value}"},
    "ssm": {"Name": "arn:aws:ssm:{base}:parameter/{value}", "Path": "arn:aws:ssm:{base}:parameter/{value}"},
}


def action_of(service: str, operation: str) -> str:
    action = f"{PREFIXES.get(service, service)}:{operation}"
    return ACTIONS.get(action, action)


def resource_of(service: str, operation: str, arguments: Mapping[str, Any], account: str, region: str) -> str:
    """An ARN; `*` where the arguments tell of none."""
    if service == "s3":
        return bucket_or_object(arguments, whole=operation == "DeleteObjects")
    if service == "secretsmanager" and (secret := arguments.get("SecretId")):
        return secret_arn(str(secret), account, region)
    if service == "kms" and (key := arguments.get("KeyId")):
        return key_arn(str(key), account, region)
    for argument, form in RESOURCES.get(service, {}).items():
        if value := arguments.get(argument):
            text = str(value)
            if text.startswith("arn:"):
                return text
            name = text.rsplit("/", 1)[-1] if service == "sqs" else text.lstrip("/")
            return form.format(base=f"{region}:{account}", value=name)
    return "*"


def bucket_or_object(arguments: Mapping[str, Any], *, whole: bool) -> str:
    """
    :param whole: whether objects are named by the body of the request
    """
    if not arguments.get("Bucket"):
        return "*"
    key = "*" if whole else arguments.get("Key")
    return f"arn:aws:s3:::{arguments['Bucket']}" + (f"/{key}" if key else "")


def secret_arn(name: str, account: str, region: str) -> str:
    """The ARN of a secret ends with characters that its name does not tell."""
    if name.startswith("arn:"):
        return name
    found = secretsmanager_backends[account][region].secrets.get(name)
    return str(found.arn) if found else f"arn:aws:secretsmanager:{region}:{account}:secret:{name}"


def key_arn(key: str, account: str, region: str) -> str:
    """Policies name keys, calls their aliases as well."""
    backend = kms_backends[account][region]
    found = backend.get_key_id_from_alias(key) if "alias/" in key else backend.get_key_id(key)
    return f"arn:aws:kms:{region}:{account}:key/{found}"
