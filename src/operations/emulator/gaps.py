"""Where moto 5.2.1 answers otherwise than AWS and the AWS provider 5.100.0 stumbles over it.

One class a service; each method that replaces or adds a part of moto says what AWS does, what moto does and what
that breaks. What a gap has to remember hangs on moto's own objects, so that /moto-api/reset clears it as well.
A gap goes when moto mends it.
"""

import functools
import inspect
import json
import uuid
from collections.abc import Callable
from typing import Any

from moto.applicationautoscaling.responses import ApplicationAutoScalingResponse
from moto.codedeploy import models as codedeploy
from moto.codedeploy.responses import CodeDeployResponse
from moto.core.responses import ActionResult
from moto.core.utils import camelcase_to_underscores, unix_time
from moto.ec2.models.security_groups import SecurityGroupRule
from moto.ec2.models.subnets import Subnet
from moto.ec2.responses.dhcp_options import DHCPOptions
from moto.ecs.models import EC2ContainerServiceBackend, Service
from moto.ecs.responses import EC2ContainerServiceResponse
from moto.efs.models import FileSystem
from moto.efs.responses import EFSResponse
from moto.iam.access_control import IAMPolicy, PermissionResult
from moto.kms.responses import KmsResponse
from moto.rds.models import DBCluster, DBInstance, DBParameterGroup
from moto.route53.responses import Route53
from moto.s3.models import FakeBucket
from moto.s3.responses import S3Response
from moto.secretsmanager.models import SecretsManagerBackend
from moto.sqs.models import Queue

Function = Callable[..., Any]


def replaces(owner: type, name: str | None = None) -> Callable[[Function], Function]:
    """Puts the decorated function in the place of the owner's, which it gets as its first argument."""

    def decorate(replacement: Function) -> Function:
        original = getattr(owner, name or replacement.__name__)

        @functools.wraps(original)
        def replaced(*args: Any, **kwargs: Any) -> Any:
            return replacement(original, *args, **kwargs)

        setattr(owner, name or replacement.__name__, replaced)
        return replacement

    return decorate


def adds(owner: type) -> Callable[[Function], Function]:
    """Adds the decorated function to the owner, under its own name."""

    def decorate(addition: Function) -> Function:
        setattr(owner, addition.__name__, addition)
        return addition

    return decorate


