import { RouteTable } from "@pulumi/azure-native/network";

new RouteTable("rt", { resourceGroupName: "net" });
new RouteTable("rt", { resourceGroupName: "net" });
