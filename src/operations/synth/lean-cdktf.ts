import { readFile } from "node:fs/promises";

import type { Plugin } from "esbuild";

type Change = (source: string) => string;

/** Files of cdktf, by the end of their names, with what each becomes. */
const changes: Readonly<Record<string, Change>> = {
  // An unlimited stack trace for every token, shown only in errors about the token.
  "tokens/private/stack-trace.js": () => "exports.captureStackTrace = () => [];",
  "tokens/private/encoding.js": replacing(
    // At each brace of a string, a search to its end for an expression that is no token, over and over in the JSON of a
    // policy or a dashboard that has none.
    [
      "STRING_TOKEN_REGEX, 1, includeEscapeSequences,",
      "STRING_TOKEN_REGEX, 1, includeEscapeSequences && s.search(ESCAPE_TOKEN_BEGIN_REGEX) >= 0,",
    ],
    // A regular expression for each key and text, of which few have a token.
    [
      "        this.re.lastIndex = 0;",
      "        if (this.re !== NUMBER_TOKEN_REGEX && !this.str.includes('TfToken[')) return false;\n        this.re.lastIndex = 0;",
    ],
  ),
  // A context of two closures for each key and value, of which few have a token.
  "tokens/private/resolve.js": replacing(
    ["const prefix = options.prefix || [];", "if (isPlain(obj)) return obj; const prefix = options.prefix || [];"],
    ['const pathName = "/" + prefix.join("/");', 'const pathName = { toString: () => "/" + prefix.join("/") };'],
    ["makeContext()[0].resolve(key);", "isPlain(key) ? key : makeContext()[0].resolve(key);"],
    ["makeContext(key)[0].resolve(obj[key]);", "resolveMember(key, obj[key]);"],
    ["...options,", "scope: options.scope, preparing: options.preparing, resolver: options.resolver,"],
    ["makeContext(`${i}`)[0].resolve(x))", "resolveMember(`${i}`, x))"],
    [
      "    if (prefix.length > 200)",
      "    const resolveMember = (key, value) => isPlain(value) ? value : makeContext(key)[0].resolve(value);\n    if (prefix.length > 200)",
    ],
    [
      "function findTokens(",
      String.raw`const numberToken = /[-|\d.+]e[-|\d.eE+]/;
function isPlain(x) {
  if (typeof x === "string") return !x.includes("TfToken[") && !numberToken.test(x) && !x.endsWith(" Map Token Value");
  return x === undefined || x === null || (Number.isInteger(x) && x >= 0) || typeof x === "boolean";
}
function findTokens(`,
    ],
  ),
  "terraform-stack.js": replacing(
    // A resolution of everything only to find references to other stacks, which this app has none of.
    ["terraformElements(this).forEach((e) => (0, _tokens_1.resolve)(this, e.toTerraform(), true));", ""],
    // Two more copies of everything.
    [
      "const fragments = elements.map((e) => (0, _tokens_1.resolve)(this, e.toTerraform()));",
      "const fragments = (function* (stack) { for (const e of elements) yield (0, _tokens_1.resolve)(stack, e.toTerraform()); })(this);",
    ],
    [
      "(0, util_1.deepMerge)(tf, this.rawOverrides);\n        return (0, _tokens_1.resolve)(this, tf);",
      "(0, util_1.deepMerge)(tf, (0, _tokens_1.resolve)(this, this.rawOverrides));\n        return tf;",
    ],
  ),
  // The text of a whole stack, several times while it grows: each type's is written when it is there.
  "synthesize/synthesizer.js": replacing(
    [
      "fs.writeFileSync(path.join(session.outdir, stackManifest.synthesizedStackPath), stringify(jsonTfConfig, { space: 2 }));",
      "writeStack(path.join(session.outdir, stackManifest.synthesizedStackPath), jsonTfConfig);",
    ],
    [
      "const annotationMetadataEntryTypes = [",
      String.raw`function writeStack(file, json) {
  const { resource, ...rest } = json;
  if (resource === undefined) return fs.writeFileSync(file, stringify(json, { space: 2 }));
  const at = (value, level) => stringify(value, { space: 2 }).replaceAll("\n", "\n" + "  ".repeat(level));
  const [before, after] = stringify({ ...rest, resource: 0 }, { space: 2 }).split('\n  "resource": 0');
  const descriptor = fs.openSync(file, "w");
  fs.writeFileSync(descriptor, before + '\n  "resource": {');
  Object.keys(resource).sort().forEach((type, index) => {
    fs.writeFileSync(descriptor, (index > 0 ? "," : "") + "\n    " + JSON.stringify(type) + ": " + at(resource[type], 2));
  });
  fs.writeFileSync(descriptor, "\n  }" + after);
  fs.closeSync(descriptor);
}
const annotationMetadataEntryTypes = [`,
    ],
  ),
  "tfExpression.js": replacing(
    ["if (context.preparing) {", "{"],
    [
      "const app = app_1.App.of(this.originStack);",
      "throw new Error(`${stackName} refers to ${this.identifier} of ${this.originStack}: a reference may not cross stacks`);",
    ],
  ),
  // A `terraform version` for each terraform_data resource. Terraform refuses what is older than a stack's required_version.
  "validations/validate-binary-version.js": () =>
    "exports.ValidateBinaryVersion = class { validate() { return []; } };",
  // A packer of archives, loaded although no stack has an asset.
  "private/fs.js": replacing([
    'const archiver = require("archiver");',
    'const archiver = (...args) => require("archiver")(...args);',
  ]),
};

/** Leaves out what makes building a stack slow in cdktf, and changes nothing in its JSON. */
export const leanCdktf: Plugin = {
  name: "lean-cdktf",
  setup: (bundling) => {
    for (const [name, change] of Object.entries(changes)) {
      const filter = new RegExp(
        `cdktf/lib/${name}$`.replaceAll("/", String.raw`[\\/]`).replaceAll(".", String.raw`\.`),
      );
      bundling.onLoad({ filter }, async ({ path }) => ({ contents: change(await readFile(path, "utf8")) }));
    }
  },
};

function replacing(...pairs: readonly (readonly [before: string, after: string])[]): Change {
  return (source) =>
    pairs.reduce((text, [before, after]) => {
      if (!text.includes(before)) throw new Error(`this cdktf has no "${before}"`);
      return text.replace(before, () => after);
    }, source);
}
