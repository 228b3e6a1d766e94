import { benchAudit } from "./audit.ts";
import { benchNaivePolicy } from "./naive-policy.ts";
import { benchPolicyServer } from "./policy-server.ts";
import { benchRemedies } from "./remedies.ts";

/** `npm run bench [-- audit|remedies|policy-server|naive-policy] [-- --rounds N]`: everything, or one of the benchmarks. */
async function run(): Promise<void> {
  const wanted = process.argv.slice(2).filter((each) => !each.startsWith("--") && Number.isNaN(Number(each)));
  const rounds = Number(process.argv.find((each) => /^\d+$/.test(each)) ?? 5);
  const is = (name: string): boolean => wanted.length === 0 || wanted.includes(name);
  if (is("audit")) benchAudit(rounds);
  if (is("remedies")) benchRemedies(rounds);
  if (is("policy-server")) await benchPolicyServer(rounds);
  if (is("naive-policy")) benchNaivePolicy();
}

run().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
