import { describe, expect, test } from "@jest/globals";

import { readPlan } from "../../src/review/plan";
import { review } from "../../src/review/review";
import { created, destroyed, planJson, type Row, terraformRow, updated } from "./plans";

const topic = "aws_sns_topic.monitoring_alarms_EBDE4557";
const files = "aws_efs_file_system.services_rates_file-system_06BCC57D";
const group = "aws_security_group.services_api_security-group_21A80306";

interface Planned {
  /** What Terraform found otherwise than it left it. */
  readonly drift: Row;
  readonly plan: Row;
  /** The attributes that the configuration sets. */
  readonly sets?: readonly string[];
}

/** What a review says that the plan takes back: paths, from what to what, by address. */
function takenBack({ drift, plan, sets }: Planned): Record<string, unknown[]> {
  const expressions = Object.fromEntries((sets ?? []).map((name) => [name, {}]));
  const resources = sets === undefined ? [] : [{ address: plan.address, expressions }];
  const text = planJson([plan], {
    resource_drift: [terraformRow(drift)],
    configuration: { root_module: { resources } },
  });
  return Object.fromEntries(
    review(readPlan(text)).drift.map(({ address, differences }) => [
      address,
      differences.map(({ path, from, to }) => [path, from, to]),
    ]),
  );
}

describe("tags", () => {
  const own = { Name: "alarms" };
  const env = { environment: "shop-production" };
  const old = { ...env, team: "shipping" };

  test("that were defaults until now are none: AWS has had them all the time", () => {
    const found = { tags: { ...own, team: "shipping" }, tags_all: { ...own, ...old } };
    const drift = updated(topic, { tags: own, tags_all: { ...own, ...old } }, found);
    const plan = updated(topic, found, { tags: own, tags_all: { ...own, ...env } });
    expect(takenBack({ drift, plan, sets: ["tags"] })).toEqual({});
  });

  test.each([null, {}, undefined])(
    "that were defaults are none where a resource has no tags of its own: %j",
    (tags) => {
      const found = { tags: { team: "shipping" }, tags_all: old };
      const drift = updated(topic, { tags, tags_all: old }, found);
      expect(takenBack({ drift, plan: updated(topic, found, { tags: {}, tags_all: env }), sets: [] })).toEqual({});
    },
  );

  test("that become defaults are none", () => {
    const drift = updated(
      topic,
      { tags: { team: "a" }, tags_all: { team: "a" } },
      { tags: {}, tags_all: { team: "a" } },
    );
    const plan = updated(
      topic,
      { tags: {}, tags_all: { team: "a" } },
      { tags: { team: "b" }, tags_all: { team: "b" } },
    );
    expect(takenBack({ drift, plan, sets: ["tags"] })).toEqual({});
  });

  test("that somebody added are said once, beside others that were defaults", () => {
    const found = { tags: { team: "shipping", "added.by/hand": "yes" }, tags_all: { ...old, "added.by/hand": "yes" } };
    const drift = updated(topic, { tags: null, tags_all: old }, found);
    expect(takenBack({ drift, plan: updated(topic, found, { tags: null, tags_all: env }), sets: [] })).toEqual({
      [topic]: [["tags", null, { "added.by/hand": "yes" }]],
    });
    const withTags = updated(topic, { tags: own, tags_all: { ...own, ...old } }, found);
    expect(
      takenBack({
        drift: withTags,
        plan: updated(topic, found, { tags: own, tags_all: { ...own, ...env } }),
        sets: ["tags"],
      }),
    ).toEqual({
      [topic]: [
        ["tags.Name", "alarms", undefined],
        ["tags.added.by/hand", undefined, "yes"],
      ],
    });
  });

  test("that somebody gave another value are drift, defaults or not", () => {
    const found = { tags: { environment: "mine" }, tags_all: { environment: "mine" } };
    const drift = updated(topic, { tags: {}, tags_all: env }, found);
    expect(takenBack({ drift, plan: updated(topic, found, { tags: {}, tags_all: env }), sets: [] })).toEqual({
      [topic]: [["tags.environment", undefined, "mine"]],
    });
  });

  test("that somebody took away are drift, though no resource sets a default", () => {
    const drift = updated(topic, { tags: {}, tags_all: old }, { tags: {}, tags_all: env });
    const plan = updated(topic, { tags: {}, tags_all: env }, { tags: {}, tags_all: old });
    expect(takenBack({ drift, plan, sets: [] })).toEqual({ [topic]: [["tags_all.team", "shipping", undefined]] });
  });

  test("of which the plan leaves one and changes another are told apart", () => {
    const drift = updated(topic, { tags: { a: "1", b: "1" } }, { tags: { a: "2", b: "2" } });
    const plan = updated(topic, { tags: { a: "2", b: "2" } }, { tags: { a: "1", b: "2" } });
    expect(takenBack({ drift, plan, sets: ["tags"] })).toEqual({ [topic]: [["tags.a", "1", "2"]] });
  });
});

