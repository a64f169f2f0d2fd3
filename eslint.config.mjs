import js from "@eslint/js";
import prettier from "eslint-config-prettier";
import tseslint from "typescript-eslint";

const providerBarrels = ["@cdktf/provider-aws", "@cdktf/provider-random"].map((name) => ({
  name,
  message: `Import ${name}/lib/<resource>: the whole provider costs seconds and hundreds of megabytes.`,
}));
const toEnvironments = {
  group: ["**/environments", "**/environments/**"],
  message: "src knows no environment: props or arguments say what it needs.",
};
const toTerraform = {
  group: ["cdktf", "constructs", "@cdktf/*"],
  message: "The configuration is data and knows nothing of cdktf.",
};
const toConstructs = {
  group: ["**/constructs/**", "**/stacks/**", "**/terraform/**"],
  message: "The way is one way: config, constructs, stacks.",
};
const toConfig = { group: ["**/config/**", "**/stacks/**"], message: "Constructs see props, never the configuration." };
const toStacks = { group: ["**/stacks/**", "**/constructs/**"], message: "Operations work on the synthesized JSON." };
const toOperations = {
  group: ["**/operations/**", "node:fs", "node:fs/*", "node:path", "node:child_process", "@aws-sdk/*"],
  message: "Adoptions, estimates, reviews, reports and pages are pure: data in; matches, items, findings or text out.",
};
const toLayers = {
  group: ["**/{adoption,cost,documentation,recovery,report,review}/**"],
  message: "The layers read the model and the pages of types, never the other way round.",
};
const toCost = {
  group: ["**/cost/**"],
  message: "Pages take their costs as text: operations price and write them.",
};
const toCommands = {
  group: ["**/commands/*"],
  message: "Nothing rests on a command: what two of them share has a folder.",
};

const processEnv = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: "Only main.ts and operations see the process's environment; everything else is told by props.",
};
/** Only src/terraform-json knows how names of cdktf and expressions of Terraform are written. */
const terraformJson = [
  {
    selector: String.raw`Literal[regex.pattern=/\[0-9A-F\]\{8\}/]`,
    message: "Use constructPath: cdktf notes the path of each block, and src/terraform-json reads it out of names.",
  },
  {
    selector: String.raw`Literal[regex.pattern=/\\\$\\\{/]`,
    message: "Use src/terraform-json/references.ts: it reads expressions.",
  },
];

/** What the layers of data in, data out may not import. */
const pure = [toEnvironments, toTerraform, toConfig, toStacks, toOperations];

/** The walls of the house: what a folder may not import. */
const wall = (files, ...patterns) => ({
  files,
  rules: { "no-restricted-imports": ["error", { paths: providerBarrels, patterns }] },
});

export default tseslint.config(
  { ignores: ["node_modules", "cdktf.out", "**/cdktf.out", "coverage"] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
  { languageOptions: { parserOptions: { projectService: true } } },
  {
    files: ["**/*.ts"],
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/explicit-function-return-type": ["error", { allowExpressions: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "no-restricted-imports": ["error", { paths: providerBarrels }],
      "no-restricted-syntax": ["error", processEnv],
      "no-new": "off",
    },
  },
  {
    files: ["src/{adoption,cost,documentation,recovery,report,resources,review}/**/*.ts"],
    rules: { "no-restricted-syntax": ["error", processEnv, ...terraformJson] },
  },
  wall(["src/**/*.ts"], toEnvironments),
  wall(["src/config/**/*.ts", "src/naming/**/*.ts"], toEnvironments, toTerraform, toConstructs),
  wall(["src/constructs/**/*.ts", "src/terraform/**/*.ts"], toEnvironments, toConfig),
  wall(["src/operations/**/*.ts"], toEnvironments, toStacks, toCommands),
  wall(["src/operations/commands/*.ts"], toEnvironments, toStacks, { ...toCommands, group: ["./*"] }),
  wall(["src/operations/cli.ts"], toEnvironments, toStacks),
  wall(
    ["adoption", "cost", "markdown", "recovery", "report", "review", "schedules", "shell"].map(
      (it) => `src/${it}/**/*.ts`,
    ),
    ...pure,
  ),
  wall(["src/documentation/**/*.ts"], ...pure, toCost),
  wall(["src/terraform-json/**/*.ts"], ...pure, toLayers),
  wall(["src/resources/**/*.ts"], toEnvironments, toTerraform, toConstructs, toConfig, toOperations, toLayers),
  wall(["environments/**/*.ts"], toTerraform, toConstructs),
  {
    files: [
      "main.ts",
      "src/operations/**/*.ts",
      "__tests__/operations/**/*.ts",
      "__tests__/**/*.{terraform,emulated,containers,browser}.test.ts",
      "__tests__/support/emulated-{environment,terraform}.ts",
      "__tests__/interruptions/support/laboratory.ts",
      "__tests__/support/postgres-server.ts",
      "__tests__/support/{fewer-runs,global-setup,global-teardown}.ts",
      "bench/**/*.ts",
    ],
    rules: { "no-restricted-syntax": "off" },
  },
  {
    files: ["src/operations/**/*.ts"],
    ignores: ["src/operations/aws/client.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "NewExpression[callee.name=/.Client$/]",
          message: "Use awsClient: a client without time limits waits for ever.",
        },
        ...terraformJson,
      ],
    },
  },
  // Bad input is just what no type describes.
  {
    files: ["__tests__/config/**/*.ts", "__tests__/support/platform.ts"],
    rules: { "@typescript-eslint/no-unsafe-member-access": "off" },
  },
  // A part that the changes before have added is in no type either.
  {
    files: ["__tests__/operations/emulate/changes.requests.test.ts"],
    rules: Object.fromEntries(
      ["argument", "assignment", "call", "member-access", "return"].map((what) => [
        `@typescript-eslint/no-unsafe-${what}`,
        "off",
      ]),
    ),
  },
  { files: ["**/*.mjs", "*.js"], extends: [tseslint.configs.disableTypeChecked] },
  {
    files: ["examples/**/*.js"],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      sourceType: "commonjs",
      globals: {
        ...{ AbortSignal: "readonly", Buffer: "readonly", URL: "readonly", console: "readonly" },
        ...{ fetch: "readonly", process: "readonly" },
      },
    },
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
  prettier,
);
