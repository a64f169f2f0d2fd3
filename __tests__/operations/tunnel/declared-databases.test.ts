import { beforeAll, describe, expect, test } from "@jest/globals";

import {
  type DeclaredDatabase,
  declaredDatabases,
  findDatabase,
  serviceThatReaches,
} from "../../../src/operations/tunnel/declared-databases";
import type { SynthesizedStack } from "../../../src/operations/synth/synthesized-stack";
import { products } from "../../products";
import { synthesizedStacks } from "../../support/environments";
import { declaredService } from "../support/declared-service";
import { stackOf } from "../support/stack";

describe("the databases of a real environment", () => {
  let stacks: readonly SynthesizedStack[];

  beforeAll(() => {
    stacks = synthesizedStacks(products);
  });

  function databasesOf(name: string): unknown {
    const stack = stacks.find((one) => one.name === name) ?? stackOf(name);
    return declaredDatabases(stack).map(({ services, ...database }) => ({
      ...database,
      services: services.map(({ key }) => key),
    }));
  }

  test("are those that a service may connect to", () => {
    expect(databasesOf("shop-staging")).toEqual([
      { name: "database", kind: "instance", identifier: "shop-staging", services: ["api"] },
    ]);
  });

  test("are somebody else's clusters too", () => {
    expect(databasesOf("atlas-lab")).toEqual([
      { name: "lab-accounts", kind: "cluster", identifier: "lab-accounts", services: ["gateway"] },
      { name: "lab-places", kind: "cluster", identifier: "lab-places", services: ["gateway", "importer"] },
    ]);
  });

  test("are none in a foundation", () => {
    expect(databasesOf("foundation-shop")).toEqual([]);
    expect(() => findDatabase(stackOf("foundation-shop"), undefined)).toThrow(
      "foundation-shop has no database that a service connects to.",
    );
  });

  test("are named where there are several", () => {
    const lab = stacks.find(({ name }) => name === "atlas-lab") ?? stackOf("none");
    expect(() => findDatabase(lab, undefined)).toThrow(
      "atlas-lab has several databases; name one: lab-accounts, lab-places",
    );
    expect(() => findDatabase(lab, "lab-place")).toThrow(
      'atlas-lab has no database "lab-place"; did you mean "lab-places"? (known: lab-accounts, lab-places)',
    );
    expect(findDatabase(lab, "lab-places").kind).toBe("cluster");
  });
});

describe("the service through which a database is reached", () => {
  const closed = declaredService({ key: "api", exec: "disabled" });
  const open = declaredService({ key: "worker" });
  const database: DeclaredDatabase = {
    name: "database",
    kind: "instance",
    identifier: "shop",
    services: [closed, open],
  };

  test("is the first with ECS Exec", () => {
    expect(serviceThatReaches(database, undefined)).toBe(open);
  });

  test("must be one that may connect, and have ECS Exec", () => {
    expect(() => serviceThatReaches(database, "web")).toThrow(
      "The service web may not connect to database (these may: api, worker)",
    );
    expect(() => serviceThatReaches(database, "api")).toThrow(
      [
        "No session reaches a service that may connect to database: ECS Exec is disabled for api.",
        'Say exec: "enabled" (and in writableRootFilesystem why) at one of them in the configuration, then:  npm run deploy -- shop-staging',
      ].join("\n"),
    );
  });
});
