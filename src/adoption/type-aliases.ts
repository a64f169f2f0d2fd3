import { kinds } from "../resources";
import { factsOf, knownTypes as everyType } from "../resources/facts";
import { own } from "../terraform-json/record";
import type { Attributes } from "./exported-resource";
import { importable } from "./importable";

/** Terraform has had more than one name for some types. */
const otherNames: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(kinds).flatMap((type) => (importable(type)?.formerTypes ?? []).map((former) => [former, type])),
);

/** Terraform's types that mean something here. */
export const knownTypes: ReadonlySet<string> = new Set([
  ...everyType.filter((type) => factsOf(type).import),
  ...Object.keys(otherNames),
  "aws_security_group_rule",
]);

/** What a resource is here: of the type and with the attributes that a stack's would have. */
export function knownAs(type: string, attributes: Attributes): { readonly type: string; attributes: Attributes } {
  const name = own(otherNames, type) ?? type;
  if (name === "aws_security_group_rule") return standaloneRule(attributes);
  if (name === "aws_route53_record") return { type: name, attributes: { ...attributes, name: fullName(attributes) } };
  if (/^aws_vpc_security_group_\w+_rule$/.test(name)) return { type: name, attributes: withoutIdlePorts(attributes) };
  return { type: name, attributes };
}

/**
 * A rule of the older type. In AWS it is as many rules as it has peers; with a single one, it knows the rule's id and can
 * be taken over as the newer type. Otherwise its rules are found in AWS.
 */
function standaloneRule(attributes: Attributes): { readonly type: string; attributes: Attributes } {
  const of = (attribute: string): unknown => own(attributes, attribute);
  const type = of("type") === "egress" ? "aws_vpc_security_group_egress_rule" : "aws_vpc_security_group_ingress_rule";
  const rule = {
    id: of("security_group_rule_id"),
    security_group_id: of("security_group_id"),
    description: of("description"),
    ip_protocol: of("protocol"),
    from_port: of("from_port"),
    to_port: of("to_port"),
    cidr_ipv4: of("cidr_blocks"),
    cidr_ipv6: of("ipv6_cidr_blocks"),
    prefix_list_id: of("prefix_list_ids"),
    referenced_security_group_id: of("self") === true ? of("security_group_id") : of("source_security_group_id"),
  };
  return { type, attributes: withoutIdlePorts(rule) };
}

/** A rule for every protocol has no ports, which is written as nothing, 0 or -1. */
function withoutIdlePorts(attributes: Attributes): Attributes {
  const isEveryProtocol = String(own(attributes, "ip_protocol")) === "-1";
  return isEveryProtocol ? { ...attributes, from_port: undefined, to_port: undefined } : attributes;
}

/** A record's `name` may be short for what is below its zone. */
function fullName(attributes: Attributes): unknown {
  return own(attributes, "fqdn") ?? own(attributes, "name");
}