class Ecs:
    GIVEN = {
        "availabilityZoneRebalancing": "availability_zone_rebalancing",
        "capacityProviderStrategy": "capacity_provider_strategy",
        "deploymentConfiguration": "deployment_configuration",
        "enableECSManagedTags": "enable_ecs_managed_tags",
        "enableExecuteCommand": "enable_execute_command",
        "healthCheckGracePeriodSeconds": "health_check_grace_period_seconds",
        "placementConstraints": "placement_constraints",
        "placementStrategy": "placement_strategy",
    }

    @staticmethod
    def fill() -> None:
        @replaces(EC2ContainerServiceResponse)
        def create_service(original: Function, self: EC2ContainerServiceResponse) -> ActionResult:
            """AWS keeps all that CreateService is given; moto drops capacity providers, ECS Exec, managed tags, the
            grace period and the deployment configuration (circuit breaker): every plan updates or replaces the service.
            No issue found."""
            result = original(self)
            service = result.result["service"]
            for parameter, attribute in Ecs.GIVEN.items():
                if (value := self._get_param(parameter)) is not None:
                    setattr(service, attribute, value)
            if self._get_param("capacityProviderStrategy"):
                service.launch_type = None
            return result

        @replaces(EC2ContainerServiceBackend)
        def update_service(original: Function, self: EC2ContainerServiceBackend, properties: dict[str, Any]) -> Service:
            """AWS updates what UpdateService is given and the primary deployment with it, and names the task definition
            by its ARN; moto misspells enableECSManagedTags, leaves the deployment at the first task definition and
            count and repeats the name it was given: the next plan shows the difference again, and whoever waits for
            the service waits for ever. No issue found."""
            for parameter, attribute in Ecs.GIVEN.items():
                if (misspelt := camelcase_to_underscores(parameter)) in properties:
                    properties[attribute] = properties.pop(misspelt)
            if task_definition := properties.get("task_definition"):
                properties["task_definition"] = self.describe_task_definition(task_definition).arn
            service = original(self, properties)
            Ecs.settle(service)
            return service

        @replaces(Service, "__init__")
        def new_service(original: Function, self: Service, *args: Any, **kwargs: Any) -> None:
            """AWS starts a service's tasks; moto leaves them pending for ever: waiting for a steady state never ends.
            https://github.com/getmoto/moto/issues/6283"""
            original(self, *args, **kwargs)
            self.running_count, self.pending_count = self.desired_count, 0
            Ecs.settle(self)

        @adds(EC2ContainerServiceResponse)
        def put_account_setting_default(self: EC2ContainerServiceResponse) -> ActionResult:
            """AWS has it; moto does not: aws_ecs_account_setting_default can't be created.
            https://github.com/getmoto/moto/issues/3858 (its neighbour PutAccountSetting has come since)"""
            return self.put_account_setting()

        @replaces(EC2ContainerServiceResponse)
        def list_account_settings(original: Function, self: EC2ContainerServiceResponse) -> ActionResult:
            """AWS names the principal of a setting; moto does not: the provider takes the setting for AWS's own
            default and creates it anew in every plan. No issue found."""
            root = f"arn:aws:iam::{self.current_account}:root"
            return ActionResult(
                {
                    "settings": [
                        {"name": setting.name, "value": setting.value, "principalArn": root, "type": "user"}
                        for setting in original(self).result["settings"]
                    ]
                }
            )

    @staticmethod
    def settle(service: Service) -> None:
        for deployment in service.deployments:
            deployment.update(
                desiredCount=service.desired_count,
                runningCount=service.running_count,
                pendingCount=service.pending_count,
                taskDefinition=service.task_definition,
                rolloutState="COMPLETED",
                rolloutStateReason=f"ECS deployment {deployment['id']} completed.",
            )


