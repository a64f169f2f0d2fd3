import { expect, test } from "@jest/globals";
import fc from "fast-check";

import { type Adoption, adoption } from "../../src/adoption/adoption";
import type { Export } from "../../src/adoption/exported-resource";
import { importBlocks } from "../../src/adoption/import-blocks";
import { adoptionJson } from "../../src/adoption/json";
import { markdown } from "../../src/adoption/markdown";
import { match } from "../../src/adoption/match";
import { readExport } from "../../src/adoption/read-export";
import { remainder } from "../../src/adoption/remainder";
import { terminalText } from "../../src/adoption/terminal";
import { reviewed, type Row } from "../review/plans";
import { everyStack } from "../support/environments";
import { pulumiExport, pulumiSecret } from "../support/pulumi-export";
import { Pretended } from "./pretended";

interface Entry {
  readonly type: string;
  readonly name: string;
  readonly instances: readonly { readonly attributes: Readonly<Record<string, unknown>> }[];
}

const pretended = everyStack()
  .filter(({ isFoundation }) => !isFoundation)
  .map((stack) => new Pretended(stack));
const anyStack = fc.constantFrom(...pretended);
const runs = { numRuns: 10 };

function entriesOf(one: Pretended): readonly Entry[] {
  return (JSON.parse(one.state()) as { resources: readonly Entry[] }).resources;
}

function stateOf(resources: readonly Entry[]): string {
  return JSON.stringify({
    version: 4,
    terraform_version: "1.11.4",
    resources: resources.map((entry) => ({ mode: "managed", ...entry })),
  });
}

function somewhatLess(one: Pretended): fc.Arbitrary<Entry[]> {
  return fc.subarray([...entriesOf(one)]);
}

const part = anyStack.chain((one) => fc.tuple(fc.constant(one), somewhatLess(one)));

test("the order of an export changes nothing", () => {
  const shuffled = anyStack.chain((one) => {
    const entries = [...entriesOf(one)];
    return fc.tuple(fc.constant(one), fc.shuffledSubarray(entries, { minLength: entries.length }));
  });
  fc.assert(
    fc.property(shuffled, ([one, entries]) => {
      const blocks = (text: string): string => importBlocks(match(one.stack, readExport(text).found));
      expect(blocks(stateOf(entries))).toBe(blocks(one.state()));
    }),
    runs,
  );
});

test("nothing is taken for something else, however much is missing", () => {
  fc.assert(
    fc.property(part, ([one, entries]) => {
      for (const outcome of match(one.stack, readExport(stateOf(entries)).found))
        if (outcome.kind === "import" && outcome.found.label !== outcome.address)
          throw new Error(`${outcome.found.label} is taken for ${outcome.address}`);
    }),
    runs,
  );
});

test("every resource of both sides is accounted for, once", () => {
  fc.assert(
    fc.property(part, fc.array(fc.nat()), ([one, entries], twice) => {
      const again = entries.length === 0 ? [] : twice.flatMap((index) => entries[index % entries.length] ?? []);
      const { found } = readExport(stateOf([...entries, ...again]));
      const outcomes = match(one.stack, found);
      const addresses = new Set(outcomes.map(({ address }) => address.replace(/\[.*$/, "")));
      expect([...addresses].sort()).toEqual(one.stack.resources.map(({ address }) => address).sort());
      const taken = outcomes.flatMap((outcome) => ("found" in outcome && outcome.found ? [outcome.found] : []));
      const left = remainder(one.stack, found, outcomes).map((remaining) => remaining.found);
      expect(new Set(taken).size).toBe(taken.length);
      const all = new Set([...taken, ...left]);
      expect(taken.length + left.length).toBe(found.length);
      expect(found.every((one) => all.has(one))).toBe(true);
    }),
    runs,
  );
});

test("a Pulumi export is recognized as the state is that it was made of", () => {
  fc.assert(
    fc.property(anyStack, (one) => {
      // A rotation is recognized by its secret, which the database names in a block that Pulumi calls by its plural.
      const entries = entriesOf(one)
        .filter(({ type }) => type !== "aws_secretsmanager_secret_rotation")
        .map((entry) => ({ ...entry, mode: "managed" }));
      const blocks = (text: string): string => importBlocks(match(one.stack, readExport(text).found));
      expect(blocks(pulumiExport({ resources: entries }))).toBe(blocks(stateOf(entries)));
    }),
    { numRuns: 1 },
  );
});

function printed(result: Adoption): string[] {
  return [terminalText(result), markdown(result), adoptionJson(result), importBlocks(result.outcomes)];
}

test("what is marked secret never comes out", () => {
  const secret = fc.stringMatching(/^[!-~]{12,40}$/);
  fc.assert(
    fc.property(
      part,
      secret,
      fc.nat(),
      fc.constantFrom("password", "description", "policy"),
      ([one, entries], text, index, name) => {
        fc.pre(entries.length > 0 && !stateOf(entries).includes(text));
        const urn = `urn:pulumi:nonprod::app-ecs::aws:iam/accessKey:AccessKey::key-${text}`;
        const marked = {
          urn,
          custom: true,
          id: text,
          type: "aws:iam/accessKey:AccessKey",
          outputs: { [name]: pulumiSecret(text, "plaintext") },
        };
        const source: Export = readExport(pulumiExport({ resources: [] }, { resources: [marked] }));
        const all = { ...source, found: [...source.found, ...readExport(stateOf(entries)).found] };
        const outcomes = match(one.stack, all.found);
        const row: Row = {
          address: `aws_iam_role.r${index}`,
          actions: ["update"],
          before: { description: "" },
          after: { description: text },
        };
        const result = adoption({
          environment: "shop",
          source: all,
          stack: one.stack,
          outcomes,
          plan: reviewed([row]),
          acknowledged: [],
        });
        for (const output of printed(result)) {
          expect(output).not.toContain(text);
          expect(output).not.toContain(JSON.stringify(text).slice(1, -1));
        }
      },
    ),
    runs,
  );
});
