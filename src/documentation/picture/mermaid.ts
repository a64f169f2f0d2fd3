import type { Flow, Frame, Kind, Part, Picture } from "./picture";

const classes: Readonly<Record<Kind, string>> = {
  outside: "fill:#ffffff,stroke:#687078,color:#16191f",
  entrance: "fill:#f1eafd,stroke:#7d3fd1,color:#16191f",
  network: "fill:#f1eafd,stroke:#7d3fd1,color:#16191f",
  compute: "fill:#fdeedd,stroke:#c7630a,color:#16191f",
  data: "fill:#e4eefb,stroke:#1f5fb5,color:#16191f",
  security: "fill:#fce8ea,stroke:#c22b3c,color:#16191f",
  delivery: "fill:#eef0f2,stroke:#545b64,color:#16191f",
  watch: "fill:#e6f4e6,stroke:#2a7f2a,color:#16191f",
};

const arrows: Readonly<Record<Flow, string>> = { request: "-->", use: "-.->", copy: "==>" };

/** A picture for GitHub and other readers of Mermaid. */
export function mermaid({ frames, parts, arrows: drawn }: Picture): string {
  const ids = new Map([...frames, ...parts].map(({ id }, index) => [id, `n${index}`]));
  const idOf = (id: string): string => ids.get(id) ?? "";
  const inside = (within: string | undefined, indent: string): string[] => [
    ...parts.filter((part) => part.within === within).map((part) => `${indent}${idOf(part.id)}${box(part)}`),
    ...frames
      .filter((frame) => frame.within === within)
      .flatMap((frame) => [
        `${indent}subgraph ${idOf(frame.id)}["${heading(frame)}"]`,
        ...inside(frame.id, `${indent}  `),
        `${indent}end`,
      ]),
  ];
  const used = new Set(parts.map(({ kind }) => kind));
  return [
    `%%{init: {"flowchart": {"subGraphTitleMargin": {"top": 4, "bottom": 26}}}}%%`, // headings have two lines
    "flowchart TB",
    ...inside(undefined, "  "),
    ...drawn.map(({ from, to, label, flow }) => {
      const said = label === "" ? "" : `|"${escaped(label)}"|`;
      return `  ${idOf(from)} ${arrows[flow]}${said} ${idOf(to)}`;
    }),
    ...[...used].map((kind) => `  classDef ${kind} ${classes[kind]}`),
  ].join("\n");
}

function box({ title, lines, kind }: Part): string {
  const text = [`<b>${escaped(title)}</b>`, ...lines.map(escaped)].join("<br/>");
  return kind === "data" ? `[("${text}")]:::${kind}` : `["${text}"]:::${kind}`;
}

function heading({ title, detail }: Frame): string {
  return [title, ...(detail === undefined ? [] : [detail])].map(escaped).join("<br/>");
}

/** Names are shown literally, whatever Mermaid would make of them. */
function escaped(text: string): string {
  return text.replaceAll(/[^\w .,:/()·-]/g, (character) => `#${character.codePointAt(0) ?? 0};`);
}