class CodeDeploy:
    GIVEN = (
        "alarmConfiguration",
        "autoRollbackConfiguration",
        "blueGreenDeploymentConfiguration",
        "deploymentConfigName",
        "deploymentStyle",
        "ecsServices",
        "loadBalancerInfo",
        "outdatedInstancesStrategy",
        "serviceRoleArn",
        "terminationHookEnabled",
        "triggerConfigurations",
    )

    @staticmethod
    def fill() -> None:
        # AWS sends times as numbers of seconds; moto sends text, which the provider cannot read: no application can be
        # created. No issue found.
        codedeploy.iso_8601_datetime_with_milliseconds = unix_time

        @adds(CodeDeployResponse)
        def delete_application(self: CodeDeployResponse) -> str:
            """AWS has it; moto does not: an application can't be destroyed.
            https://github.com/getmoto/moto/issues/8677 (what moto's CodeDeploy started with, this not among it)"""
            name = self._get_param("applicationName")
            self.codedeploy_backend.applications.pop(name, None)
            self.codedeploy_backend.deployment_groups.pop(name, None)
            return "{}"

        @replaces(CodeDeployResponse)
        def create_deployment_group(original: Function, self: CodeDeployResponse) -> str:
            """AWS returns what a deployment group was given; moto drops its alarms and adds empty settings of EC2
            deployments: every plan updates the group. No issue found."""
            result = original(self)
            CodeDeploy.remember(self, self._get_param("deploymentGroupName"))
            return result

        @replaces(CodeDeployResponse)
        def get_deployment_group(original: Function, self: CodeDeployResponse) -> str:
            """See create_deployment_group."""
            original(self)
            group = CodeDeploy.group(self, self._get_param("deploymentGroupName"))
            return json.dumps(
                {
                    "deploymentGroupInfo": {
                        "applicationName": group.application.application_name,
                        "computePlatform": group.application.compute_platform,
                        "deploymentGroupId": group.deployment_group_id,
                        "deploymentGroupName": group.deployment_group_name,
                        **group.given,
                    }
                }
            )

        @adds(CodeDeployResponse)
        def update_deployment_group(self: CodeDeployResponse) -> str:
            """AWS has it; moto does not: a deployment group can't be changed. See delete_application."""
            CodeDeploy.remember(self, self._get_param("currentDeploymentGroupName"))
            return json.dumps({"hooksNotCleanedUp": []})

        @adds(CodeDeployResponse)
        def delete_deployment_group(self: CodeDeployResponse) -> str:
            """AWS has it; moto does not: a deployment group can't be destroyed. See delete_application."""
            groups = self.codedeploy_backend.deployment_groups.get(self._get_param("applicationName"), {})
            groups.pop(self._get_param("deploymentGroupName"), None)
            return json.dumps({"hooksNotCleanedUp": []})

        @adds(CodeDeployResponse)
        def create_deployment_config(self: CodeDeployResponse) -> str:
            """AWS has it; moto does not: no canary or linear strategy of one's own. See delete_application."""
            name = self._get_param("deploymentConfigName")
            config = {
                "deploymentConfigId": str(uuid.uuid4()),
                "deploymentConfigName": name,
                "createTime": unix_time(),
                "computePlatform": self._get_param("computePlatform") or "Server",
                "trafficRoutingConfig": self._get_param("trafficRoutingConfig"),
                "minimumHealthyHosts": self._get_param("minimumHealthyHosts"),
            }
            CodeDeploy.configs(self)[name] = {key: value for key, value in config.items() if value is not None}
            return json.dumps({"deploymentConfigId": config["deploymentConfigId"]})

        @adds(CodeDeployResponse)
        def get_deployment_config(self: CodeDeployResponse) -> Any:
            """See create_deployment_config."""
            name = self._get_param("deploymentConfigName")
            if config := CodeDeploy.configs(self).get(name):
                return json.dumps({"deploymentConfigInfo": config})
            error = {
                "__type": "DeploymentConfigDoesNotExistException",
                "message": f"No deployment configuration found for name: {name}",
            }
            return 400, {"status": 400}, json.dumps(error)

        @adds(CodeDeployResponse)
        def delete_deployment_config(self: CodeDeployResponse) -> str:
            """See create_deployment_config."""
            CodeDeploy.configs(self).pop(self._get_param("deploymentConfigName"), None)
            return "{}"

    @staticmethod
    def group(response: CodeDeployResponse, name: str) -> codedeploy.DeploymentGroup:
        application = response._get_param("applicationName")
        return response.codedeploy_backend.get_deployment_group(application, name)

    @staticmethod
    def remember(response: CodeDeployResponse, name: str) -> None:
        group = CodeDeploy.group(response, name)
        given = {key: response._get_param(key) for key in CodeDeploy.GIVEN}
        group.given = getattr(group, "given", {}) | {key: value for key, value in given.items() if value is not None}

    @staticmethod
    def configs(response: CodeDeployResponse) -> dict[str, dict[str, Any]]:
        return vars(response.codedeploy_backend).setdefault("deployment_configs", {})


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


