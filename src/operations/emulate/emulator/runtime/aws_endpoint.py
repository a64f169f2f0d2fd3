"""How tasks reach the emulated AWS: HTTPS at the names of its APIs, and the task metadata endpoint."""

from .authority import Authority
from .vpc import METADATA, Vpc

ADDRESS = "203.0.113.10"
"""one address for every API; of a range reserved for documentation (RFC 5737)"""

DOMAIN = "amazonaws.com"


def serve(vpc: Vpc, authority: Authority, region: str, emulator: tuple[str, int], prefix: str) -> None:
    """
    :param emulator: address and port at which the VPC's container reaches the emulator
    :param prefix: the path at the emulator below which it answers as the task metadata endpoint
    """
    wildcards = [f"*.{DOMAIN}", f"*.{region}.{DOMAIN}", f"*.s3.{region}.{DOMAIN}", f"*.s3.{DOMAIN}"]
    chain, key = authority.issue(wildcards)
    address, port = emulator
    configuration = f"""global
  pidfile /run/aws-endpoint.pid
defaults
  mode http
  timeout connect 5s
  timeout client 300s
  timeout server 300s
frontend apis
  bind {ADDRESS}:80
  bind {ADDRESS}:443 ssl crt /run/aws-endpoint.pem
  default_backend emulator
frontend metadata
  bind {METADATA}:80
  http-request set-path {prefix}%[path]
  default_backend emulator
backend emulator
  server emulator {address}:{port}
"""
    vpc.shell(f"ip addr add {ADDRESS}/32 dev vpc")
    vpc.container.write("/run/aws-endpoint.pem", chain + key, mode=0o600)
    vpc.container.write("/run/aws-endpoint.cfg", configuration)
    vpc.shell("haproxy -f /run/aws-endpoint.cfg -D")
