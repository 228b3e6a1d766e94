import { formatAddress, parsePrefix, usableInterval } from "../../../../src/address/prefix.ts";
import { isObject, type WireObject, type WireValue } from "../wire.ts";
import { referencedId } from "./resource-path.ts";

/** Where a type keeps its IP configurations. A private endpoint has none of its own unless it asks for static addresses. */
const CONFIGURATIONS: Readonly<Record<string, string>> = {
  AzureFirewall: "ipConfigurations",
  NetworkInterface: "ipConfigurations",
  VirtualNetworkGateway: "ipConfigurations",
  LoadBalancer: "frontendIPConfigurations",
};

/** Gives out private addresses: in every subnet the first that is free, which is how Azure does it for the first resources of a subnet. */
export class AddressPlan {
  /** Subnet id → address → owner, both in lower case. */
  private readonly taken = new Map<string, Map<string, string>>();
  private readonly skipped: number;

  /** `skipped`: how many free addresses of a subnet stay free before an endpoint is given one, as where others had them before. */
  constructor(skipped = 0) {
    this.skipped = skipped;
  }

  /** One address for each IP configuration that is in a subnet: the static one, the one that it has already, or the next. */
  assign(id: string, kind: string, inputs: WireObject, prefixOf: (subnet: WireObject) => string | undefined): readonly string[] {
    const owner = id.toLowerCase();
    const before = this.release(owner);
    return configurationsOf(kind, inputs).map(({ subnet, fixed }, index) => {
      const key = (referencedId(subnet) ?? "").toLowerCase();
      const users = this.taken.get(key) ?? new Map<string, string>();
      this.taken.set(key, users);
      const address = fixed ?? before[index] ?? nextAddress(prefixOf(subnet), users, kind === "PrivateEndpoint" ? this.skipped : 0);
      users.set(address, owner);
      return address;
    });
  }

  /** Frees what the owner holds, and returns it. */
  release(owner: string): readonly string[] {
    const held: string[] = [];
    for (const users of this.taken.values()) {
      for (const [address, user] of [...users]) {
        if (user !== owner) continue;
        users.delete(address);
        held.push(address);
      }
    }
    return held;
  }
}

interface Configuration {
  readonly subnet: WireObject;
  readonly fixed: string | undefined;
}

function configurationsOf(kind: string, inputs: WireObject): readonly Configuration[] {
  if (kind === "PrivateEndpoint") return endpointConfigurations(inputs);
  const listed = inputs[CONFIGURATIONS[kind] ?? ""];
  const configurations = Array.isArray(listed) ? listed.filter(isObject) : [];
  return configurations.flatMap((configuration) => {
    const subnet = configuration["subnet"];
    return isObject(subnet) ? [{ subnet, fixed: text(configuration["privateIPAddress"]) }] : [];
  });
}

function endpointConfigurations(inputs: WireObject): readonly Configuration[] {
  const subnet = inputs["subnet"];
  if (!isObject(subnet)) return [];
  const listed = inputs["ipConfigurations"];
  const configurations = Array.isArray(listed) ? listed.filter(isObject) : [];
  if (configurations.length === 0) return [{ subnet, fixed: undefined }];
  return configurations.map((configuration) => ({ subnet, fixed: text(configuration["privateIPAddress"]) }));
}

function text(value: WireValue | undefined): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function nextAddress(prefix: string | undefined, users: ReadonlyMap<string, string>, skipped: number): string {
  const parsed = prefix === undefined ? "the subnet does not exist" : parsePrefix(prefix);
  if (typeof parsed === "string") throw new Error(`no address can be given out: ${parsed}`);
  const usable = usableInterval(parsed);
  for (let next = (usable?.first ?? 1) + skipped; next <= (usable?.last ?? 0); next += 1) {
    if (!users.has(formatAddress(next))) return formatAddress(next);
  }
  throw new Error(`no address is left in ${prefix}`);
}