class Rds:
    GIVEN = (
        "monitoring_interval",
        "monitoring_role_arn",
        "performance_insights_kms_key_id",
        "performance_insights_retention_period",
    )

    @staticmethod
    def fill() -> None:
        @replaces(DBInstance, "__init__")
        def new_instance(original: Function, self: DBInstance, *args: Any, **kwargs: Any) -> None:
            """AWS gives every instance its own resource id and keeps the settings of monitoring and Performance
            Insights; moto has one id for all, by which the provider finds none when there are two, and drops the
            settings: creating a second instance fails, and every plan updates the settings.
            https://github.com/localstack/localstack/issues/9577 (moto below it; no issue of moto's own found)"""
            original(self, *args, **kwargs)
            self.dbi_resource_id = f"db-{uuid.uuid4().hex[:26].upper()}"
            for attribute in Rds.GIVEN:
                if kwargs.get(attribute) is not None:
                    setattr(self, attribute, kwargs[attribute])
            self.performance_insights_enabled = str(kwargs.get("enable_performance_insights")).lower() == "true"

        @replaces(DBParameterGroup)
        def update_parameters(original: Function, self: DBParameterGroup, parameters: list[dict[str, Any]]) -> None:
            """AWS names the source of a parameter (user, system, engine-default); moto does not: the provider, which
            reads the user's alone, adds them again in every plan. No issue found."""
            original(self, [{"Source": "user", **parameter} for parameter in parameters])

        original = DBCluster.scaling_configuration_info.fget

        def scaling_configuration_info(self: DBCluster) -> dict[str, Any] | None:
            """AWS gives a scaling configuration to serverless clusters only; moto an empty one to every cluster: every
            plan of a provisioned cluster removes it. No issue found."""
            return original(self) if self.scaling_configuration else None

        DBCluster.scaling_configuration_info = property(scaling_configuration_info)


class Ec2:
    @staticmethod
    def fill() -> None:
        @replaces(SecurityGroupRule, "__init__")
        def new_rule(original: Function, self: SecurityGroupRule, *args: Any, **kwargs: Any) -> None:
            """AWS describes every rule; moto only those of a CIDR range, not those of a security group or a prefix
            list: every plan writes the description again. https://github.com/getmoto/moto/pull/7831 (CIDR ranges)"""
            original(self, *args, **kwargs)
            self.prefix_list = inspect.signature(original).bind(self, *args, **kwargs).arguments.get("prefix_list_id")

        def description(self: SecurityGroupRule) -> str | None:
            """See new_rule."""
            sources = (self.ip_range, self.source_group, self.prefix_list or {})
            return next((source["Description"] for source in sources if source.get("Description")), None)

        SecurityGroupRule.description = property(description)

        def ipv6_associations(self: Subnet) -> list[dict[str, Any]]:
            """AWS tells the state of a subnet's IPv6 range as text; moto wraps it twice, so that it never reads
            "associated": the provider waits for it until it gives up. No issue found."""
            associations = self.ipv6_cidr_block_associations.values()
            return [one for one in associations if one["ipv6CidrBlockState"]["State"] == "associated"]

        Subnet.ipv6_cidr_block_association_set = property(ipv6_associations)

        @replaces(DHCPOptions)
        def create_dhcp_options(original: Function, self: DHCPOptions) -> ActionResult:
            """AWS tags DHCP options as they are created; moto drops the tags: every plan adds them. No issue found."""
            result = original(self)
            result.result["DhcpOptions"].add_tags(self._parse_tag_specification().get("dhcp-options", {}))
            return result


class HostedZones:
    """Route 53."""

    @staticmethod
    def fill() -> None:
        @replaces(Route53)
        def create_hosted_zone(original: Function, self: Route53) -> ActionResult:
            """AWS makes a zone private that is created with a VPC; moto only one that says so as well, which the
            provider does not: the zone comes back public, without its VPC.
            https://github.com/getmoto/moto/issues/4785 (private zones at large)"""
            if self._get_param("VPC.VPCId"):
                config = self._get_param("HostedZoneConfig") or {}
                self.params["HostedZoneConfig"] = {**config, "PrivateZone": True}
            return original(self)

        @replaces(Route53)
        def get_hosted_zone(original: Function, self: Route53) -> ActionResult:
            """AWS lists the VPCs of a private zone; moto lists as many empty ones: every plan adds the VPC again. See
            create_hosted_zone."""
            result = original(self)
            result.result["VPCs"] = [
                {"VPCRegion": vpc["vpc_region"], "VPCId": vpc["vpc_id"]} for vpc in result.result["VPCs"] or []
            ]
            return result


