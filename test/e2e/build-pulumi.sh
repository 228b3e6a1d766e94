#!/usr/bin/env bash
# Builds the Pulumi CLI that the end-to-end tests run, from Go modules, where no suitable one is installed. It is kept in the user's cache,
# where the tests find it. Minutes the first time, nothing afterwards.
set -euo pipefail
cd "$(dirname "$0")/pulumi-cli"

version=v3.245.0
target="${XDG_CACHE_HOME:-$HOME/.cache}/chokepoint/pulumi-$version/bin/pulumi"
[ -x "$target" ] && exit 0

if ! command -v go > /dev/null; then
  echo "build-pulumi.sh: Go is needed to build the Pulumi CLI, and there is none on PATH" >&2
  exit 1
fi
mkdir -p "$(dirname "$target")"
# Under another name until it is complete: an interrupted build must not pass for a CLI.
go build -ldflags "-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=$version" -o "$target.partial" github.com/pulumi/pulumi/pkg/v3/cmd/pulumi
mv "$target.partial" "$target"
