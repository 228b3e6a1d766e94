import { type Prefix, prefix } from "./prefix.ts";
import { anyContains } from "./prefix-table.ts";

/** RFC 1918 and RFC 6598: addresses that lead nowhere on the internet, and that no service tag stands for (R18). */
export const PRIVATE_RANGES: readonly Prefix[] = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10"].map(prefix);

export function isPrivate(address: number): boolean {
  return anyContains(PRIVATE_RANGES, address);
}
