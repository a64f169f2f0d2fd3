import { describe, expect, test } from "@jest/globals";

import { architecture } from "../../../src/documentation/picture/architecture";
import { counted } from "../../../src/operations/counted";
import { documented } from "../../../src/operations/docs/environment-pages";
import type { DocumentedStack } from "../../../src/documentation/documented-stack";
import type { Picture } from "../../../src/documentation/picture/picture";
import { everyStack } from "../../support/environments";
import { documentedProduct, type oddProducts } from "./odd-products";

const environments = everyStack()
  .filter(({ isFoundation }) => !isFoundation)
  .map((stack) => documented(stack, []));

function pictureOf(stack: DocumentedStack): Picture {
  return architecture(stack, stack.blocks);
}

function product(name: keyof typeof oddProducts): Picture {
  return pictureOf(documentedProduct(name));
}

/** The requests of a picture, by the titles of what they connect. */
function requestsIn({ parts, frames, arrows }: Picture): string[] {
  const title = new Map([...parts, ...frames].map((one) => [one.id, one.title]));
  return arrows
    .filter(({ flow }) => flow === "request")
    .map(({ from, to, label }) => `${title.get(from) ?? ""} → ${title.get(to) ?? ""} ${label}`.trim())
    .sort();
}

function linesOf({ parts }: Picture, title: string): readonly (readonly string[])[] {
  return parts.filter((part) => part.title === title).map(({ lines }) => lines);
}

describe.each(environments.map((stack) => [stack.name, stack] as const))("the picture of %s", (_, stack) => {
  test("counts what the region's resources are", () => {
    const count = (noun: string, ...types: string[]): string =>
      counted(
        stack.blocks.resources.filter((one) => types.includes(one.type) && one.region === stack.region).length,
        noun,
      );
    const picture = pictureOf(stack);

    expect(linesOf(picture, "Secrets and keys")).toEqual([
      [
        count("secret", "aws_secretsmanager_secret"),
        count("parameter", "aws_ssm_parameter"),
        count("KMS key", "aws_kms_key"),
      ].filter((line) => !line.startsWith("0 ")),
    ]);
    expect(linesOf(picture, "Logs and alarms")[0]?.slice(0, 2)).toEqual([
      count("log group", "aws_cloudwatch_log_group"),
      count("alarm", "aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"),
    ]);
  });
});

test("the ways of requests are there: from the internet through WAF to the load balancer, services and database", () => {
  const production = environments.find(({ name }) => name === "shop-production");

  expect(production && requestsIn(pictureOf(production))).toEqual([
    "2 NAT gateways → Internet 443",
    "AWS WAF → Load balancer public",
    "CloudFront → Bucket",
    "ECS cluster shop-production-cluster → 2 NAT gateways 443",
    "Internet → AWS WAF 80, 443",
    "Internet → CloudFront 443",
    "Load balancer public → api 3000",
    "Load balancer public → web 3000",
    "api → PostgreSQL 15 5432",
  ]);
});

test("all clients of a load balancer with a web ACL pass the web ACL", () => {
  const picture = product("several load balancers");

  expect(requestsIn(picture).filter((one) => !one.includes("-api"))).toEqual([
    "2 address ranges → AWS WAF 80, 443",
    "2 address ranges → Load balancer plain 8443",
    "AWS WAF → Load balancer guarded",
    "AWS WAF → Load balancer partners",
    "AWS WAF → Load balancer public",
    "Any address in the VPC → AWS WAF 80, 443",
    "Any address in the VPC → Load balancer inside 80, 443",
    "ECS cluster shop-test-cluster → NAT gateway 443",
    "Internet → AWS WAF 80, 443",
    "Internet → Load balancer plain 80, 443",
    "NAT gateway → Internet 443",
  ]);
  expect(linesOf(picture, "2 address ranges")).toEqual([["198.51.100.0/24", "203.0.113.0/24"]]);
  expect(linesOf(picture, "Image repositories")).toEqual([["shop/web"]]);
});

test("without NAT gateways nothing leaves the VPC but through its endpoints", () => {
  const picture = product("endpoints instead of NAT");

  expect(requestsIn(picture)).toEqual([
    "AWS WAF → Load balancer public",
    "ECS cluster shop-test-cluster → 9 VPC endpoints 443",
    "Internet → AWS WAF 80, 443",
    "Load balancer public → api 3000",
    "Load balancer public → web 3000",
  ]);
  expect(linesOf(picture, "9 VPC endpoints")).toEqual([
    ["ecr.api", "ecr.dkr", "kms", "logs", "monitoring", "and 4 more"],
  ]);
});

test("public addresses are reached through NAT, and each vault keeps what it says", () => {
  const picture = product("copies in another region");

  expect(requestsIn(picture).filter((one) => one.includes("NAT"))).toEqual([
    "ECS cluster shop-test-cluster → NAT gateway 443",
    "NAT gateway → Internet 443",
    "NAT gateway → ledger (192.0.2.0/24) 9000",
    "NAT gateway → smtp (any address) 587",
    "api → NAT gateway 9000, 587",
  ]);
  expect(linesOf(picture, "Backup vault")).toEqual([
    ["shop-test", "90 days"],
    ["shop-test", "35 days"],
  ]);
  expect(linesOf(picture, "Database backups")).toEqual([["14 days, to any point in time"]]);
});