class Kms:
    @staticmethod
    def fill() -> None:
        @replaces(KmsResponse)
        def enable_key_rotation(original: Function, self: KmsResponse) -> str:
            """AWS keeps the rotation period (365 days unless given); moto drops it: every plan sets the period of a
            key again. No issue found."""
            result = original(self)
            Kms.key(self).rotation_period_in_days = self._get_param("RotationPeriodInDays") or 365
            return result

        @replaces(KmsResponse)
        def get_key_rotation_status(original: Function, self: KmsResponse) -> str:
            """See enable_key_rotation."""
            status = json.loads(original(self))
            if status["KeyRotationEnabled"]:
                status["RotationPeriodInDays"] = Kms.key(self).rotation_period_in_days
            return json.dumps(status)

    @staticmethod
    def key(response: KmsResponse) -> Any:
        backend = response.kms_backend
        return backend.keys[backend.get_key_id(response._get_param("KeyId"))]


class Efs:
    @staticmethod
    def fill() -> None:
        @adds(EFSResponse)
        def put_backup_policy(self: EFSResponse) -> str:
            """AWS turns daily backups on and off; moto knows no such call: creating the policy is retried until it times
            out. No issue found."""
            policy = self._get_param("BackupPolicy")
            file_system = self.efs_backend.file_systems_by_id[self._get_param("FileSystemId")]
            file_system._backup = policy["Status"] == "ENABLED"
            return json.dumps({"BackupPolicy": policy})

        @adds(EFSResponse)
        def delete_file_system_policy(self: EFSResponse) -> str:
            """AWS deletes a file system's policy; moto knows no such call: the destroy is retried until it times out. No
            issue found."""
            self.efs_backend.file_systems_by_id[self._get_param("FileSystemId")].file_system_policy = None
            return "{}"

        def backup_policy(self: FileSystem) -> dict[str, str]:
            """AWS tells that backups are off; moto, once they have been, that there is no policy: turning them off waits
            until it times out. No issue found."""
            return {"Status": "ENABLED" if self._backup else "DISABLED"}

        FileSystem.backup_policy = property(backup_policy)


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


class SecretsManager:
    @staticmethod
    def fill() -> None:
        @replaces(SecretsManagerBackend)
        def cancel_rotate_secret(original: Function, self: SecretsManagerBackend, secret_id: str) -> str:
            """AWS turns off the rotation of a secret that RDS manages, which has no function of its own; moto asks for
            one: the rotation cannot be destroyed. https://github.com/terraform-aws-modules/terraform-aws-rds/pull/580
            (what AWS does)"""
            secret = self.secrets[secret_id] if self._is_valid_identifier(secret_id) else None
            if secret is None or secret.is_deleted() or secret.rotation_lambda_arn or not secret.rotation_enabled:
                return original(self, secret_id)
            secret.rotation_enabled = False
            return secret.to_short_dict()


class Sqs:
    @staticmethod
    def fill() -> None:
        # AWS keeps which queues may use a queue for their dead letters; moto drops it: creating such a policy waits
        # until it times out. No issue found.
        Queue.redrive_allow_policy = None
        Queue.BASE_ATTRIBUTES.append("RedriveAllowPolicy")

        original = Queue.attributes.fget

        def attributes(self: Queue) -> dict[str, Any]:
            """AWS returns a redrive policy as compact JSON; moto with blanks: every plan writes it again.
            https://github.com/getmoto/moto/issues/2682 (that it is returned)"""
            result = original(self)
            if self.redrive_policy:
                result["RedrivePolicy"] = json.dumps(self.redrive_policy, separators=(",", ":"))
            if not self.redrive_allow_policy:
                del result["RedriveAllowPolicy"]
            return result

        Queue.attributes = property(attributes)


def fill() -> None:
    for service in (Ecs, CodeDeploy, ApplicationAutoScaling, Rds, Ec2, HostedZones, Kms, Efs, S3, SecretsManager, Sqs):
        service.fill()
