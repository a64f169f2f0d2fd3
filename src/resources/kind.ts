/**
 * What is known of one type of resource: facts only, each question answered. What follows from them, such as a finding or a
 * price, is the layer's that reads them; what several types have to do with one another is the layer's, too.
 */
export interface Kind {
  /** What AWS calls it, within a sentence. */
  readonly noun: string;
  /** The attribute with its name; `null` for what only AWS gives an id. */
  readonly name: string | null;
  /** What is stored in it; `null` where creating it again loses nothing. */
  readonly stored: Stored | null;
  /** What users, services or workflows miss while it is not there, without a full stop; `null` where they miss nothing. */
  readonly outage: string | null;
  readonly price: Price;
}

export interface Stored {
  /** What is lost with the resource, as in `With it goes …`. */
  readonly loss: string;
  /** Whether that is history, or a value that can be made again, and no data of the product. */
  readonly isRecreatable: boolean;
}

/** Why it costs nothing by itself, or that a rule of the estimate says what it costs. */
export type Price = { readonly free: string } | "charged";
