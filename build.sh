#!/usr/bin/env bash
# Builds, tests and shows the module: ./build.sh [Task...], the tasks being those of build.ps1.
# It hands over to build.ps1 when there is a PowerShell, on PATH or as the .NET tool that .config/dotnet-tools.json pins.
# Where there is none, it does what needs none: Build, Demo (from C#), Test (xunit), Chaos (without cmdlets) and Clean.
set -euo pipefail
cd "$(dirname "$0")"
[ $# -gt 0 ] || set -- Build

if command -v pwsh >/dev/null; then
    exec pwsh -NoProfile -File build.ps1 "$@"
elif dotnet tool restore >/dev/null 2>&1; then
    exec dotnet tool run pwsh -- -NoProfile -File build.ps1 "$@"
fi

options=(-c Release --nologo --tl:off -v:q)

say() {
    { echo; printf '*** %s\n' "$@"; echo; } >&2
}

build() {
    dotnet build src/DbAccounts.PowerShell -t:Layout "${options[@]}"
    echo "Built out/DbAccounts."
}

# The numbers of all .trx files, one attribute of their <Counters> added up.
count() {
    { grep -ho '<Counters [^>]*' out/test-results/*.trx || true; } | sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" | awk '{ n += $1 } END { print n + 0 }'
}

run_tests() {
    local status=0 total executed passed failed
    rm -rf out/test-results
    build
    dotnet test DbAccounts.sln "${options[@]}" --logger trx --logger 'console;verbosity=minimal' \
        --results-directory out/test-results || status=$?
    total=$(count total) executed=$(count executed) passed=$(count passed)
    say "SKIPPED: the Pester tests of the cmdlets, because no PowerShell was found." \
        "Put pwsh (7.4 or later) on PATH and run ./build.sh Test again to run them."
    # A run that did not get as far as a failed test, or to any, has failed all the same.
    [ "$executed" -gt 0 ] || status=1
    failed=$((executed - passed))
    [ "$status" -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
    echo "$passed passed, $failed failed, $((total - executed)) skipped"
    return $status
}

for task in "$@"; do
    case "${task,,}" in
        build) build ;;
        demo)
            say "No PowerShell was found: this is the main job from C#. With pwsh on PATH, Demo shows the cmdlets."
            dotnet run --project examples/csharp -c Release ;;
        test) run_tests ;;
        chaos)
            dotnet run --project tests/DbAccounts.Chaos -c Release -- run
            dotnet run --project tests/DbAccounts.Chaos -c Release -- rate
            say "SKIPPED: the runbook that is killed again and again, because no PowerShell was found." ;;
        clean) rm -rf out && dotnet clean DbAccounts.sln "${options[@]}" ;;
        *) say "The task $task needs PowerShell (7.4 or later), and none was found: put pwsh on PATH."; exit 1 ;;
    esac
done
