"""How a browser on this machine opens what the environment's hosts serve: http://<host>.localhost:<port>.

Browsers and curl resolve every name below localhost to this machine (RFC 6761), so that nothing has to be configured. The
request goes on with the host's own name, by HTTPS, to the load balancer that the host is an alias of.
"""

from collections.abc import Mapping

from .vpc import Vpc

PORT = 9000
"""of the VPC's container"""

FOLDER = "/run/entrance"


class Entrance:
    def __init__(self, vpc: Vpc):
        self.vpc = vpc
        self.text = ""

    def open(self, addresses: Mapping[str, str], sources: Mapping[str, str]) -> None:
        """
        :param addresses: the address of each host's load balancer
        :param sources: from which address a load balancer is asked, by its own, where it does not let any in
        """
        text = configuration(addresses, sources)
        if text == self.text:
            return
        self.vpc.shell(f"mkdir -p {FOLDER}")
        self.vpc.container.write(f"{FOLDER}/haproxy.cfg", text)
        last = f"-sf $(cat {FOLDER}/pid)" if self.text else ""
        self.vpc.shell(f"haproxy -f {FOLDER}/haproxy.cfg -D -p {FOLDER}/pid {last}")
        self.text = text


def configuration(addresses: Mapping[str, str], sources: Mapping[str, str]) -> str:
    return "\n".join(
        [
            "defaults",
            "  mode http",
            "  timeout connect 5s",
            "  timeout client 300s",
            "  timeout server 300s",
            "frontend browser",
            f"  bind *:{PORT}",
            r"  http-request set-header Host %[req.hdr(host),field(1,:),regsub(\.localhost$,)]",
            *(
                f"  use_backend {address} if {{ req.hdr(host) -m str -i {host} }}"
                for host, address in sorted(addresses.items())
            ),
            "  http-request return status 404 content-type text/plain lf-string"
            ' "No host of the environment is called %[req.hdr(host)].\\n"',
            *(
                line
                for address in sorted(set(addresses.values()))
                for line in (
                    f"backend {address}",
                    f"  server load-balancer {address}:443 ssl verify none sni req.hdr(host)"
                    + (f" source {sources[address]}" if address in sources else ""),
                )
            ),
            "",
        ]
    )
