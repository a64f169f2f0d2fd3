import { describe, expect, test } from "@jest/globals";
import { Token } from "cdktf";
import * as fc from "fast-check";

import { literal } from "../../src/terraform/literal";

const text = fc.string({ unit: fc.constantFrom("$", "%", "{", "}", '"', "a", " ") });

/** The text that Terraform makes of a template without any reference. */
function evaluated(template: string): string {
  return template.replaceAll(/\$\$\{|%%\{/g, (escape) => escape.slice(1));
}

describe("literal", () => {
  test("gives Terraform the text back, whatever it looks like", () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(evaluated(literal(value))).toBe(value);
      }),
    );
  });

  test("leaves nothing that starts a template", () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(literal(value).replaceAll(/\$\$\{|%%\{/g, " ")).not.toMatch(/[$%]\{/);
      }),
    );
  });

  test("leaves the references alone that cdktf has put into the text", () => {
    const token = Token.asString({ Ref: "database" });

    expect(literal(`postgres://${token}/\${HOME}`)).toBe(`postgres://${token}/$\${HOME}`);
  });
});
