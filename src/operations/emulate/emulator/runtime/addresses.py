"""Free addresses of subnets."""

from ipaddress import ip_network

RESERVED = 4
"""the first addresses of a subnet are AWS's own ("Subnet CIDR blocks", Amazon VPC User Guide), and so is the last"""


class Addresses:
    def __init__(self) -> None:
        self.taken: set[str] = set()

    def take(self, cidr: str) -> str:
        """:raises LookupError: when the subnet is full"""
        hosts = ip_network(cidr)
        for number in range(RESERVED, hosts.num_addresses - 1):
            address = str(hosts[number])
            if address not in self.taken:
                self.taken.add(address)
                return address
        raise LookupError(f"no address of {cidr} is free")

    def give_back(self, address: str) -> None:
        self.taken.discard(address)
