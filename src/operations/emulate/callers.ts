/** In whose place a step of an emulation works. */
export type Caller = "administrator" | "plan" | "apply" | "on-call";

/**
 * Does something in somebody's place: the emulator tells its calls apart by the access key that signs them. Steps come one after
 * the other, so that a process's environment is enough.
 */
export async function inPlaceOf<T>(caller: Caller, work: () => Promise<T>): Promise<T> {
  const before = process.env.AWS_ACCESS_KEY_ID;
  process.env.AWS_ACCESS_KEY_ID = caller;
  try {
    return await work();
  } finally {
    process.env.AWS_ACCESS_KEY_ID = before;
  }
}
