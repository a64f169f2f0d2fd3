import { Emulator } from "/tmp/w/review/src/operations/emulator/emulator";
import { ProjectCopy, type Edit } from "/tmp/w/review/__tests__/operations/support/project-copy";
import { CreateHostedZoneCommand, Route53Client } from "@aws-sdk/client-route-53";
import { PutParameterCommand, SSMClient } from "@aws-sdk/client-ssm";
import { writeFileSync, appendFileSync } from "node:fs";
const F="environments/finance-app.ts"; const E="src/stacks/environment-stack.ts";
async function main(){
 const emulator = await Emulator.start({ accountId: "111122223333", region: "us-east-1" });
 const cfg={region:"us-east-1",endpoint:emulator.url,credentials:{accessKeyId:"test",secretAccessKey:"test"}};
 await new Route53Client(cfg).send(new CreateHostedZoneCommand({Name:"finance-app.com",CallerReference:"1"}));
 const copy=new ProjectCopy(emulator.environment,[{file:F,from:"allocatedStorageGiB: 20",to:"allocatedStorageGiB: 40"}]);
 console.log(copy.folder, emulator.url);
 let r=copy.run("bootstrap","finance-app-staging"); console.log("bootstrap",r.exitCode, r.stderr.slice(-300));
 const t=Date.now(); r=copy.run("deploy","finance-app-staging","--auto-approve"); console.log("deploy",r.exitCode,(Date.now()-t)/1000, r.stdout.slice(-500), r.stderr.slice(-300));
 const cases: Record<string, Edit[]> = {
  nothing: [],
  rename: [{file:F,from:"      web: {",to:"      site: {"}],
  cidr: [{file:F,from:"10.1.",to:"10.9."}],
  shrink: [{file:F,from:"allocatedStorageGiB: 40",to:"allocatedStorageGiB: 20"}],
  drop: [{file:F,from:`    database: {
      engineVersion: "15",
      instanceClass: "db.t3.micro",
      allocatedStorageGiB: 40,
      storageType: "gp2",
      availability: databaseAvailability,
      databaseName: "finance",
      backupRetentionDays: 7,
    },
`,to:""},{file:F,from:`        database: { user: "finance_api", connectionsPerTask: 5 },\n`,to:""}],
  widen: [{file:F,from:`        parameters: ["feature-flags"],
        database`,to:`        parameters: ["feature-flags"],
        access: { buckets: { "finance-files": { access: "read-write" } }, monitoring: "read" },
        database`}],
  port: [{file:F,from:`        scratch: ["/rails/tmp"`,to:`        egress: { mail: { port: 587 } },
        scratch: ["/rails/tmp"`}],
  cpu: [{file:F,from:"cpu: 512,\n        memoryMiB: 1024",to:"cpu: 1024,\n        memoryMiB: 2048"}],
  moveWithout: [{file:E,from:`new Cluster(this, "cluster"`,to:`new Cluster(this, "ecs"`}],
  tags: [{file:F,from:"    onDestroy,\n    network,\n    names",to:`    onDestroy,\n    tags: { team: "payments" },\n    network,\n    names`},{file:F,from:"backupRetentionDays: 7",to:"backupRetentionDays: 1"}],
 };
 for (const [name,edits] of Object.entries(cases)) {
  const t=Date.now(); copy.edit(edits);
  const r=copy.run("review","finance-app-staging","--format","json");
  writeFileSync(`/tmp/w/golden-${name}.json`, r.stdout||r.stderr);
  console.log(name,r.exitCode,(Date.now()-t)/1000, r.exitCode===1?r.stderr.slice(-1500):"");
  if(r.exitCode!==1){const j=JSON.parse(r.stdout); const counts:any={}; for(const x of j.resources){ if(x.level!=="routine") for (const f of x.findings) console.log("  ",x.level,"|",x.part,x.detail,"|",f.level,f.title,"|",x.type); else counts[x.findings[0].title]=(counts[x.findings[0].title]??0)+1;} console.log("  routine",counts, JSON.stringify(j.actions), "outputs", j.outputs.length, "drift", j.drift.length); }
  copy.restore();
 }
 copy.edit(cases.cpu!); let m=copy.run("review","finance-app-staging","--format","markdown","--against","HEAD"); writeFileSync("/tmp/w/golden-cpu.md",m.stdout); copy.restore();
 await new SSMClient(cfg).send(new PutParameterCommand({Name:"/finance-app/staging/images/api",Value:"1.2.3",Overwrite:true}));
 r=copy.run("review","finance-app-staging","--format","json"); writeFileSync("/tmp/w/golden-image.json", r.stdout||r.stderr); console.log("image", r.exitCode, r.stdout.slice(0,6000));
 copy.edit([{file:F,from:`onDestroy: "delete"`,to:`onDestroy: "retain"`}]);
 r=copy.run("deploy","finance-app-staging","--auto-approve"); console.log("retain",r.exitCode,r.stdout.slice(-300),r.stderr.slice(-500)); copy.restore();
 r=copy.run("review","finance-app-staging","--format","json"); writeFileSync("/tmp/w/golden-protection.json", r.stdout||r.stderr); const j=JSON.parse(r.stdout||"{}"); for(const x of j.resources??[]) for(const f of x.findings) console.log("  ",x.level,"|",x.part,x.detail,"|",f.level,f.title,f.changes);
 await emulator.stop(); copy.remove();
}
void main();
