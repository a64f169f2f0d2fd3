import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";

import { addressesIn, type Reference, referenceOf, resolved } from "../../src/terraform-json/references";

describe("a reference", () => {
  test.each([
    ["${aws_lb.public_1.arn}", { address: "aws_lb.public_1", path: "arn" }],
    ["${data.aws_vpc.existing-1.id}", { address: "data.aws_vpc.existing-1", path: "id" }],
    [
      "${aws_acm_certificate.x.domain_validation_options[0]}",
      { address: "aws_acm_certificate.x", path: "domain_validation_options.0" },
    ],
    ["${aws_lb.public.arn}/*", undefined],
    ["${aws_lb.one.arn}${aws_lb.two.arn}", undefined],
    ["$${aws_lb.public.arn}", undefined],
    ["arn:aws:s3:::bucket", undefined],
    [undefined, undefined],
  ])("%s", (value, expected) => {
    expect(referenceOf(value)).toEqual(expected);
  });
});

describe("addresses", () => {
  test("are found in whatever names them, each once", () => {
    const value = {
      depends_on: ["aws_lb.public", "random_password.x"],
      arn: '${join("/", [aws_lb.public.arn, data.aws_vpc.existing.id])}',
    };
    expect(addressesIn(value)).toEqual(["aws_lb.public", "random_password.x", "data.aws_vpc.existing"]);
  });

  test.each([undefined, 1, "", {}])("are not in %j", (value) => {
    expect(addressesIn(value)).toEqual([]);
  });
});

describe("a value with its references resolved", () => {
  const known = (texts: Readonly<Record<string, string>>) => (reference: Reference) =>
    texts[`${reference.address}.${reference.path}`];

  test("has texts in their place, as deep as they stand, and keeps the others", () => {
    const value = { rules: [{ host: "${aws_x.a.name}.${aws_x.b.name}", port: 1 }], literal: "$${aws_x.a.name}" };
    expect(resolved(value, known({ "aws_x.a.name": "api" }))).toEqual({
      rules: [{ host: "api.${aws_x.b.name}", port: 1 }],
      literal: "$${aws_x.a.name}",
    });
  });

  test("holds any text as it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(resolved(["<${aws_x.a.name}>"], known({ "aws_x.a.name": text }))).toEqual([`<${text}>`]);
      }),
    );
  });

  test("is nothing where there is none", () => {
    expect(resolved<unknown>(undefined, known({}))).toBeUndefined();
  });
});
