import { describe, expect, test } from "@jest/globals";

import { Certificate } from "../../../src/constructs/ingress/certificate";
import { constructId } from "../../../src/naming/construct-id";
import { resolved } from "../../support/resolved";
import { type Synthesized, synthesize } from "../../support/synthesized";

function certificate(alternativeNames = ["www.finance-app.com", "api.finance-app.com"]): {
  stack: Synthesized;
  arn: unknown;
} {
  let arn: unknown;
  const stack = synthesize((scope) => {
    const { arn: usable } = new Certificate(scope, "certificate", {
      domain: "finance-app.com",
      alternativeNames,
      zone: { zoneId: "Z1" },
    });
    arn = resolved(scope, usable);
  });
  return { stack, arn };
}

/** The path of the record that proves a name. */
function proofOf(name: string): string {
  return `certificate/proof-${constructId(name)}`;
}

describe("Certificate", () => {
  test("is for the domain and the further names, in whichever order they are given", () => {
    expect(certificate().stack.only("aws_acm_certificate")).toMatchObject({
      domain_name: "finance-app.com",
      subject_alternative_names: ["api.finance-app.com", "www.finance-app.com"],
      validation_method: "DNS",
    });
  });

  test("names the domain once, though it is among the further names", () => {
    const { stack } = certificate(["finance-app.com", "api.finance-app.com"]);

    expect(stack.only("aws_acm_certificate").subject_alternative_names).toEqual(["api.finance-app.com"]);
    expect(Object.keys(stack.resources("aws_route53_record"))).toHaveLength(2);
  });

  test("has one record for a name and all names below it, which ACM proves by the same", () => {
    const { stack } = certificate(["*.finance-app.com", "*.assets.finance-app.com"]);

    expect(Object.keys(stack.resources("aws_route53_record")).sort()).toEqual(
      ["*.assets.finance-app.com", "finance-app.com"].map(proofOf).sort(),
    );
    expect(stack.only("aws_acm_certificate_validation").validation_record_fqdns).toHaveLength(2);
  });

  test("has a record in the zone for every name, with what ACM asks for", () => {
    const { stack } = certificate();

    const records = stack.resources("aws_route53_record");
    expect(Object.keys(records)).toEqual(
      ["api.finance-app.com", "finance-app.com", "www.finance-app.com"].map(proofOf),
    );
    const options = `${stack.address("aws_acm_certificate", "certificate")}.domain_validation_options`;
    const asked = (attribute: string): string =>
      `\${one([for option in ${options} : option.${attribute} if option.domain_name == "api.finance-app.com"])}`;
    expect(records[proofOf("api.finance-app.com")]).toMatchObject({
      zone_id: "Z1",
      name: asked("resource_record_name"),
      type: asked("resource_record_type"),
      records: [asked("resource_record_value")],
      ttl: 300,
    });
  });

  test("takes over the records of its predecessor", () => {
    for (const record of Object.values(certificate().stack.resources("aws_route53_record")))
      expect(record).toMatchObject({ allow_overwrite: true });
  });

  test("is known to others only once it is valid", () => {
    const { stack, arn } = certificate();

    const proven = ["finance-app.com", "api.finance-app.com", "www.finance-app.com"].map((name) =>
      stack.reference("aws_route53_record", proofOf(name), "fqdn"),
    );
    expect(arn).toBe(stack.reference("aws_acm_certificate_validation", "certificate/validation", "certificate_arn"));
    expect(stack.only("aws_acm_certificate_validation")).toMatchObject({
      certificate_arn: stack.reference("aws_acm_certificate", "certificate", "arn"),
      validation_record_fqdns: expect.arrayContaining(proven),
    });
    expect(stack.only("aws_acm_certificate_validation").validation_record_fqdns).toHaveLength(3);
  });

  test("is issued anew before the old one goes", () => {
    expect(certificate().stack.only("aws_acm_certificate")).toMatchObject({
      lifecycle: { create_before_destroy: true },
    });
  });
});
