/** Follows a Terraform run by its output, which cdktf passes on. */
export class Progress {
  private planned = 0;
  private done = 0;
  private readonly running = new Set<string>();

  /** Takes one line of output and says where the run stands. */
  read(line: string): string {
    const plan = /Plan: (\d+) to add, (\d+) to change, (\d+) to destroy/.exec(line);
    if (plan) this.planned = plan.slice(1).reduce((sum, count) => sum + Number(count), 0);
    const started = /(\S+\.\S+?)(?: \(.*?\))?(?:\[.*?\])?: (?:Creating|Modifying|Destroying)\.\.\./.exec(line);
    if (started?.[1]) this.running.add(started[1]);
    const ended = /(\S+\.\S+?)(?: \(.*?\))?(?:\[.*?\])?: (?:Creation|Modifications|Destruction) complete/.exec(line);
    if (ended?.[1]) {
      this.running.delete(ended[1]);
      this.done += 1;
    }
    return this.toString();
  }

  toString(): string {
    if (this.planned === 0) return "planning";
    const types = new Set([...this.running].map((address) => address.split(".")[0]));
    const waiting = [...types].slice(0, 3).join(", ");
    return `${this.done} of ${this.planned} resources${waiting === "" ? "" : `; now ${waiting}`}`;
  }
}
