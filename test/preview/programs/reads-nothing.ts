import { Subnet } from "@pulumi/azure-native/network";

Subnet.get("s", "/subscriptions/s/none");
