import { join } from "node:path";
import { EmbeddedStack } from "../support/preview/embedded-engine.ts";
import { type PolicyServer, startPolicyServer } from "../support/preview/policy-server.ts";
import { previewAgainst } from "../support/preview/preview-with-policies.ts";

const ROOT = join(__dirname, "../..");
const GATE = "private-endpoint-traffic-inspected";

jest.setTimeout(120_000);

let server: PolicyServer;
beforeAll(async () => {
  server = await startPolicyServer({ pack: ROOT });
  await server.configure({ [GATE]: { firewalls: [{ address: "10.13.76.68" }] } });
});
afterAll(() => server.stop());

const program = (name: string) => ({ folder: join(ROOT, "examples", name) });

/** What the policy that fails previews says: where, and by which code. */
async function judged(name: string, stack: EmbeddedStack): Promise<readonly { readonly at: string; readonly code: string | undefined }[]> {
  const { diagnostics, exitStatus } = await previewAgainst(server, program(name), stack);
  const mandatory = diagnostics.filter(({ enforcementLevel }) => enforcementLevel === "mandatory");
  expect(mandatory.every(({ policyName }) => policyName === GATE)).toBe(true);
  expect(exitStatus).toBe(mandatory.length > 0 ? 1 : 0);
  return mandatory.map(({ urn, message }) => ({ at: urn.split("::").at(-1) ?? "", code: /^Code (CP-\S+),/m.exec(message)?.[1] }));
}

describe("the published network", () => {
  const rows: readonly { name: string; violations: readonly object[] }[] = [
    { name: "blog-1-no-routes", violations: [{ at: "ep", code: "CP-B01" }] },
    {
      name: "blog-2-host-routes",
      // Before Azure has given out addresses an endpoint may get one that has a route, or another.
      violations: [
        { at: "ep", code: "CP-B02" },
        { at: "ep", code: "CP-B01" },
      ],
    },
    { name: "blog-3-exact-prefix-with-policies", violations: [] },
    { name: "blog-4-summary-with-policies", violations: [{ at: "gateway-routes", code: "CP-B03" }] },
    { name: "blog-5-exact-prefix-without-policies", violations: [{ at: "ep", code: "CP-B04" }] },
  ];

  it.each(rows)("$name is judged before anything of it exists", async ({ name, violations }) => {
    expect(await judged(name, new EmbeddedStack())).toEqual(violations);
  });

  it.each([
    { name: "blog-2-host-routes", violations: [{ at: "ep", code: "CP-B02" }] },
    { name: "blog-3-exact-prefix-with-policies", violations: [] },
  ])("$name is judged by what is known when it is deployed, and after a refresh", async ({ name, violations }) => {
    const stack = new EmbeddedStack();
    await stack.up(program(name));
    expect(await judged(name, stack)).toEqual(violations);
    stack.refresh();
    expect(await judged(name, stack)).toEqual(violations);
  });

  it("is judged by the change that a preview would make to it", async () => {
    const stack = new EmbeddedStack();
    await stack.up(program("blog-3-exact-prefix-with-policies"));
    expect(await judged("blog-4-summary-with-policies", stack)).toEqual([{ at: "gateway-routes", code: "CP-B03" }]);
  });
});

describe("the hub and the spoke as two stacks", () => {
  it("fail in the spoke, whose peering proves a gateway", async () => {
    const hub = new EmbeddedStack({ project: "hub" });
    expect(await judged("split-hub", hub)).toEqual([]);
    await hub.up(program("split-hub"));
    const spoke = new EmbeddedStack({ project: "spoke", cloud: hub.cloud, others: [hub], config: { "spoke:hubStack": hub.fullName } });
    expect(await judged("split-spoke", spoke)).toEqual([{ at: "ep", code: "CP-H01" }]);
  });
});
