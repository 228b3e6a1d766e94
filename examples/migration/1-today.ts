import { createNetwork } from "../topology/network";

// What has been running for years: no route on the gateway's subnet, and Azure's default for the endpoints' subnet.
createNetwork({});
