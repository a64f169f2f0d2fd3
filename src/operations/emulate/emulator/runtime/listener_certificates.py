"""The certificates of a load balancer's listeners, with which clients of the run are answered."""

from collections.abc import Sequence

from cryptography import x509
from moto.acm.models import CertBundle, acm_backends
from moto.elbv2.models import FakeLoadBalancer

from .authority import Authority
from .haproxy import used_certificates


class ListenerCertificates:
    """Certificates that ACM issues are the run's authority's, since moto's are of no authority that a client could
    trust; imported ones stay what they are. Each is issued once."""

    def __init__(self, authority: Authority) -> None:
        self._authority = authority
        self._issued: dict[tuple[str, ...], tuple[str, str]] = {}

    def of(self, load_balancer: FakeLoadBalancer) -> dict[str, tuple[str, str]]:
        """Chains and private keys by the certificates' ARNs."""
        return {arn: self._certificate(arn) for arn in used_certificates(load_balancer)}

    def _certificate(self, arn: str) -> tuple[str, str]:
        _, _, _, region, account, _ = arn.split(":", 5)
        bundle = acm_backends[account][region].get_certificate(arn)
        if bundle.type == "IMPORTED":
            return (bundle.cert + b"\n" + bundle.chain).decode(), bundle.key.decode()
        names = tuple(names_of(bundle))
        if names not in self._issued:
            self._issued[names] = self._authority.issue(names)
        return self._issued[names]


def names_of(bundle: CertBundle) -> Sequence[str]:
    """A certificate's names, its domain name first."""
    extension = bundle._cert.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    names = [str(name.value) for name in extension.value]
    return list(dict.fromkeys([bundle.common_name, *sorted(names)]))
