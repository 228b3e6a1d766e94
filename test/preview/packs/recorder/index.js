/** A policy pack that reports what it is shown: every resource before its operation, and the stack at the end. */
const { PolicyPack } = require("@pulumi/policy");

const severity = "high";

new PolicyPack("recorder", {
  policies: [
    {
      name: "inputs",
      description: "What a resource policy is shown.",
      enforcementLevel: "advisory",
      configSchema: { properties: { greeting: { type: "string", default: "seen" } } },
      validateResource: (args, report) => report(`${args.getConfig().greeting} ${args.type}::${args.name}`),
    },
    {
      name: "outputs",
      description: "What a stack policy is shown.",
      enforcementLevel: "mandatory",
      validateStack: (args, report) => {
        for (const resource of args.resources.filter(({ type }) => type.startsWith("azure-native:network:"))) {
          const target = resource.props.__getSpecialProxyTarget;
          const known = Object.keys(target).filter((name) => !JSON.stringify(target[name]).includes("04da6b54"));
          const from = Object.entries(resource.propertyDependencies).flatMap(([name, found]) =>
            found.map((other) => `${name}←${other.name}`),
          );
          report({ message: `known: ${known.sort()}; from: ${from.sort()}`, urn: resource.urn, severity });
        }
      },
    },
    {
      name: "silent",
      description: "A stack policy that has nothing to check.",
      enforcementLevel: "mandatory",
      validateStack: (args) => args.notApplicable("there is nothing to check"),
    },
    {
      name: "policies",
      description: "Switches route-table policies on.",
      enforcementLevel: "disabled",
      remediateResource: (args) => {
        if (args.type !== "azure-native:network:Subnet") return undefined;
        // In place: a copy would read the properties that are not known yet, which throws.
        args.props.privateEndpointNetworkPolicies = "RouteTableEnabled";
        return args.props;
      },
    },
    {
      name: "careless",
      description: "Reads what may not be known yet.",
      enforcementLevel: "disabled",
      remediateResource: (args) => (args.type === "azure-native:network:Subnet" ? { ...args.props } : undefined),
    },
  ],
});
