#!/usr/bin/env node
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../certainty/input-error.ts";
import { type Invocation, parseCommandLine } from "./arguments.ts";
import { helpText } from "./help.ts";
import { note, widthOfStdout, writeResult } from "./output.ts";

/** Exit statuses of the contract; 0 and 1 are what a subcommand returns. */
const WRONG_USAGE = 2;
const DEFECT = 3;

async function main(args: readonly string[]): Promise<number> {
  const request = parseCommandLine(args);
  switch (request.kind) {
    case "help":
      await writeResult([helpText(request.command, widthOfStdout())]);
      return 0;
    case "version":
      await writeResult([`${version()}\n`]);
      return 0;
    case "run":
      return run(request);
  }
}

/** Loads a subcommand, and with it the engine, only when it is wanted: the help is there at once. */
async function run(invocation: Invocation): Promise<number> {
  switch (invocation.command.name) {
    case "audit":
      return (await import("./audit.ts")).audit(invocation);
    case "explain":
      return (await import("./explain.ts")).explain(invocation);
    case "compare":
      return (await import("./compare.ts")).compare(invocation);
    case "routes":
      return (await import("./routes.ts")).routes(invocation);
  }
}

function version(): string {
  const text = readFileSync(join(__dirname, "..", "..", "package.json"), "utf8");
  const { version: number } = JSON.parse(text) as { version: string };
  return number;
}

/** Says what went wrong on standard error; returns the exit status. */
function failed(error: unknown): number {
  if (error instanceof InputError) {
    note(error.message);
    return WRONG_USAGE;
  }
  note(`this is a defect of Chokepoint, please report it\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return DEFECT;
}

// Nobody is left to tell if standard error is gone too.
process.stderr.on("error", () => {});

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    process.exitCode = failed(error);
  },
);
