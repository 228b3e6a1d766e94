import { wrap } from "../report/render-layout.ts";
import { COMMANDS, type Command, type Option } from "./commands.ts";

/** Returns the help for a subcommand, or for the whole command. */
export function helpText(command: Command | undefined, width: number): string {
  return `${(command === undefined ? overview(width) : commandHelp(command, width)).join("\n")}\n`;
}

function overview(width: number): string[] {
  return [
    ...wrap(
      "Chokepoint says, before deployment, whether on-premises traffic to every Azure private endpoint crosses the designated firewall.",
      width,
    ),
    "",
    "Usage: chokepoint SUBCOMMAND FILE… [OPTION…]",
    "",
    "Subcommands:",
    ...table(
      COMMANDS.map(({ name, summary }) => [name, summary]),
      width,
    ),
    "",
    "Options:",
    ...table(
      [
        ["--help, -h", "this help; chokepoint SUBCOMMAND --help has more"],
        ["--version, -v", "the version"],
      ],
      width,
    ),
  ];
}

function commandHelp(command: Command, width: number): string[] {
  const { name, operands, summary, text, options } = command;
  const shown = options.filter(({ isLater }) => !isLater);
  const required = shown.filter(({ isRequired }) => isRequired).map((option) => ` ${optionText(option)}`);
  return [
    ...wrap(`Usage: chokepoint ${name} ${operands}${required.join("")} [OPTION…]`, width),
    "",
    ...wrap(`${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`, width),
    ...text.flatMap((paragraph) => ["", ...wrap(paragraph, width)]),
    "",
    "Options:",
    ...table(
      shown.map((option) => [optionText(option), `${option.text}${choicesText(option)}`]),
      width,
    ),
  ];
}

function optionText({ name, value }: Option): string {
  return value === undefined ? `--${name}` : `--${name} ${value}`;
}

function choicesText({ choices }: Option): string {
  return choices === undefined ? "" : `: ${choices.join(", ")} (default ${choices[0]})`;
}

function table(rows: readonly (readonly [term: string, text: string])[], width: number): string[] {
  const terms = Math.max(...rows.map(([term]) => term.length));
  const indent = " ".repeat(terms + 4);
  return rows.flatMap(([term, text]) => wrap(text, width, `  ${term.padEnd(terms)}  `, indent));
}
