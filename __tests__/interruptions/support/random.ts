/** Numbers from 0 up to 1 that a seed determines (the generator "mulberry32"). */
export function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** As many numbers from 1 to `last`, a random one in each of as many equal stretches: all of a deploy is hit. */
export function moments(count: number, last: number, next: () => number): number[] {
  return Array.from({ length: count }, (_, index) => 1 + Math.floor(((index + next()) / count) * last));
}
