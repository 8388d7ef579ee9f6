#!/usr/bin/env bash
# Builds, tests and shows the module: ./build.sh [Task...], the tasks being those of build.ps1.
# It finds the PowerShell that runs build.ps1: the one on PATH where that is 7.4 or later, or else the .NET tool that
# .config/dotnet-tools.json pins. Nothing is installed globally.
set -euo pipefail
cd "$(dirname "$0")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 POWERSHELL_TELEMETRY_OPTOUT=1

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

command -v dotnet >/dev/null || fail "The .NET SDK 10 is needed, and there is no dotnet on PATH."

if [[ "$(pwsh --version 2>/dev/null)" =~ ^PowerShell\ ([0-9]+)\.([0-9]+) ]] &&
    ((BASH_REMATCH[1] * 1000 + BASH_REMATCH[2] >= 7004)); then
    exec pwsh -NoProfile -File build.ps1 "$@"
fi

restored=$(dotnet tool restore 2>&1) ||
    fail "$restored" "There is no PowerShell 7.4 or later on PATH, and the one that .config/dotnet-tools.json pins could not be restored."
exec dotnet tool run pwsh -- -NoProfile -File build.ps1 "$@"
