from moto.secretsmanager.models import SecretsManagerBackend

from .patching import Function, replaces


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


fill = SecretsManager.fill
