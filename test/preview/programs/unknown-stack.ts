import { StackReference } from "@pulumi/pulumi";

new StackReference("a/b/c");
