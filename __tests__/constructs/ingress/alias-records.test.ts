import { describe, expect, test } from "@jest/globals";

import { AliasRecords } from "../../../src/constructs/ingress/alias-records";
import type { ApplicationLoadBalancerProps } from "../../../src/constructs/ingress/application-load-balancer";
import { loadBalancer } from "../../support/load-balancer";
import { network } from "../../support/network";
import { type Block, type Synthesized, synthesize } from "../../support/synthesized";

const dualstack = { ...network, publicAddresses: "dualstack" as const };

function records(props: Partial<ApplicationLoadBalancerProps>, hosts = ["api.finance-app.com"]): Synthesized {
  return synthesize(
    (stack) =>
      new AliasRecords(stack, "records", { hosts, zone: { zoneId: "Z1" }, target: loadBalancer(stack, props) }),
  );
}

/** The records, without the certificate's. */
function own(stack: Synthesized): Block[] {
  const records = Object.entries(stack.resources("aws_route53_record"));
  return records.filter(([path]) => path.startsWith("records/")).map(([, record]) => record);
}

function answers(stack: Synthesized): string[] {
  return own(stack)
    .map(({ name, type }) => `${String(name)} ${String(type)}`)
    .sort();
}

describe("AliasRecords", () => {
  test("answer with the load balancer's addresses, while it is healthy", () => {
    const stack = records({});

    const [record] = own(stack);
    expect(record).toMatchObject({
      zone_id: "Z1",
      name: "api.finance-app.com",
      alias: {
        name: stack.reference("aws_lb", "load-balancer", "dns_name"),
        zone_id: stack.reference("aws_lb", "load-balancer", "zone_id"),
        evaluate_target_health: true,
      },
    });
  });

  test("are A records only where the load balancer speaks IPv4 only", () => {
    expect(answers(records({}))).toEqual(["api.finance-app.com A"]);
  });

  test("are A and AAAA records where the load balancer speaks both", () => {
    expect(answers(records({ network: dualstack }))).toEqual(["api.finance-app.com A", "api.finance-app.com AAAA"]);
  });

  test("are A records only for an internal load balancer, though public subnets speak both", () => {
    expect(answers(records({ network: dualstack, scheme: "internal" }))).toEqual(["api.finance-app.com A"]);
  });

  test("are there for every host", () => {
    expect(answers(records({}, ["www.finance-app.com", "finance-app.com"]))).toEqual([
      "finance-app.com A",
      "www.finance-app.com A",
    ]);
  });

  test("are there for hosts that differ in a dot and a hyphen only", () => {
    expect(answers(records({}, ["api.staging.finance-app.com", "api-staging.finance-app.com"]))).toHaveLength(2);
  });
});
