/** The command line as a table: parsing, help and suggestions all read it. */

export interface Option {
  readonly name: string;
  /** What stands for its value in the help; options without one are switches. */
  readonly value?: string;
  readonly text: string;
  /** The values that it may have; the first is the default. */
  readonly choices?: readonly string[];
  /** Values of the contract that this version does not have yet. */
  readonly laterChoices?: readonly string[];
  readonly isRequired?: boolean;
  /** Known, but not built in this version. */
  readonly isLater?: boolean;
}

export interface Command {
  readonly name: CommandName;
  readonly operands: string;
  readonly summary: string;
  /** More than the summary, a paragraph a text. */
  readonly text: readonly string[];
  readonly options: readonly Option[];
  /** How many files it takes; any number where it is left out. */
  readonly fileCount?: number;
}

export type CommandName = "audit" | "explain" | "routes" | "compare";

const CONFIG: Option = { name: "config", value: "FILE", text: "configuration, JSON or YAML" };
const FORMAT: Option = { name: "format", value: "FORMAT", text: "how the result is written", choices: ["text", "json"] };
const OUTPUT: Option = { name: "output", value: "FILE", text: "write the result there instead of to standard output" };
const FAIL_ON: Option = {
  name: "fail-on",
  value: "VERDICT",
  text: "the least that gives exit status 1",
  choices: ["bypassed", "inconclusive", "undelivered", "never"],
};

const FILES = "FILE is what `pulumi stack export` prints, `-` is standard input. Several files make one network.";

export const COMMANDS: readonly Command[] = [
  {
    name: "audit",
    operands: "FILE…",
    summary: "judge the path from on-premises to every private endpoint",
    text: [
      FILES,
      "Exit status: 1 if a path or finding is at or above --fail-on, or is made mandatory by the configuration (levels, onInconclusive: fail); else 0. 2: wrong usage or unreadable input. 3: a defect of Chokepoint.",
      "--fail-on bypassed counts paths that bypass the firewall; inconclusive adds inconclusive paths, endpoints without a path and networks with nothing to judge; undelivered adds undelivered paths and advisory findings; never counts none of them.",
    ],
    options: [
      CONFIG,
      { ...FORMAT, laterChoices: ["sarif", "junit", "markdown", "html"] },
      OUTPUT,
      FAIL_ON,
      {
        name: "write-baseline",
        value: "FILE",
        text: "write what is not inspected there, or let the baseline of the configuration shrink to it",
      },
      { name: "context", value: "FILE", text: "another part of the network", isLater: true },
    ],
  },
  {
    name: "explain",
    operands: "FILE…",
    summary: "show every hop of a path, the routes chosen and beaten, and why",
    text: [FILES],
    options: [
      { name: "to", value: "ENDPOINT", text: "the private endpoint: its name, URN or ARM id", isRequired: true },
      { name: "from", value: "PREFIX", text: "only paths from this prefix on-premises" },
      { name: "gateway", value: "NAME", text: "only paths through this gateway" },
      CONFIG,
      FORMAT,
    ],
  },
  {
    name: "routes",
    operands: "FILE…",
    summary: "list the effective routes of a subnet",
    text: [
      FILES,
      "The columns are those of `az network nic show-effective-route-table`. Of a GatewaySubnet it is the gateway's own table, which Azure does not show; --as nic gives that of a virtual machine in its place.",
    ],
    options: [
      { name: "subnet", value: "NETWORK/SUBNET", text: "the subnet", isRequired: true },
      { name: "as", value: "WHAT", text: "whose table", choices: ["subnet", "nic"] },
      CONFIG,
      FORMAT,
    ],
  },
  {
    name: "compare",
    operands: "BEFORE AFTER",
    fileCount: 2,
    summary: "show the paths whose verdict changed, those that are new and those that are gone",
    text: [
      "BEFORE and AFTER are each what `chokepoint audit --format json` or `pulumi stack export` prints, told by content; `-` is standard input. Exports are judged by the same configuration.",
      "Exit status: 1 if a path that is worse or new would fail an audit with the same --fail-on; else 0. 2: wrong usage or unreadable input. 3: a defect of Chokepoint.",
    ],
    options: [CONFIG, { ...FORMAT, choices: ["text", "json", "markdown"] }, OUTPUT, FAIL_ON],
  },
];

/** Subcommands that are not built in this version. */
export const LATER_COMMANDS: readonly string[] = ["check-live", "snapshot", "verify-plan"];
