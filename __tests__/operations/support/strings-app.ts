import { App, TerraformLocal, TerraformStack } from "cdktf";

const app = new App();
const stack = new TerraformStack(app, "strings");
const { fqn } = new TerraformLocal(stack, "name", "shop");
new TerraformLocal(stack, "policy", JSON.stringify({ Statement: [{ Resource: fqn }, { Resource: `${fqn}/*` }] }));
new TerraformLocal(stack, "braces", "} {a} }{");
new TerraformLocal(stack, "expression", `{"index": "\${count.index}", "both": "\${join("-", ["a", ${fqn}])}"} }`);
app.synth();
