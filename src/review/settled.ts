import { isRecord, own } from "../terraform-json/record";
import { type Shown, unknown } from "../terraform-json/shown";

/**
 * What is planned, with `null` for what is unknown only because nothing sets it: there AWS decides.
 *
 * @param expressions what the configuration sets, as a plan has it. @default not known, so nothing is left out
 */
export function settled(planned: Shown, expressions: unknown): Shown {
  if (Array.isArray(planned)) {
    const blocks = Array.isArray(expressions) ? allSet(expressions) : undefined;
    const list = planned as readonly Shown[];
    return blocks === undefined ? list : list.map((item) => settled(item, blocks));
  }
  if (!isRecord(planned) || !isRecord(expressions) || isExpression(expressions)) return planned;
  return Object.fromEntries(
    Object.entries<Shown>(planned).map(([key, value]) => {
      const expression = own(expressions, key);
      return [key, value === unknown && expression === undefined ? null : settled(value, expression)];
    }),
  );
}

/** What any of several blocks sets: sets have no order by which one could be told from another. */
function allSet(blocks: readonly unknown[]): Readonly<Record<string, unknown>> {
  const all = blocks.filter(isRecord).flatMap((block) => Object.entries(block));
  return Object.fromEntries(
    all.map(([key]) => {
      const same = all.filter(([other]) => other === key).map(([, value]) => value);
      return [key, same.every(Array.isArray) ? same.flat() : same[0]];
    }),
  );
}

/** The expression of one attribute, not the attributes of a block. */
function isExpression(value: Readonly<Record<string, unknown>>): boolean {
  return Object.hasOwn(value, "constant_value") || Object.hasOwn(value, "references");
}
