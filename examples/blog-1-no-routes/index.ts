import { createNetwork } from "../topology/network";

// The hub has a firewall, but no route leads to it.
createNetwork({});
