/** The caller as whom a step of an emulation runs. */
export type Caller = "administrator" | "plan" | "apply" | "on-call";

/**
 * Runs a step as another caller: the emulator tells its calls apart by the access key that signs them. Steps come one after
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
