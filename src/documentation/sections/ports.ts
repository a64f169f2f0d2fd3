import { code } from "../../markdown/literal";
import type { Connection } from "../../terraform-json/connections";
import { markdownTable } from "../markdown-table";

/** A table with more columns than this is none that can be read. */
const mostColumns = 8;

/** Who may talk to whom, on which ports: a matrix from the left to the top, or a list where that would be too wide. */
export function portsSection(connections: readonly Connection[]): string {
  if (connections.length === 0) return "No security group lets anything through.";
  const targets = [...new Set(connections.map(({ to }) => to.name))];
  const sources = [...new Set(connections.map(({ from }) => from.name))];
  if (targets.length > mostColumns) return list(connections);
  const ports = new Map(connections.map(({ from, to, ports: open }) => [`${from.name}\n${to.name}`, open.join(", ")]));
  return markdownTable(
    ["from ↓ to →", ...targets.map(code)],
    sources.map((from) => [code(from), ...targets.map((to) => ports.get(`${from}\n${to}`) ?? "")]),
  );
}

function list(connections: readonly Connection[]): string {
  return markdownTable(
    ["from", "to", "ports"],
    connections.map(({ from, to, ports }, index) => [
      connections[index - 1]?.from.name === from.name ? "" : code(from.name),
      code(to.name),
      ports.join(", "),
    ]),
  );
}
