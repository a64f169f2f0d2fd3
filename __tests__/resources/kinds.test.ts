import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

import { describe, expect, test } from "@jest/globals";

import { kinds } from "../../src/resources";
import type { Kind } from "../../src/resources/kind";
import { knownTypes } from "../../src/resources/facts";
import { rawTypes } from "../../src/resources/raw/types";
import { everyStack } from "../support/environments";

/** Types of resources that constructs can make, as Terraform calls them. */
function importedTypes(): string[] {
  const folder = "src/constructs";
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const modules = files.flatMap((file) => [
    ...readFileSync(path.join(folder, file), "utf8").matchAll(
      /"@cdktf\/provider-(aws|random)\/lib\/(?!data-aws-|provider")([a-z0-9-]+)"/g,
    ),
  ]);
  return [...new Set(modules.map(([, provider = "", name = ""]) => `${provider}_${name.replaceAll("-", "_")}`))].sort();
}

/** The file of a type's page: `db-instance.ts` of `aws_db_instance`. */
function fileOf(type: string): string {
  return `${type.replace(/^aws_/, "").replaceAll("_", "-")}.ts`;
}

/** The types that the list lacks. */
function withoutPage(types: readonly string[]): string[] {
  return [...new Set(types)].filter((type) => !Object.hasOwn(kinds, type));
}

describe("a page of its own", () => {
  test("has every type that a construct creates", () => {
    expect(importedTypes()).toContain("aws_db_instance");
    expect(withoutPage(importedTypes())).toEqual([]);
  });

  test("has every type of every stack", () => {
    const types = everyStack().flatMap(({ resources }) => resources.map(({ type }) => type));
    expect(types).toContain("random_id");
    expect(withoutPage(types)).toEqual([]);
  });

  test("has no type that no construct creates any more", () => {
    const made = new Set([...importedTypes(), "terraform_data"]); // part of Terraform: no module of a provider
    expect(Object.keys(kinds).filter((type) => !made.has(type))).toEqual([]);
  });

  test("is a file that is named after the type, and every file is on the list", () => {
    const others = new Set(["facts.ts", "index.ts", "kind.ts", "protection.ts", "raw"]);
    const pages = readdirSync("src/resources").filter((file) => !others.has(file));
    expect(pages).toEqual(Object.keys(kinds).map(fileOf).sort());
  });

  test("is the only place that knows the type", () => {
    expect(Object.keys(rawTypes).filter((type) => Object.hasOwn(kinds, type))).toEqual([]);
  });
});

test.each(Object.entries(kinds))("%s leaves no question open", (_, kind) => {
  const unanswered = Object.entries(kind).filter(([, answer]) => answer === undefined || answer === "");
  expect(unanswered).toEqual([]);
});

test("types are listed in order, pages and others", () => {
  for (const types of [Object.keys(kinds), Object.keys(rawTypes)]) expect(types).toEqual([...types].sort());
  expect(knownTypes).toEqual(expect.arrayContaining([...Object.keys(kinds), ...Object.keys(rawTypes)]));
});

/** The provider's own bindings for a type, with the attributes in Terraform's spelling. */
function bindings(type: string): string {
  const [provider = ""] = type.split("_");
  if (provider === "terraform") return ""; // part of Terraform itself
  const name = type.slice(provider.length + 1).replaceAll("_", "-");
  return readFileSync(`node_modules/@cdktf/provider-${provider}/lib/${name}/index.js`, "utf8");
}

/** Every attribute that a page names, without what stands in blocks of it. */
function attributesOf({ name, protections, ignored, import: imported, writeOnly, recovery, unique }: Kind): string[] {
  const { by = [], also = [], spellings = {} } = "by" in imported ? imported : {};
  const named = [...by, also, Object.keys(spellings), recovery.byName?.needs ?? [], ...(recovery.recognizedBy ?? [])];
  const once = unique.flatMap(({ of, within = [] }) => [...of, ...within]);
  const owned = [...protections, ...ignored].map(({ attribute }) => attribute);
  const all = [name, writeOnly, ...named.flat(), ...owned, ...once].filter((attribute) => attribute !== null);
  return [...new Set(all.map((attribute) => attribute.split(".")[0] ?? ""))];
}

/** What the provider computes, and bindings have as a getter only. */
const computed = new Set(["allocation_id", "arn", "id", "key_id", "plan_id", "tags"]);

test.each(Object.entries(kinds))("%s names attributes that the provider has", (type, kind) => {
  const has = (attribute: string): boolean => new RegExp(`\\b${attribute}: `).test(bindings(type));
  expect(attributesOf(kind).filter((attribute) => !computed.has(attribute) && !has(attribute))).toEqual([]);
});
