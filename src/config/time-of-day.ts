export const minutesOfHour = 60;
export const minutesOfDay = 24 * minutesOfHour;

/** Minutes since midnight of a time, as in `06:30`. */
export function minutes(time: string): number {
  const [hours = 0, rest = 0] = time.split(":").map(Number);
  return hours * minutesOfHour + rest;
}

/** How long it is from one moment of a cycle to another, forwards. */
export function forwards(from: number, to: number, cycle = minutesOfDay): number {
  return (((to - from) % cycle) + cycle) % cycle;
}
