/** A part of a dashboard that knows what it shows, and not where (CloudWatch, "Dashboard body structure and syntax"). */
export interface Widget {
  readonly type: "metric" | "text" | "alarm";
  readonly height: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** Widgets that stand side by side; more than fit wrap. */
export type Row = readonly Widget[];

/** Markdown, without a frame around it. */
export function text(markdown: string, height: number): Widget {
  return { type: "text", height, properties: { markdown, background: "transparent" } };
}

/** What a group of rows begins with. */
export function heading(title: string, explanation: string): Row {
  return [text(`## ${title}\n${explanation}`, 2)];
}
