#!/bin/sh
# usage: tests/run.sh BUILD
# Runs every test of the build and ends with one line that counts them: 'N passed, N failed'.
#
# Unit programs print cmocka's lines in the TAP format ("ok 1 - name", "not ok 2 - name"); shell tests print the same. A program that ends otherwise than by
# its own count (a crash, a sanitizer's finding) counts as one failure.
set -u
here=$(cd "$(dirname "$0")" && pwd)
build=$(cd "$1" && pwd)
log=$(mktemp)
passed=0 failed=0
trap 'rm -f "$log"' EXIT
export CMOCKA_MESSAGE_OUTPUT=TAP
export UBSAN_OPTIONS=print_stacktrace=1

run() { # NAME COMMAND...
    name=$1
    shift
    "$@" >"$log" 2>&1
    status=$?
    good=$(grep -c '^ok ' "$log")
    bad=$(grep -c '^not ok ' "$log")
    if [ "$status" -ne 0 ] && [ "$bad" -eq 0 ] || [ $((good + bad)) -eq 0 ]; then
        bad=$((bad + 1))
        echo "$name: ended with status $status"
    fi
    [ "$bad" -eq 0 ] || sed 's/^/    /' "$log" | grep -v '^    ok ' | head -n 60
    printf '%-28s %4d passed %4d failed\n' "$name" "$good" "$bad"
    passed=$((passed + good)) failed=$((failed + bad))
}

for program in "$build"/tests/test_*; do
    [ -x "$program" ] && [ ! -d "$program" ] && run "$(basename "$program")" "$program"
done
run cli/cases python3 "$here/cli/run_cases.py" "$build"
for script in "$here"/cli/*.sh; do
    [ -e "$script" ] && run "cli/$(basename "$script")" sh "$script" "$build"
done
echo
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
