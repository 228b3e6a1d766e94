// What the SDK itself costs for a pack of this shape: the difference to it is Chokepoint's own.
const { PolicyPack } = require("@pulumi/policy");

const nothing = { description: "does nothing", enforcementLevel: "advisory" };
new PolicyPack("empty-pack", {
  policies: [
    { name: "inputs", ...nothing, validateResource: () => undefined },
    { name: "first", ...nothing, validateStack: () => undefined },
    { name: "second", ...nothing, validateStack: () => undefined },
  ],
});
