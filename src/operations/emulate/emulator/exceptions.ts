/**
 * Where the emulator answers otherwise than AWS, so that a second plan shows a difference that AWS would not show. The
 * plan check of `emulate` overlooks these attributes and nothing else; the synthesized JSON is never bent for them.
 */
export interface EmulatorException {
  readonly resourceType: string;
  readonly attribute: string;
  /** What the emulator does, and what AWS does instead. */
  readonly reason: string;
}

export const emulatorExceptions: readonly EmulatorException[] = [];
