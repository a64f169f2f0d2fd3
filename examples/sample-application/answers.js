"use strict";

const { open, unlink } = require("node:fs/promises");

const { queryDatabase } = require("./database");
const { page } = require("./page");

/** Paths with a meaning of their own; every other one, such as that of a health check, answers with the page. */
const answers = {
  "/environment": () => ({ body: Object.keys(process.env).sort() }),
  "/database": () => attempt(queryDatabase, 503),
  "/upstream": (parameters) => attempt(() => askUpstream(parameters.get("url")), 502),
  "/write": (parameters) => attempt(() => write(parameters.get("path")), 403),
};

async function answer(request, response) {
  request.resume();
  const { pathname, searchParams } = new URL(request.url, "http://localhost");
  const special = answers[pathname];
  if (!special) {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(await page(request));
    return;
  }
  const { status = 200, body } = await special(searchParams);
  response.writeHead(status, { "content-type": "application/json" }).end(`${JSON.stringify(body)}\n`);
}

/** What an action tells, or the code of its error. Messages stay out of answers: they may hold what is secret. */
async function attempt(action, failureStatus) {
  try {
    return { body: await action() };
  } catch (error) {
    const { code, name } = error.cause ?? error;
    return { status: failureStatus, body: { error: code ?? name } };
  }
}

async function askUpstream(url) {
  const { status } = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(5_000) });
  return { status };
}

async function write(path) {
  const file = await open(path, "wx");
  await file.close();
  await unlink(path);
  return { written: true };
}

module.exports = { answer };
