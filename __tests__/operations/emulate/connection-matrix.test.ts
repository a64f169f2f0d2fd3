import { describe, expect, test } from "@jest/globals";

import { isWithin, probesFrom, type Target } from "../../../src/operations/emulate/connection-matrix";
import type { Connection, Peer } from "../../../src/terraform-json/connections";

const web = { name: "services.web", groups: ["web"], addresses: ["10.0.3.4"], answers: [3000] };
const api = { name: "services.api", groups: ["api"], addresses: ["10.0.3.5", "10.0.4.5"], answers: [8080] };
const loadBalancer = { name: "loadBalancers.public", groups: ["lb"], addresses: ["10.0.1.4"], answers: [80, 443] };
const internet = {
  name: "internet",
  groups: ["endpoints"],
  addresses: ["203.0.113.10"],
  answers: [443],
  isOutside: true,
};

const group = (name: string): Peer => ({ name, group: name });
const range = (cidr: string): Peer => ({ name: cidr, range: cidr });

function outcomes(
  source: typeof web,
  target: Target,
  connections: readonly Connection[],
  vpcRange = "10.0.0.0/16",
): Record<string, unknown> {
  return Object.fromEntries(
    probesFrom(source, [target], connections, vpcRange).map(({ address, port, expected }) => [
      `${address} ${port}`,
      expected,
    ]),
  );
}

describe("a connection", () => {
  test("is made where an edge allows it, to every address, and dropped at every other port", () => {
    expect(outcomes(web, api, [{ from: group("web"), to: group("api"), ports: ["8080"] }])).toEqual({
      ...{ "10.0.3.5 22": "is dropped", "10.0.3.5 8080": "connects" },
      ...{ "10.0.4.5 22": "is dropped", "10.0.4.5 8080": "connects" },
    });
  });

  test("is dropped in the other direction, and without an edge", () => {
    const connections = [{ from: group("web"), to: group("api"), ports: ["8080"] }];

    expect(outcomes(api, web, connections)).toEqual({ "10.0.3.4 22": "is dropped", "10.0.3.4 3000": "is dropped" });
    expect(outcomes(loadBalancer, web, [])).toEqual({ "10.0.3.4 22": "is dropped", "10.0.3.4 3000": "is dropped" });
  });

  test("is not tried to the source itself, but to others of its kind", () => {
    expect(outcomes({ ...api, addresses: ["10.0.3.5"] }, api, [])).toEqual({
      ...{ "10.0.4.5 22": "is dropped", "10.0.4.5 8080": "is dropped" },
    });
  });

  test("passes where nobody needs to answer", () => {
    const connections = [
      { from: group("web"), to: group("api"), ports: ["22", "8000-8100", "udp 53"] },
      { from: group("lb"), to: group("api"), ports: ["9000"] },
    ];

    expect(outcomes(web, { ...api, addresses: ["10.0.3.5"] }, connections)).toEqual({
      ...{ "10.0.3.5 22": "passes", "10.0.3.5 8000": "passes", "10.0.3.5 8080": "connects" },
      "10.0.3.5 9000": "is dropped",
    });
  });

  test("passes at any port where every one is open", () => {
    expect(outcomes(web, loadBalancer, [{ from: group("web"), to: group("lb"), ports: ["any"] }])).toEqual({
      ...{ "10.0.1.4 22": "passes", "10.0.1.4 80": "connects", "10.0.1.4 443": "connects" },
    });
  });
});

describe("a range of addresses", () => {
  test("needs only the source's group, where the target has none", () => {
    const connections = [{ from: group("web"), to: range("0.0.0.0/0"), ports: ["443"] }];

    expect(outcomes(web, internet, connections)).toEqual({
      ...{ "203.0.113.10 22": "is dropped", "203.0.113.10 443": "connects" },
    });
    expect(outcomes(api, internet, connections)["203.0.113.10 443"]).toBe("is dropped");
  });

  test("opens what is in the VPC where both ends have one", () => {
    const out = { from: group("web"), to: range("0.0.0.0/0"), ports: ["443"] };
    const into = { from: range("0.0.0.0/0"), to: group("lb"), ports: ["80", "443"] };

    expect(outcomes(web, loadBalancer, [out])["10.0.1.4 443"]).toBe("is dropped");
    expect(outcomes(web, loadBalancer, [into])["10.0.1.4 443"]).toBe("is dropped");
    expect(outcomes(web, loadBalancer, [out, into])).toEqual({
      ...{ "10.0.1.4 22": "is dropped", "10.0.1.4 80": "is dropped", "10.0.1.4 443": "connects" },
    });
  });

  test("is the internet's by either version of IP", () => {
    const connections = [
      { from: group("web"), to: range("::/0"), ports: ["443"] },
      { from: range("::/0"), to: group("lb"), ports: ["443"] },
    ];

    expect(outcomes(web, loadBalancer, connections)["10.0.1.4 443"]).toBe("connects");
    expect(outcomes(web, internet, connections)["203.0.113.10 443"]).toBe("connects");
  });

  test("may be the VPC's, to which the configuration only refers", () => {
    const connections = [
      { from: group("web"), to: range("0.0.0.0/0"), ports: ["443"] },
      { from: range("${data.aws_vpc.network_1.cidr_block}"), to: group("lb"), ports: ["443"] },
    ];

    expect(outcomes(web, loadBalancer, connections)["10.0.1.4 443"]).toBe("connects");
    expect(outcomes(web, loadBalancer, connections, "172.16.0.0/16")["10.0.1.4 443"]).toBe("is dropped");
  });

  test("of a prefix list is AWS's", () => {
    const list = "${aws_vpc_endpoint.s3.prefix_list_id}";
    const connections = [
      { from: group("web"), to: range(list), ports: ["443"] },
      { from: range("0.0.0.0/0"), to: group("lb"), ports: ["443"] },
    ];

    expect(outcomes(web, internet, connections)["203.0.113.10 443"]).toBe("connects");
    expect(outcomes(web, loadBalancer, connections)["10.0.1.4 443"]).toBe("is dropped");
  });
});

test("AWS's APIs are behind the endpoints of the VPC, too", () => {
  const connections = [{ from: group("web"), to: group("endpoints"), ports: ["443"] }];

  expect(outcomes(web, internet, connections)["203.0.113.10 443"]).toBe("connects");
});

test.each([
  ["10.0.3.4", "10.0.0.0/16", true],
  ["10.1.3.4", "10.0.0.0/16", false],
  ["10.1.3.4", "0.0.0.0/0", true],
  ["10.1.3.4", "::/0", false],
  ["", "10.0.0.0/16", false],
])("%s in %s: %s", (address, cidr, expected) => {
  expect(isWithin(address, cidr)).toBe(expected);
});
