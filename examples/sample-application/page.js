"use strict";

const { hostname } = require("node:os");

/** Says where the request arrived and which variables there are: their names, never their values. */
async function page(request) {
  const names = Object.keys(process.env).sort();
  return `<!doctype html>
<html lang="en">
<title>Sample application</title>
<h1>Sample application</h1>
<p>It stands for an image that there is none of yet.</p>
<dl>
<dt>Host</dt><dd>${escapeHtml(request.headers.host ?? "")}</dd>
<dt>Path</dt><dd>${escapeHtml(request.url)}</dd>
<dt>Address of the task</dt><dd>${escapeHtml(await taskAddress())}</dd>
<dt>Container</dt><dd>${escapeHtml(hostname())}</dd>
</dl>
<h2>Variables</h2>
<ul>
${names.map((name) => `<li><code>${escapeHtml(name)}</code></li>`).join("\n")}
</ul>
</html>
`;
}

let known;

/** The address of the task (Amazon ECS, "Task metadata endpoint version 4"). */
async function taskAddress() {
  const endpoint = process.env.ECS_CONTAINER_METADATA_URI_V4;
  if (known || !endpoint) return known ?? "unknown: there is no task metadata endpoint";
  try {
    const response = await fetch(endpoint, { signal: AbortSignal.timeout(1_000) });
    const { Networks: networks = [] } = await response.json();
    known = networks.flatMap(({ IPv4Addresses: addresses = [] }) => addresses)[0];
    return known ?? "unknown: the task metadata endpoint names none";
  } catch (error) {
    return `unknown: the task metadata endpoint does not answer (${error.cause?.code ?? error.name})`;
  }
}

function escapeHtml(text) {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}

module.exports = { page };
