import type { SynthesizedStack } from "../../synth/synthesized-stack";

/** Who has a name. */
export type Taken =
  | { readonly by: "this account" | "a deletion"; /** What Terraform imports it by. */ readonly id: string }
  | { readonly by: "another account" };

export type TakenNames = ReadonlyMap<string, Taken>;

/** Which of the names are taken in a region. */
export type Lookup = (names: readonly string[], region: string, stack: SynthesizedStack) => Promise<TakenNames>;

export const own = (id: string): Taken => ({ by: "this account", id });

/** Asks for each of the names. */
export async function each(
  names: readonly string[],
  ask: (name: string) => Promise<Taken | undefined>,
): Promise<TakenNames> {
  const answers = await Promise.all(names.map(async (name) => [name, await ask(name)] as const));
  return new Map(answers.flatMap(([name, taken]) => (taken ? [[name, taken]] : [])));
}

/** What a list has of the names; a page's items are names, each with what Terraform imports it by. @default id the name */
export async function listed<Page>(
  names: readonly string[],
  pages: AsyncIterable<Page> | readonly Page[],
  itemsOf: (page: Page) => readonly (readonly [name: string | undefined, id?: string | undefined])[] | undefined,
): Promise<TakenNames> {
  const wanted = new Set(names);
  const found = new Map<string, Taken>();
  for await (const page of pages)
    for (const [name = "", id = name] of itemsOf(page) ?? []) if (wanted.has(name)) found.set(name, own(id));
  return found;
}
