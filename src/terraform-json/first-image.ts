const untilFirstImage = /^\$\{(?:local\.[\w-]+) \? .+? : (.+)\}$/;

/** What an attribute is once its service has its first image, where it is something else before. */
export function onceStarted(value: unknown): unknown {
  const [, afterwards] = untilFirstImage.exec(String(value)) ?? [];
  return afterwards === undefined ? value : (JSON.parse(afterwards) as unknown);
}
