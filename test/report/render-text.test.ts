import { plain } from "../../src/report/render-paint.ts";
import { renderText, summaryText } from "../../src/report/render-text.ts";
import type { Path, Report } from "../../src/report/report.ts";
import { inspectedPath, path, report, urn, WAIVER } from "./sample.ts";

function text(which: Report, width = 100): string {
  return [...renderText(which, { width, paint: plain })].join("");
}

const KV: Path = path({ name: "kv", verdict: "inconclusive", code: "CP-I11", disposition: "insufficient-information" });
const LOST: Path = path({ name: "lost", verdict: "undelivered", code: "CP-N05", disposition: "no-route" });

const EVERYTHING = report([inspectedPath("a", "10.13.79.4"), LOST, path(), KV, inspectedPath("b", "10.13.79.5")], {
  unadvertised: [path({ name: "hidden", address: "10.13.80.4" })],
  unreached: [
    { endpoint: "far", resource: urn("PrivateEndpoint", "far"), code: "CP-U01", reason: "spoke9 is joined to no network with a gateway" },
    {
      endpoint: "further",
      resource: urn("PrivateEndpoint", "further"),
      code: "CP-U01",
      reason: "spoke9 is joined to no network with a gateway",
    },
  ],
  findings: [
    { policy: "p", code: "CP-G03", severity: "high", resource: urn("RouteTable", "gateway-rt"), message: "Propagation is off" },
    { policy: "p", code: "CP-I14", severity: "low", resource: urn("VirtualNetwork", "odd"), message: "addressSpace: not understood" },
  ],
});

test("what is worst comes first, the summary last", () => {
  const headings = text(EVERYTHING)
    .split("\n")
    .filter((line) => /^[A-Z][a-z -]+ \(.*\)$|^\d+ paths/.test(line));
  expect(headings).toEqual([
    "Bypassed (1 path)",
    "Inconclusive (1 path)",
    "Undelivered (1 path)",
    "Inspected (2 paths)",
    "Not advertised to on-premises (1 path)",
    "Without any path (2 endpoints)",
    "Findings (1)",
    "Not known (1)",
    "5 paths: 1 bypassed, 1 inconclusive, 1 undelivered, 2 inspected; 2 endpoints without a path, 1 not",
  ]);
});

describe("what is not worth a paragraph is a line", () => {
  test.each([
    ["inspected paths", "  vpngw → a (10.13.79.4) and 1 more endpoint of spoke1/ep: inspected by azfw\n"],
    ["what on-premises is not told of", "  vpngw → hidden (10.13.80.4) of spoke1/ep: would be bypassed (CP-B03)\n"],
    ["endpoints without a path, by reason", "  CP-U01  far and further: spoke9 is joined to no network with a gateway\n"],
    ["findings", "  CP-G03  high  Propagation is off [gateway-rt (RouteTable)]\n"],
    ["what is not known", "  CP-I14  odd (VirtualNetwork): addressSpace: not understood\n"],
  ])("%s", (_what, line) => {
    expect(text(EVERYTHING)).toContain(line);
  });
});

test("nothing judged is said, before counts that would look like a pass", () => {
  const nothing = "nothing to judge: there is no private endpoint in the network";
  expect([...renderText(report([]), { nothing })].join("")).toBe(
    "Nothing to judge: there is no private endpoint in the network.\n0 paths: 0 bypassed, 0 inconclusive, 0 undelivered, 0 inspected.\n",
  );
});

test("exempted paths stand by themselves, a line for each exemption, and count as what they are", () => {
  const what = report([
    path({ exemption: WAIVER }),
    path({ name: "web", address: "10.13.77.7", exemption: WAIVER }),
    path({ name: "kv", address: "10.13.77.8", exemption: { ...WAIVER, category: "mitigated", reason: "tell\u001b[2Jno one" } }),
    path({ name: "app", address: "10.13.77.9" }),
  ]);
  const [bypassed = "", exempted = ""] = text(what, 200).split("Exempted (3 paths)\n\n");
  expect(bypassed).toContain("Bypassed (1 path)");
  expect(bypassed).not.toContain("more endpoint");
  expect(exempted.split("\n").slice(0, 3)).toEqual([
    "  vpngw → sql (10.13.77.6) and 1 more endpoint of spoke1/ep: bypassed (CP-B03), waiver until 2027-01-31, approved by Ada: cut over in February",
    "  vpngw → kv (10.13.77.8) of spoke1/ep: bypassed (CP-B03), mitigated until 2027-01-31, approved by Ada: tell\ufffd[2Jno one",
    "",
  ]);
  expect(summaryText(what)).toBe("4 paths: 4 bypassed, 0 inconclusive, 0 undelivered, 0 inspected; 3 exempted.");
});

describe("five thousand bypassed endpoints stay readable", () => {
  test("in one subnet they are one paragraph", () => {
    const paths = Array.from({ length: 5_000 }, (_, n) => path({ name: `ep${n}`, address: `10.13.${n >> 8}.${n & 255}` }));
    const lines = text(report(paths)).split("\n");
    expect(lines[0]).toBe("Bypassed (5,000 paths)");
    expect(lines.filter((line) => line.startsWith("And 4,999 more endpoints of spoke1/ep the same way: ep1 (10.13.0.1)"))).toHaveLength(1);
    expect(lines.length).toBeLessThan(30);
  });

  test("in five hundred subnets the first twenty are paragraphs, two hundred more are lines, the rest is counted", () => {
    const paths = Array.from({ length: 5_000 }, (_, n) => {
      const each = path({ name: `ep${n}`, address: `10.13.${n >> 8}.${n & 255}` });
      return { ...each, endpoint: { ...each.endpoint, subnet: `spoke${Math.floor(n / 10)}/ep` } };
    });
    const output = text(report(paths));
    expect(output.match(/^Traffic from/gm)).toHaveLength(20);
    expect(output.match(/^ {2}vpngw → ep\d+ \(.*\) and 9 more endpoints of spoke\d+\/ep: bypassed, CP-B03$/gm)).toHaveLength(200);
    expect(output).toContain("  … and 280 groups of paths more; --format json has them all\n");
  });

  test("another cause is a paragraph, however late it comes", () => {
    const paths = Array.from({ length: 300 }, (_, n) => {
      const each = path({ name: `ep${n}`, code: n === 299 ? "CP-B04" : "CP-B03" });
      return { ...each, endpoint: { ...each.endpoint, subnet: `spoke${n}/ep` } };
    });
    const output = text(report(paths));
    expect(output.match(/^Traffic from/gm)).toHaveLength(21);
    expect(output).toContain("private endpoint ep299 ");
  });
});

test("long lists of what is not known are cut, and say so", () => {
  const findings = Array.from({ length: 50 }, (_, n) => ({
    policy: "p",
    code: "CP-I14",
    severity: "low" as const,
    resource: null,
    message: `thing ${n}`,
  }));
  const output = text(report([], { findings }));
  expect(output.match(/^ {2}CP-I14/gm)).toHaveLength(20);
  expect(output).toContain("  … and 30 gaps more; --format json has them all\n");
});

test.each([60, 80, 120])("at %i columns nothing is wider but what cannot be broken", (width) => {
  const wide = text(EVERYTHING, width)
    .split("\n")
    .filter((line) => line.length > width);
  expect(wide.filter((line) => line.trim().includes(" ") && !line.startsWith("Code "))).toEqual([]);
});

test("the summary leaves out what there is none of", () => {
  expect(summaryText(report([path()]))).toBe("1 path: 1 bypassed, 0 inconclusive, 0 undelivered, 0 inspected.");
});
