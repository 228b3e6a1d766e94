/** The policy that fails a preview, and that has the configuration. */
export const INSPECTED = "private-endpoint-traffic-inspected";
export const ADVICE = "private-endpoint-routing-advice";
export const INPUTS = "private-endpoint-network-inputs";

/** The properties that all examples set. */
export const PROPERTIES = { firewalls: [{ address: "10.13.76.68" }], onPremises: [{ prefix: "192.168.0.0/24" }] };

/** A file for `--policy-pack-config` with them. */
export const CONFIG = { [INSPECTED]: PROPERTIES };

/** Disabled unless a configuration enables it. */
export const SUBNET_POLICIES = "private-endpoint-subnet-policies";
