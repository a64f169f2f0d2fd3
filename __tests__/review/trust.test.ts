import { describe, expect, test } from "@jest/globals";

import { namesCaller } from "../../src/review/rules/trust";

const condition = (operator: string, key: string, value: string): string =>
  JSON.stringify({ [operator]: { [key]: value } });

describe("a condition names no caller", () => {
  test.each([
    ["StringLike", "aws:PrincipalArn", "*"],
    ["StringLike", "aws:PrincipalArn", "*:role/admin"],
    ["ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/admin"],
    ["ArnLike", "aws:SourceArn", "arn:aws:s3:*"],
    ["ArnLike", "aws:SourceArn", "arn:aws:s3:::*"],
    ["ArnLike", "aws:SourceArn", "arn:aws:s3:::shop-*"],
    ["StringLike", "aws:SourceAccount", "11112222????"],
    ["StringLike", "aws:SourceVpc", "vpc-*"],
    ["StringLike", "aws:SourceVpce", "vpce-0?"],
    ["StringLike", "aws:PrincipalOrgID", "o-*"],
    ["IpAddress", "aws:SourceIp", "0.0.0.0/0"],
    ["IpAddress", "aws:SourceIp", "::/0"],
  ])("where it says %s %s %s", (operator, key, value) => {
    expect(namesCaller(condition(operator, key, value))).toBe(false);
  });
});

describe("a condition names a caller", () => {
  test.each([
    ["StringLike", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/*"],
    ["ArnLike", "aws:SourceArn", "arn:aws:s3:::shop-uploads"],
    ["ArnLike", "aws:SourceArn", "arn:aws:logs:us-east-1:111122223333:*"],
    ["StringEquals", "aws:SourceAccount", "111122223333"],
    ["StringEquals", "aws:SourceVpc", "vpc-1"],
    ["ForAnyValue:StringLike", "aws:PrincipalOrgPaths", "o-1/r-1/ou-1/*"],
    ["IpAddress", "aws:SourceIp", "203.0.113.0/24"],
  ])("where it says %s %s %s", (operator, key, value) => {
    expect(namesCaller(condition(operator, key, value))).toBe(true);
  });
});
