import { PolicyPack } from "@pulumi/policy";
import { createPack, PACK_NAME } from "./pack.ts";

// Starts a server and prints its port, which is all that may reach standard output before it: import `pack.ts` anywhere else.
new PolicyPack(PACK_NAME, createPack());
