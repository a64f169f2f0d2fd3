"""From where a load balancer is asked."""

import unittest

from runtime.firewall import Rule
from runtime.outside_clients import client_for


def ingress(peer: str, ports: tuple[int, int] | None = (443, 443), protocol: str = "tcp") -> Rule:
    return Rule("ingress", protocol, ports, peer)


class OutsideClients(unittest.TestCase):
    def test_an_address_that_is_let_in(self) -> None:
        self.assertEqual(client_for([ingress("198.51.100.0/24"), ingress("203.0.113.0/24")], 443), "198.51.100.1")
        self.assertEqual(client_for([ingress("198.51.100.7/32")], 443), "198.51.100.7")
        self.assertEqual(client_for([ingress("10.0.0.0/8", None, "-1")], 443), "10.0.0.1")

    def test_any_address(self) -> None:
        self.assertIsNone(client_for([ingress("198.51.100.0/24"), ingress("0.0.0.0/0")], 443))

    def test_no_address_from_outside(self) -> None:
        others = [ingress("198.51.100.0/24", (80, 80)), ingress("sg-1"), ingress("2001:db8::/32")]
        self.assertIsNone(client_for([*others, Rule("egress", "tcp", None, "10.0.0.0/8")], 443))


if __name__ == "__main__":
    unittest.main()
