#!/bin/sh
# usage: run.sh BUILD SECONDS
# libFuzzer on every target for that many seconds each, from the committed corpus; findings stay in BUILD/findings.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
build=$1 seconds=$2
mkdir -p "$build/findings"
for target in "$build"/tests/fuzz_*; do
    [ -x "$target" ] && [ ! -d "$target" ] || continue
    name=$(basename "$target")
    mkdir -p "$build/corpus/$name"
    echo "$name"
    "$target" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 -max_len=65536 -print_final_stats=0 \
        -artifact_prefix="$build/findings/$name-" "$build/corpus/$name" "$here/corpus/$name" 2>&1 | tail -n 2
done