describe("what the provider computes", () => {
  const counted = updated(files, { number_of_mount_targets: 0 }, { number_of_mount_targets: 3 });

  test("is none where the resource goes: nothing of it is taken back", () => {
    expect(takenBack({ drift: counted, plan: destroyed(files, { number_of_mount_targets: 3 }) })).toEqual({});
  });

  test("is none where it is known only after apply", () => {
    const plan: Row = {
      ...{ address: files, actions: ["delete", "create"], before: { number_of_mount_targets: 3 }, after: {} },
      after_unknown: { number_of_mount_targets: true },
    };
    expect(takenBack({ drift: counted, plan, sets: ["encrypted"] })).toEqual({});
  });

  test("is none where other resources add it, such as the rules of a security group", () => {
    const rule = { from_port: 2049, to_port: 2049, protocol: "tcp" };
    const found = { description: "old", ingress: [rule] };
    const drift = updated(group, { description: "old", ingress: [] }, found);
    const plan = updated(group, found, { ...found, description: "new" });
    expect(takenBack({ drift, plan, sets: ["description"] })).toEqual({});
  });
});

describe("real drift", () => {
  const rule = { from_port: 22, to_port: 22, protocol: "tcp" };
  const drift = updated(group, { ingress: [] }, { ingress: [rule] });
  const back = updated(group, { ingress: [rule] }, { ingress: [] });

  test("is what is configured and the plan changes back", () => {
    expect(takenBack({ drift, plan: back, sets: ["ingress"] })).toEqual({ [group]: [["ingress", [], [rule]]] });
  });

  test("is what is not configured and the plan changes back", () => {
    expect(takenBack({ drift, plan: back, sets: ["description"] })).toEqual({ [group]: [["ingress", [], [rule]]] });
  });

  test("is what is configured by a value known after apply", () => {
    const plan: Row = { ...updated(topic, { kms: "b" }, {}), after_unknown: { kms: true } };
    const changed = updated(topic, { kms: "a" }, { kms: "b" });
    expect(takenBack({ drift: changed, plan, sets: ["kms"] })).toEqual({ [topic]: [["kms", "a", "b"]] });
    expect(takenBack({ drift: changed, plan, sets: [] })).toEqual({});
  });

  test("is what a member of a set was changed to, wherever the plan has it", () => {
    const set = (...ports: number[]): object[] => ports.map((port) => ({ port }));
    const changed = updated(group, { ingress: set(443, 80) }, { ingress: set(443, 22) });
    const plan = updated(group, { ingress: set(443, 22) }, { ingress: set(80, 443) });
    expect(takenBack({ drift: changed, plan, sets: ["ingress"] })).toEqual({ [group]: [["ingress.1.port", 80, 22]] });
  });

  test("is inside a block of which the plan changes that very attribute", () => {
    const block = (one: number, other: number): Record<string, unknown> => ({ block: [{ one, other }] });
    const changed = updated(topic, block(1, 1), block(2, 2));
    const plan = updated(topic, block(2, 2), block(1, 2));
    expect(takenBack({ drift: changed, plan, sets: ["block"] })).toEqual({ [topic]: [["block.0.one", 1, 2]] });
  });

  test("is what is gone and is created anew", () => {
    expect(takenBack({ drift: destroyed(files), plan: created(files), sets: [] })).toEqual({ [files]: [] });
  });
});
