import { chunks } from "../aws/chunks";

/** How many calls of one kind are under way at a time: AWS slows down who asks for more. */
const concurrent = 10;

/** Asks for every batch, some at a time, and puts the answers together in the order of the items. */
export async function inBatches<T, R>(
  items: readonly T[],
  size: number,
  ask: (batch: readonly T[]) => Promise<readonly R[]>,
): Promise<R[]> {
  const waiting = chunks(items, size).entries();
  const answers: (readonly R[])[] = [];
  const worker = async (): Promise<void> => {
    for (const [index, batch] of waiting) answers[index] = await ask(batch);
  };
  await Promise.all(Array.from({ length: concurrent }, worker));
  return answers.flat();
}

/** Asks for one after the other, some at a time, where AWS takes no more in a call. */
export function ofEach<T, R>(items: readonly T[], ask: (item: T) => Promise<R>): Promise<R[]> {
  return inBatches(items, 1, async ([item]) => [await ask(item as T)]);
}

/** Every page of a paginator, as one list. */
export async function allPages<P, R>(
  pages: AsyncIterable<P>,
  itemsOf: (page: P) => readonly R[] | undefined,
): Promise<R[]> {
  const items: R[] = [];
  for await (const page of pages) items.push(...(itemsOf(page) ?? []));
  return items;
}
