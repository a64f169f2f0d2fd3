"""HAProxy, as it is on this machine, routes as an Application Load Balancer does what moto has of one."""

import collections
import functools
import http.client
import json
import os
import pathlib
import shutil
import signal
import socket
import ssl
import tempfile
import threading
import time
import unittest
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

os.environ.update(AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test", AWS_DEFAULT_REGION="us-east-1")

import boto3
from http_target import HttpTarget
from local_container import LocalContainer
from moto import mock_aws
from moto.elbv2.models import FakeLoadBalancer, FakeTargetGroup, elbv2_backends
from runtime.authority import Authority
from runtime.container import CommandFailed
from runtime.described_target_health import described_target_health
from runtime.haproxy_targets import Target
from runtime.listener_certificates import ListenerCertificates
from runtime.load_balancer import LoadBalancer
from runtime.load_balancers import LoadBalancers
from runtime.target_health import TargetHealth

MESSAGE = 'it\'s 100% "no"\n'
NOT_FOUND = {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404", "MessageBody": MESSAGE}}


def setUpModule() -> None:
    if shutil.which("haproxy") is None:
        raise AssertionError("haproxy is not on this machine: install the package haproxy (2.6 or newer)")
    aws = mock_aws()
    aws.start()
    unittest.addModuleCleanup(aws.stop)


def host_is(*hosts: str) -> dict[str, Any]:
    return {"Field": "host-header", "HostHeaderConfig": {"Values": [*hosts]}}


def path_is(*paths: str) -> dict[str, Any]:
    return {"Field": "path-pattern", "PathPatternConfig": {"Values": [*paths]}}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def until(holds: Callable[[], bool], seconds: float = 10) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            raise AssertionError("did not come about")
        time.sleep(0.1)


@functools.cache
def client(service: str) -> Any:
    """Making one takes longer than a call."""
    return boto3.client(service)


@functools.cache
def network() -> tuple[str, list[str]]:
    ec2 = client("ec2")
    vpc = ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
    subnets = [
        ec2.create_subnet(VpcId=vpc, CidrBlock=f"10.0.{number}.0/24", AvailabilityZone=f"us-east-1{zone}")
        for number, zone in enumerate("ab")
    ]
    return vpc, [subnet["Subnet"]["SubnetId"] for subnet in subnets]


class LoadBalancerTest(unittest.TestCase):
    def setUp(self) -> None:
        self.backend = elbv2_backends["123456789012"]["us-east-1"]
        self.addCleanup(self.backend.reset)
        self.elb = client("elbv2")
        self.vpc, subnets = network()
        self.arn = self.elb.create_load_balancer(Name="public", Subnets=subnets)["LoadBalancers"][0]["LoadBalancerArn"]
        self.authority = Authority()
        self.certificates = ListenerCertificates(self.authority)
        self.port = free_port()
        self.now = time.monotonic
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        self.balancer = LoadBalancer(
            LocalContainer(), folder=f"{self.folder}/haproxy", address="127.0.0.1", clock=lambda: self.now()
        )
        self.addCleanup(self.end_haproxy)

    def end_haproxy(self, name: str = "haproxy") -> None:
        file = pathlib.Path(self.folder, name, "pid")
        if not file.exists():
            return
        master = int(file.read_text())
        os.kill(master, signal.SIGTERM)
        until(lambda: not pathlib.Path(f"/proc/{master}/cmdline").exists() or is_zombie(master))

    def apply(self) -> None:
        load_balancer = self.backend.load_balancers[self.arn]
        self.balancer.apply(load_balancer, self.backend.target_groups, self.certificates.of(load_balancer))

    def target(self, name: str, certificate: tuple[str, str] | None = None, *, health: int = 200) -> HttpTarget:
        target = HttpTarget(name, certificate, health=health)
        self.addCleanup(target.stop)
        return target

    def group(self, name: str, *targets: HttpTarget | SimpleNamespace, **settings: Any) -> str:
        arn = self.elb.create_target_group(
            **{
                **{"Name": name, "Protocol": "HTTP", "Port": 80, "VpcId": self.vpc, "TargetType": "ip"},
                **{"HealthCheckPath": "/health", "HealthyThresholdCount": 2, "UnhealthyThresholdCount": 2},
                **settings,
            }
        )["TargetGroups"][0]["TargetGroupArn"]
        # Shorter than AWS allows, for a test that takes seconds.
        self.model(arn).health_check_interval_seconds = 1
        self.model(arn).health_check_timeout_seconds = 1
        for target in targets:
            self.register(arn, target)
        return arn

    def model(self, group: str) -> FakeTargetGroup:
        return self.backend.target_groups[group]

    def register(self, group: str, target: HttpTarget | SimpleNamespace) -> None:
        """moto holds one target of an address, all of which are on loopback here: each has an address of its own."""
        address = "127.0.0.1"
        self.backend.register_targets(group, [{"Id": address, "Port": target.port}])
        self.model(group).targets[f"{address}:{target.port}"] = self.model(group).targets.pop(address)

    def deregister(self, group: str, target: HttpTarget | SimpleNamespace) -> None:
        self.model(group).targets.pop(f"127.0.0.1:{target.port}")

    def listener(self, *, port: int | None = None, default: dict[str, Any] = NOT_FOUND, **settings: Any) -> str:
        return self.elb.create_listener(
            **{
                **{"LoadBalancerArn": self.arn, "Protocol": "HTTP", "Port": port or self.port},
                **{"DefaultActions": [default], **settings},
            }
        )["Listeners"][0]["ListenerArn"]

    def rule(self, listener: str, priority: int, conditions: list[dict[str, Any]], action: dict[str, Any] | str) -> str:
        actions = [{"Type": "forward", "TargetGroupArn": action} if isinstance(action, str) else action]
        return self.elb.create_rule(ListenerArn=listener, Priority=priority, Conditions=conditions, Actions=actions)[
            "Rules"
        ][0]["RuleArn"]

    def health(self, group: str, target: HttpTarget | SimpleNamespace) -> TargetHealth | None:
        return self.balancer.health(group).get(("127.0.0.1", target.port))

    def until_healthy(self, group: str, *targets: HttpTarget | SimpleNamespace) -> None:
        until(lambda: all(self.health(group, target) == TargetHealth("healthy") for target in targets))

    def request(self, path: str = "/", *, host: str = "app.example.com", method: str = "GET", **headers: str) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(method, path, headers={"Host": host, **{k.replace("_", "-"): v for k, v in headers.items()}})
        response = connection.getresponse()
        response.text = response.read().decode()  # type: ignore[attr-defined]
        connection.close()
        return response

    def answered_by(self, *args: Any, **kwargs: Any) -> str | int:
        response = self.request(*args, **kwargs)
        return json.loads(response.text)["target"] if response.status == 200 else response.status


def is_zombie(process: int) -> bool:
    return pathlib.Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z"


class RoutingTest(LoadBalancerTest):
    def test_rules_are_tried_by_priority_and_then_the_default_action(self) -> None:
        web, api = self.target("web"), self.target("api")
        webs, apis = self.group("web", web), self.group("api", api)
        listener = self.listener()
        self.rule(listener, 200, [host_is("app.example.com")], webs)
        self.rule(listener, 9, [host_is("app.example.com"), path_is("/api/*", "/v?/x")], apis)
        self.apply()
        self.until_healthy(webs, web)
        self.until_healthy(apis, api)
        self.assertEqual(self.answered_by("/"), "web")
        self.assertEqual(self.answered_by("/api/users?of=all"), "api")
        self.assertEqual(self.answered_by("/v1/x"), "api")
        self.assertEqual(self.answered_by("/v10/x"), "web")
        self.assertEqual(self.answered_by("/API/users"), "web", "paths are case sensitive")
        self.assertEqual(self.answered_by("/api/", host=f"APP.example.com:{self.port}"), "api", "hosts are not")
        unknown = self.request("/", host="other.example.com")
        self.assertEqual((unknown.status, unknown.text), (404, MESSAGE))
        self.assertEqual(unknown.headers["content-type"], "text/plain")
        self.assertEqual(unknown.headers["server"], "awselb/2.0")
        self.assertEqual(self.answered_by("/", host="app-example.com"), 404, "a dot is a dot")

    def test_every_kind_of_condition(self) -> None:
        def answer(status: int) -> dict[str, Any]:
            return {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": str(status)}}

        def pairs(*values: dict[str, str]) -> list[dict[str, Any]]:
            return [{"Field": "query-string", "QueryStringConfig": {"Values": [*values]}}]

        header = {"HttpHeaderName": "X-Kind", "Values": ["*Mobile*"]}
        listener = self.listener()
        self.rule(listener, 1, [{"Field": "http-header", "HttpHeaderConfig": header}], answer(201))
        methods = {"Field": "http-request-method", "HttpRequestMethodConfig": {"Values": ["DELETE", "PUT"]}}
        self.rule(listener, 2, [methods], answer(202))
        self.rule(listener, 3, pairs({"Key": "version", "Value": "v*"}), answer(203))
        self.rule(listener, 4, pairs({"Value": "a.b"}), answer(206))
        sources = {"Field": "source-ip", "SourceIpConfig": {"Values": ["127.0.0.0/8"]}}
        self.rule(listener, 5, [sources, path_is('/~it\'s/"a"/*')], answer(207))
        sources = {"Field": "source-ip", "SourceIpConfig": {"Values": ["10.0.0.0/8"]}}
        self.rule(listener, 6, [sources], answer(208))
        self.apply()
        self.assertEqual(self.answered_by(X_Kind="a mobile one"), 201)
        self.assertEqual(self.answered_by(method="PUT"), 202)
        self.assertEqual(self.answered_by("/?a=1&VERSION=v2"), 203)
        self.assertEqual(self.answered_by("/?version=2&q=a.b"), 206)
        self.assertEqual(self.answered_by("/?conversion=v2&q=a-b&a.bc"), 404)
        self.assertEqual(self.answered_by('/~it\'s/"a"/b'), 207)

    def test_a_redirect_keeps_what_it_does_not_replace(self) -> None:
        config = {"Protocol": "HTTPS", "Port": "443", "StatusCode": "HTTP_301"}
        to_https = {"Type": "redirect", "RedirectConfig": config}
        elsewhere = {"Host": "www.#{host}", "Path": "/new/#{path}", "Query": "from=100%&#{query}"}
        listener = self.listener(default=to_https)
        redirect = {"Type": "redirect", "RedirectConfig": {**elsewhere, "StatusCode": "HTTP_302"}}
        self.rule(listener, 1, [host_is("example.com")], redirect)
        self.apply()
        plain = self.request("/a/b?c=d&e=f")
        self.assertEqual((plain.status, plain.headers["location"]), (301, "https://app.example.com:443/a/b?c=d&e=f"))
        self.assertEqual(self.request("/").headers["location"], "https://app.example.com:443/")
        other = self.request("/a?b=c", host="example.com")
        self.assertEqual(other.status, 302)
        self.assertEqual(other.headers["location"], f"http://www.example.com:{self.port}/new/a?from=100%&b=c")

    def test_weights_share_requests_among_target_groups(self) -> None:
        blue, green = self.target("blue"), self.target("green")
        blues, greens = self.group("blue", blue), self.group("green", green)

        def weights(blue: int, green: int) -> dict[str, Any]:
            groups = [{"TargetGroupArn": blues, "Weight": blue}, {"TargetGroupArn": greens, "Weight": green}]
            return {"Type": "forward", "ForwardConfig": {"TargetGroups": groups}}

        listener = self.listener(default=weights(75, 25))
        self.apply()
        self.until_healthy(blues, blue)
        self.until_healthy(greens, green)
        counts = collections.Counter(self.answered_by() for _ in range(200))
        self.assertGreater(counts["blue"], counts["green"])
        self.assertGreater(counts["green"], 20)
        self.elb.modify_listener(ListenerArn=listener, DefaultActions=[weights(0, 100)])
        self.apply()
        self.assertEqual({self.answered_by() for _ in range(20)}, {"green"})
        self.assertEqual(self.health(blues, blue), TargetHealth("healthy"), "a group of weight 0 is in use")

    def test_forwarded_headers(self) -> None:
        target = self.target("web")
        group = self.group("web", target)
        self.listener(default={"Type": "forward", "TargetGroupArn": group})
        self.apply()
        self.until_healthy(group, target)
        headers = json.loads(self.request(X_Forwarded_Proto="https").text)["headers"]
        self.assertEqual(headers["host"], f"app.example.com:{self.port}")
        self.assertEqual(headers["x-forwarded-for"], "127.0.0.1")
        self.assertEqual(headers["x-forwarded-proto"], "http")
        self.assertEqual(headers["x-forwarded-port"], str(self.port))
        self.assertRegex(headers["x-amzn-trace-id"], r"^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$")
        root = "Root=1-67891233-abcdef012345678912345678"
        headers = json.loads(self.request(X_Forwarded_For="203.0.113.7", X_Amzn_Trace_Id=root).text)["headers"]
        self.assertEqual(headers["x-forwarded-for"], "203.0.113.7, 127.0.0.1")
        self.assertRegex(headers["x-amzn-trace-id"], rf"^Self=1-[0-9a-f]{{8}}-[0-9a-f]{{24}};{root}$")
        headers = json.loads(self.request(X_Amzn_Trace_Id="CalledFrom=app").text)["headers"]
        self.assertRegex(headers["x-amzn-trace-id"], r"^Self=1-[0-9a-f-]{33};Root=1-[0-9a-f-]{33};CalledFrom=app$")

    def test_certificates_are_chosen_by_the_name_that_clients_ask_for(self) -> None:
        acm = client("acm")

        def certificate(name: str, *others: str) -> str:
            names = {"SubjectAlternativeNames": [*others]} if others else {}
            return acm.request_certificate(DomainName=name, ValidationMethod="DNS", **names)["CertificateArn"]

        target = self.target("tls", self.authority.issue(["unrelated.internal"]))
        group = self.group("tls", target, Protocol="HTTPS", HealthCheckProtocol="HTTPS")
        listener = self.listener(
            Protocol="HTTPS",
            Certificates=[{"CertificateArn": certificate("example.com", "www.example.com")}],
            SslPolicy="ELBSecurityPolicy-TLS13-1-2-2021-06",
            default={"Type": "forward", "TargetGroupArn": group},
        )
        more = certificate("*.example.org")
        self.elb.add_listener_certificates(ListenerArn=listener, Certificates=[{"CertificateArn": more}])
        self.apply()
        self.until_healthy(group, target)
        for host, names in {
            "www.example.com": {"example.com", "www.example.com"},
            "api.example.org": {"*.example.org"},
        }.items():
            answer, found, _ = self.tls_request(host)
            self.assertEqual(found, names)
            self.assertEqual(answer["target"], "tls")
            self.assertEqual(answer["headers"]["x-forwarded-proto"], "https")
        self.assertEqual(self.tls_request("unknown.example.net", verified=False)[2], None)
        self.assertEqual(self.tls_request("www.example.com", protocols=["h2", "http/1.1"], send=False)[2], "h2")
        with self.assertRaises(ssl.SSLCertVerificationError):
            self.tls_request("unknown.example.net")

    def tls_request(
        self, host: str, *, protocols: list[str] | None = None, verified: bool = True, send: bool = True
    ) -> tuple[Any, set[str], str | None]:
        context = ssl.create_default_context(cadata=self.authority.certificate)
        if not verified:
            context.check_hostname = False
        if protocols:
            context.set_alpn_protocols(protocols)
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as plain:
            with context.wrap_socket(plain, server_hostname=host) as secured:
                names = {value for _, value in secured.getpeercert()["subjectAltName"]}  # type: ignore[index, misc]
                if not send:
                    return None, names, secured.selected_alpn_protocol()
                secured.sendall(f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
                response = http.client.HTTPResponse(secured)  # type: ignore[arg-type]
                response.begin()
                return json.loads(response.read()), names, secured.selected_alpn_protocol()

    def test_a_websocket_passes(self) -> None:
        target = self.target("web")
        group = self.group("web", target)
        self.listener(default={"Type": "forward", "TargetGroupArn": group})
        self.apply()
        self.until_healthy(group, target)
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as client:
            client.sendall(
                b"GET /socket HTTP/1.1\r\nHost: app.example.com\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"
            )
            answer = client.recv(4096)
            self.assertIn(b" 101 ", answer.split(b"\r\n")[0])
            client.sendall(b"one frame")
            self.assertEqual(client.recv(4096), b"one frame")

    def test_errors_are_those_of_the_load_balancer(self) -> None:
        self.elb.modify_load_balancer_attributes(
            LoadBalancerArn=self.arn, Attributes=[{"Key": "idle_timeout.timeout_seconds", "Value": "1"}]
        )
        target = self.target("web")
        group = self.group("web", target)
        self.model(group).health_check_interval_seconds = 20
        self.listener(default={"Type": "forward", "TargetGroupArn": group})
        empty = self.group("empty")
        self.rule(self.backend_listener(), 1, [path_is("/empty")], empty)
        self.apply()
        self.until_healthy(group, target)
        none = self.request("/empty")
        self.assertEqual(none.status, 503)
        self.assertIn("<center><h1>503 Service Temporarily Unavailable</h1></center>", none.text)
        self.assertEqual(self.answered_by("/cut"), 502)
        target.stop()
        refused = self.request("/")
        self.assertEqual(refused.status, 502)
        self.assertIn("<h1>502 Bad Gateway</h1>", refused.text)
        with socket.create_server(("127.0.0.1", target.port)):
            self.assertEqual(self.answered_by("/"), 504)

    def backend_listener(self) -> str:
        return next(iter(self.backend.load_balancers[self.arn].listeners))

    def test_what_cannot_be_routed_is_refused_and_the_rest_goes_on(self) -> None:
        self.listener()
        self.apply()
        self.backend.load_balancers[self.arn].attrs["idle_timeout.timeout_seconds"] = "never"
        with self.assertRaisesRegex(CommandFailed, "unexpected character 'n' in 'timeout client'"):
            self.apply()
        self.assertEqual(self.answered_by(), 404)


class TargetHealthTest(LoadBalancerTest):
    def served(self, *targets: HttpTarget | SimpleNamespace, **settings: Any) -> str:
        group = self.group("web", *targets, **settings)
        self.listener(default={"Type": "forward", "TargetGroupArn": group})
        return group

    def test_a_target_gets_requests_once_its_checks_succeed(self) -> None:
        old, new = self.target("old"), self.target("new", health=503)
        group = self.served(old)
        self.assertEqual(self.balancer.health(group), {})
        self.apply()
        self.until_healthy(group, old)
        self.register(group, new)
        registering = TargetHealth("initial", "Elb.RegistrationInProgress", "Target registration is in progress")
        self.assertEqual(self.health(group, new), registering)
        self.apply()
        checking = TargetHealth("initial", "Elb.InitialHealthChecking", "Initial health checks in progress")
        self.assertEqual(self.health(group, new), checking)
        self.assertEqual({self.answered_by() for _ in range(10)}, {"old"})
        codes = TargetHealth(
            *["unhealthy", "Target.ResponseCodeMismatch", "Health checks failed with these codes: [503]"]
        )
        until(lambda: self.health(group, new) == codes)
        self.assertGreaterEqual(len(new.checks), 2)
        self.assertEqual({self.answered_by() for _ in range(10)}, {"old"})
        new.health = 200
        seen = len(new.checks)
        self.until_healthy(group, new)
        self.assertGreaterEqual(len(new.checks), seen + 2, "an unhealthy target needs as many as the threshold says")
        self.assertEqual({self.answered_by() for _ in range(10)}, {"old", "new"})
        self.assertEqual(new.checks[0]["host"], f"127.0.0.1:{new.port}")
        self.assertEqual(new.checks[0]["user-agent"], "ELB-HealthChecker/2.0")

    def test_one_check_makes_a_new_target_healthy(self) -> None:
        target = self.target("web", health=302)
        group = self.served(target, Matcher={"HttpCode": "200-299,302"})
        self.model(group).health_check_interval_seconds = 20
        self.apply()
        self.until_healthy(group, target)
        self.assertEqual(len(target.checks), 1)

    def test_an_unhealthy_target_gets_no_requests_whatever_is_wrong(self) -> None:
        good = self.target("good")
        # One does not listen, one does not answer.
        with socket.socket() as bound, socket.create_server(("127.0.0.1", 0)) as listening:
            bound.bind(("127.0.0.1", 0))
            refusing, silent = (SimpleNamespace(port=one.getsockname()[1]) for one in [bound, listening])
            group = self.served(good, refusing, silent)
            self.apply()
            self.until_healthy(group, good)
            failed = TargetHealth("unhealthy", "Target.FailedHealthChecks", "Health checks failed")
            timed_out = TargetHealth("unhealthy", "Target.Timeout", "Request timed out")
            until(lambda: self.health(group, refusing) == failed)
            until(lambda: self.health(group, silent) == timed_out)
            self.assertEqual({self.answered_by() for _ in range(10)}, {"good"})

    def test_the_port_of_the_check_may_be_another(self) -> None:
        target, checked = self.target("web"), self.target("checked")
        group = self.served(target)
        self.model(group).health_check_port = str(checked.port)
        self.apply()
        self.until_healthy(group, target)
        self.assertEqual((len(target.checks), checked.checks[0]["host"]), (0, f"127.0.0.1:{checked.port}"))
        self.model(group).health_check_port = "traffic-port"
        self.apply()
        until(lambda: len(target.checks) > 0)

    def test_a_target_that_leaves_finishes_its_requests(self) -> None:
        staying, leaving = self.target("staying"), self.target("leaving")
        group = self.served(leaving)
        self.model(group).attributes["deregistration_delay.timeout_seconds"] = "30"
        self.apply()
        self.until_healthy(group, leaving)
        answers: list[str | int] = []
        slow = threading.Thread(target=lambda: answers.append(self.answered_by("/slow")))
        slow.start()
        until(lambda: leaving.answered == 1)
        self.register(group, staying)
        self.deregister(group, leaving)
        self.apply()
        draining = TargetHealth(
            *["draining", "Target.DeregistrationInProgress", "Target deregistration is in progress"]
        )
        self.assertEqual(self.health(group, leaving), draining)
        self.until_healthy(group, staying)
        self.assertEqual({self.answered_by() for _ in range(10)}, {"staying"})
        slow.join()
        self.assertEqual(answers, ["leaving"])
        self.now = lambda: time.monotonic() + 31
        self.assertEqual(self.health(group, leaving), None)
        until(lambda: self.apply() or f":{leaving.port}," not in self.statistics())
        self.register(group, leaving)
        self.apply()
        self.until_healthy(group, leaving)
        self.assertEqual({self.answered_by() for _ in range(10)}, {"staying", "leaving"})

    def test_a_target_that_comes_back_while_it_drains_is_checked_again(self) -> None:
        target = self.target("web")
        group = self.served(target)
        self.apply()
        self.until_healthy(group, target)
        self.deregister(group, target)
        self.apply()
        self.assertEqual(self.answered_by(), 503)
        self.register(group, target)
        self.apply()
        self.until_healthy(group, target)
        self.assertEqual(self.answered_by(), "web")

    def statistics(self) -> str:
        return self.balancer._process.ask("show stat -1 4 -1")[0] + ","

    def test_a_group_that_no_rule_names_is_unused(self) -> None:
        target = self.target("web")
        self.listener()
        group = self.group("idle", target)
        self.apply()
        unused = self.health(group, target)
        self.assertEqual(unused and (unused.state, unused.reason), ("unused", "Target.NotInUse"))

    def test_described_as_the_api_does(self) -> None:
        target = self.target("web", health=500)
        group = self.group("web", target)
        target_id = next(iter(self.model(group).targets))
        self.model(group).targets["127.0.0.1"] = self.model(group).targets.pop(target_id)
        self.listener(default={"Type": "forward", "TargetGroupArn": group})
        self.apply()
        until(lambda: (self.health(group, target) or TargetHealth("")).state == "unhealthy")
        original = self.backend.describe_target_health(group, [])
        health = {**self.balancer.health(group), ("127.0.0.2", 80): TargetHealth("draining", "x", "y")}
        (described, draining) = described_target_health(original, health, all_targets=True)
        self.assertEqual(described.target, {"Id": "127.0.0.1", "Port": target.port})
        self.assertEqual(described.target_health["Description"], "Health checks failed with these codes: [500]")
        self.assertEqual(draining.target_health["State"], "draining")
        self.assertEqual(len(described_target_health(original, health, all_targets=False)), 1)


class SeveralLoadBalancersTest(LoadBalancerTest):
    def test_the_health_of_a_group_is_told_by_the_load_balancer_that_uses_it(self) -> None:
        class Local(LoadBalancers):
            """Each in a folder of this machine."""

            def begin(self, load_balancer: FakeLoadBalancer) -> None:
                folder = f"{test.folder}/{load_balancer.name}"
                self.running[load_balancer.arn] = LoadBalancer(LocalContainer(), folder=folder, address="127.0.0.1")
                test.addCleanup(test.end_haproxy, load_balancer.name)

            def follow(self, load_balancer: FakeLoadBalancer) -> None: ...

            def open(self, listener: tuple[str, int]) -> None: ...

        test, (_, subnets) = self, network()
        nothing: Any = None
        target, other, unused = self.target("web"), self.target("other"), self.target("unused")
        groups = [self.group("web", target), self.group("other", other), self.group("unused", unused)]
        self.listener(default={"Type": "forward", "TargetGroupArn": groups[0]})
        second = self.elb.create_load_balancer(Name="second", Subnets=subnets)["LoadBalancers"][0]["LoadBalancerArn"]
        forward = {"Type": "forward", "TargetGroupArn": groups[1]}
        self.listener(LoadBalancerArn=second, port=free_port(), default=forward)
        several = Local(nothing, nothing, "", self.authority, nothing, ("123456789012", "us-east-1"))

        def states() -> list[str]:
            several.step()
            pairs = zip(groups, (target, other, unused), strict=True)
            return [several.health(group, "127.0.0.1", one.port) for group, one in pairs]

        until(lambda: states() == ["healthy", "healthy", "unused"])


class ReloadTest(LoadBalancerTest):
    def test_a_reload_loses_no_request_and_keeps_the_health(self) -> None:
        one, two, bad = self.target("one"), self.target("two"), self.target("bad", health=418)
        group = self.group("web", one, two, bad)
        listener = self.listener(default={"Type": "forward", "TargetGroupArn": group})
        self.apply()
        self.until_healthy(group, one, two)
        until(lambda: (self.health(group, bad) or TargetHealth("")).state == "unhealthy")
        unhealthy = self.health(group, bad)
        ended = threading.Event()
        answers: collections.Counter[str | int] = collections.Counter()
        problems: list[Exception] = []

        def ask(keep_alive: bool) -> None:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
            while not ended.is_set():
                try:
                    connection.request("GET", "/", headers={"Host": "app.example.com"})
                    response = connection.getresponse()
                    body = response.read()
                    answers[json.loads(body)["target"] if response.status == 200 else response.status] += 1
                    if not keep_alive:
                        connection.close()
                except Exception as problem:
                    problems.append(problem)
                    connection.close()
            connection.close()

        threads = [threading.Thread(target=ask, args=(number % 2 == 0,)) for number in range(4)]
        for thread in threads:
            thread.start()
        slow: list[str | int] = []
        slow_one = threading.Thread(target=lambda: slow.append(self.answered_by("/slow")))
        slow_one.start()
        for priority in range(1, 6):
            self.rule(listener, priority, [path_is(f"/other-{priority}")], NOT_FOUND)
            self.apply()
            self.assertEqual(self.health(group, bad), unhealthy)
            self.assertEqual(self.health(group, one), TargetHealth("healthy"))
        ended.set()
        for thread in [*threads, slow_one]:
            thread.join()
        self.assertEqual(problems, [])
        self.assertEqual(set(answers), {"one", "two"})
        self.assertGreater(answers.total(), 100)
        self.assertIn(slow[0], ["one", "two"])
        self.assertEqual(self.answered_by("/other-3"), 404)

    def test_the_health_is_kept_when_the_engine_loses_answers(self) -> None:
        class LosesAnswers(LocalContainer):
            lost = 0

            def execute(self, *command: str, **options: Any) -> str:
                output = super().execute(*command, **options)
                if self.lost > 0 and "show info" in command:
                    self.lost -= 1
                    return output[: len(output) // 3]
                return output

        self.balancer._process._container = container = LosesAnswers()
        target = self.target("web")
        group = self.group("web", target)
        listener = self.listener(default={"Type": "forward", "TargetGroupArn": group})
        self.apply()
        self.until_healthy(group, target)
        self.model(group).health_check_interval_seconds = 60
        self.apply()
        for priority in (1, 2):
            container.lost = 3
            self.rule(listener, priority, [path_is(f"/other-{priority}")], NOT_FOUND)
            self.apply()
            self.assertEqual(self.answered_by(), "web")
            self.assertEqual(self.answered_by(f"/other-{priority}"), 404)
        # A server whose registration was told and not heard of.
        added = self.target("added")
        self.register(group, added)
        self.balancer._servers[group]._add(self.model(group), Target("127.0.0.1", added.port))
        self.apply()
        self.until_healthy(group, added)

    def test_a_group_that_is_deleted_with_its_rule_stops_nothing(self) -> None:
        old, new = self.target("old"), self.target("new")
        olds, news = self.group("old", old), self.group("new", new)
        listener = self.listener(default={"Type": "forward", "TargetGroupArn": olds})
        self.apply()
        self.until_healthy(olds, old)
        self.elb.modify_listener(ListenerArn=listener, DefaultActions=[{"Type": "forward", "TargetGroupArn": news}])
        self.elb.delete_target_group(TargetGroupArn=olds)
        self.apply()
        self.until_healthy(news, new)
        self.assertEqual(self.answered_by(), "new")

    def test_nothing_is_reloaded_when_nothing_changed(self) -> None:
        target = self.target("web")
        group = self.group("web", target)
        self.listener(default={"Type": "forward", "TargetGroupArn": group})
        self.apply()
        worker = self.balancer._process._worker()
        self.apply()
        self.register(group, self.target("more"))
        self.apply()
        self.assertEqual(self.balancer._process._worker(), worker)
        self.model(group).healthy_threshold_count = "3"
        self.apply()
        self.assertNotEqual(self.balancer._process._worker(), worker)

    def test_a_draining_target_drains_on_over_a_reload(self) -> None:
        target, leaving = self.target("web"), self.target("leaving")
        group = self.group("web", target, leaving)
        listener = self.listener(default={"Type": "forward", "TargetGroupArn": group})
        self.apply()
        self.until_healthy(group, target, leaving)
        self.deregister(group, leaving)
        self.apply()
        self.rule(listener, 1, [path_is("/other")], NOT_FOUND)
        self.apply()
        self.assertEqual((self.health(group, leaving) or TargetHealth("")).state, "draining")
        self.assertEqual({self.answered_by() for _ in range(10)}, {"web"})


if __name__ == "__main__":
    unittest.main()
