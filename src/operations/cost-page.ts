import { Command } from "commander";

export function costPageCommand(): Command {
  return new Command("docs:cost");
}
