import fc from "fast-check";

/** A change of one place of a configuration, as a mistake or a careless generator of configurations makes it. */
type Mutation =
  | { readonly kind: "replace"; readonly at: number; readonly value: unknown }
  | { readonly kind: "remove" | "repeat" | "lengthen"; readonly at: number }
  | { readonly kind: "add"; readonly at: number; readonly key: string; readonly value: unknown };

/** Values that TypeScript would refuse, and those of the right type that no rule may stumble over. */
const strangeValue: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    ...[undefined, null, true, false, 0, -1, 0.5, 1e21, NaN, Infinity, 10n, Symbol("key"), "", " ", "\n", "a"],
    ...[[], {}, [[]], [null], [undefined], [{}], { default: {} }, new Date(0), new Map(), /x/, new Date(NaN)],
    ...[() => "api", Date, Object.create(null), [10n], { toString: 1 }, { toJSON: 1 }],
    ...["*", "/*", "0.0.0.0/0", "10.0.0.0/33", "::/0", "arn:aws:iam::aws:policy/x", "cron(0 4 * * ? *)", "rate(1 day)"],
    ...[
      "${TfToken[TOKEN.0]}",
      "${aws_vpc.main.id}",
      "%{if true}x%{endif}",
      "$${escaped}",
      "${",
      "{nonsense}",
      "{{service}}",
    ],
    ...[
      "__proto__",
      "constructor",
      "toString",
      "hasOwnProperty",
      "default",
      "\u202e",
      "é".repeat(40),
      "🙂",
      "a".repeat(300),
    ],
  ),
  fc.string({ maxLength: 12 }),
  fc.integer(),
  fc.integer({ min: 0, max: 70_000 }),
  fc.jsonValue({ maxDepth: 2 }),
);

const strangeKey = fc.oneof(
  fc.constantFrom("__proto__", "constructor", "toString", "default", "a".repeat(200), "UPPER", "a b", "${x}", ""),
  fc.string({ maxLength: 8 }),
);

const place = fc.nat({ max: 1_000_000 });

/** One to three changes; the same changes can be made to any configuration. */
export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant("replace" as const), at: place, value: strangeValue }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom("remove", "repeat", "lengthen"), at: place }) },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant("add" as const), at: place, key: strangeKey, value: strangeValue }),
    },
  ),
  { minLength: 1, maxLength: 3 },
);

/** A copy of a configuration with the changes made to it. */
export function mutated<T>(configuration: T, changes: readonly Mutation[]): T {
  const copy = { root: structuredClone(configuration) as unknown };
  for (const change of changes) apply(change, copy);
  return copy.root as T;
}

type Holder = Record<string, unknown>;

interface Place {
  readonly holder: Holder;
  readonly key: string;
}

function apply(change: Mutation, root: Holder): void {
  const places = placesIn(root);
  const chosen = places[change.at % places.length];
  if (!chosen) return;
  const { holder, key } = chosen;
  const value = holder[key];
  if (change.kind === "replace") holder[key] = change.value;
  if (change.kind === "remove") Reflect.deleteProperty(holder, key);
  if (change.kind === "repeat" && Array.isArray(value))
    holder[key] = [...(value as unknown[]), ...(value as unknown[])];
  if (change.kind === "lengthen" && typeof value === "string") holder[key] = value.repeat(40);
  if (change.kind === "add" && isObject(value))
    Object.defineProperty(value, change.key, {
      value: change.value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
}

/** Every place of a value, however deep. */
function placesIn(holder: Holder): Place[] {
  return Object.keys(holder).flatMap((key) => {
    const value = holder[key];
    return [{ holder, key }, ...(isObject(value) ? placesIn(value) : [])];
  });
}

function isObject(value: unknown): value is Holder {
  return typeof value === "object" && value !== null;
}
