import { parseArgs } from "node:util";
import { InputError } from "../certainty/input-error.ts";
import { nearest } from "../configuration/nearest.ts";
import { COMMANDS, type Command, LATER_COMMANDS, type Option } from "./commands.ts";

/** What a command line asks for. */
export type Request = { readonly kind: "help"; readonly command: Command | undefined } | { readonly kind: "version" } | Invocation;

export interface Invocation {
  readonly kind: "run";
  readonly command: Command;
  readonly files: readonly string[];
  /** Values by option; choices have their default where nothing was given. */
  readonly values: ReadonlyMap<string, string>;
}

/** Reads a command line, without the names of node and the script. Throws an InputError on wrong usage. */
export function parseCommandLine(args: readonly string[]): Request {
  const [first, ...rest] = args;
  if (first === undefined) throw new InputError(`a subcommand is missing, expected ${commandNames()}; see chokepoint --help`);
  if (first === "--help" || first === "-h") return { kind: "help", command: undefined };
  if (first === "--version" || first === "-v") return { kind: "version" };
  if (first === "help") return { kind: "help", command: rest[0] === undefined ? undefined : commandNamed(rest[0]) };
  if (first.startsWith("-") && first !== "-")
    throw new InputError(`unknown option ${first}; options follow a subcommand, see chokepoint --help`);
  const command = commandNamed(first);
  const tokens = tokensOf(command, rest);
  if (tokens.some((token) => token.kind === "option" && token.name === "help")) return { kind: "help", command };
  return invocation(command, tokens);
}

function commandNamed(name: string): Command {
  const command = COMMANDS.find((each) => each.name === name);
  if (command !== undefined) return command;
  if (LATER_COMMANDS.includes(name)) throw new InputError(`${name} is not built in this version of Chokepoint`);
  const meant = nearest(name, [...COMMANDS.map((each) => each.name), ...LATER_COMMANDS, "help"]);
  throw new InputError(`unknown subcommand ${name}, ${meant === undefined ? `expected ${commandNames()}` : `did you mean ${meant}?`}`);
}

function commandNames(): string {
  return COMMANDS.map(({ name }) => name).join(", ");
}

type Token = { readonly kind: "file"; readonly name: string } | OptionToken;

interface OptionToken {
  readonly kind: "option";
  readonly name: string;
  readonly written: string;
  readonly value: string | undefined;
  /** Whether it stands behind `=`. */
  readonly isInline: boolean;
}

/** Leaves the rules of writing (`--a=b`, `--`) to Node, and the meaning to the table: Node's own complaints know no suggestions. */
function tokensOf(command: Command, args: readonly string[]): readonly Token[] {
  const options = Object.fromEntries([
    ...command.options.map(({ name, value }) => [name, { type: value === undefined ? "boolean" : "string" } as const] as const),
    ["help", { type: "boolean", short: "h" } as const] as const,
  ]);
  const { tokens } = parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true });
  return tokens.flatMap((token): Token[] => {
    if (token.kind === "positional") return [{ kind: "file", name: token.value }];
    if (token.kind === "option-terminator") return [];
    return [{ kind: "option", name: token.name, written: token.rawName, value: token.value, isInline: token.inlineValue ?? false }];
  });
}

function invocation(command: Command, tokens: readonly Token[]): Invocation {
  const values = new Map<string, string>();
  const files: string[] = [];
  for (const token of tokens) {
    if (token.kind === "file") files.push(token.name);
    else addValue(values, optionNamed(command, token.name, token.written), token);
  }
  for (const option of command.options) addDefault(values, option, command);
  const { fileCount = files.length, operands } = command;
  if (files.length !== fileCount) {
    throw new InputError(
      `${command.name} takes ${fileCount} files (${operands}), not ${files.length}; see chokepoint ${command.name} --help`,
    );
  }
  if (files.length === 0) throw new InputError(`a file is missing; see chokepoint ${command.name} --help`);
  const read = [...files, values.get("config")].filter((file) => file !== undefined);
  const twice = read.find((file, index) => read.indexOf(file) !== index);
  if (twice !== undefined) throw new InputError(`${twice === "-" ? "standard input (-)" : twice} is given twice`);
  return { kind: "run", command, files, values };
}

function addValue(values: Map<string, string>, option: Option, { value, isInline }: OptionToken): void {
  if (values.has(option.name)) throw new InputError(`--${option.name} is given twice`);
  values.set(option.name, checkedValue(option, value, isInline));
}

function addDefault(values: Map<string, string>, { name, value, choices, isRequired }: Option, command: Command): void {
  if (values.has(name)) return;
  if (isRequired) throw new InputError(`--${name} ${value} is missing; see chokepoint ${command.name} --help`);
  const [preset] = choices ?? [];
  if (preset !== undefined) values.set(name, preset);
}

function optionNamed(command: Command, name: string, written: string): Option {
  const option = command.options.find((each) => each.name === name);
  if (option !== undefined) return option;
  const meant = nearest(name, [...command.options.map((each) => each.name), "help"]);
  const hint = meant === undefined ? `see chokepoint ${command.name} --help` : `did you mean --${meant}?`;
  throw new InputError(`unknown option ${written} of ${command.name}; ${hint}`);
}

function checkedValue(option: Option, value: string | undefined, isInline: boolean): string {
  const { name, choices, laterChoices } = option;
  if (option.isLater) throw new InputError(`--${name} is not built in this version of Chokepoint`);
  if (value === undefined || value === "" || (!isInline && value.startsWith("-") && value !== "-")) {
    throw new InputError(`--${name} needs a value: ${choices?.join(", ") ?? option.value}`);
  }
  if (laterChoices?.includes(value)) throw new InputError(`--${name} ${value} is not built in this version of Chokepoint`);
  if (choices !== undefined && !choices.includes(value)) {
    const meant = nearest(value, choices);
    throw new InputError(`--${name} ${value}: expected ${choices.join(", ")}${meant === undefined ? "" : `; did you mean ${meant}?`}`);
  }
  return value;
}
