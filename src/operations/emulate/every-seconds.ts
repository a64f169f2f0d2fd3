/**
 * Passes on at most one text in so many seconds, the first one after as many: a log takes every line, where a terminal
 * overwrites it.
 *
 * @param now milliseconds, from whichever moment
 */
export function everySeconds(
  seconds: number,
  show: (text: string) => void,
  now: () => number = () => performance.now(),
): (text: string) => void {
  let last = now();
  return (text) => {
    if (now() - last < seconds * 1000) return;
    last = now();
    show(text);
  };
}
