#!/bin/sh
# usage: threads.sh BUILD
# The output is the same to the byte for 1, 2 and 8 threads. Under `make tsan` the thread sanitizer watches.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
dulati=$(cd "$1" && pwd)/dulati
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for i in $(seq 40); do
    cat "$here"/../../examples/*.jsonl
    [ $((i % 7)) -ne 0 ] || echo '{"id": "broken", "text": 1}'
done > "$folder/many.jsonl"
number=0 status=0
for command in "annotate --tokens" "code --format csv" parse; do
    "$dulati" $command --threads 1 "$folder/many.jsonl" > "$folder/1" 2> "$folder/1.err" || true
    for threads in 2 8; do
        number=$((number + 1))
        "$dulati" $command --threads $threads "$folder/many.jsonl" > "$folder/n" 2> "$folder/n.err" || true
        if cmp -s "$folder/1" "$folder/n" && cmp -s "$folder/1.err" "$folder/n.err" && [ -s "$folder/n" ]; then
            echo "ok $number - $command with $threads threads"
        else
            echo "not ok $number - $command with $threads threads"
            status=1
        fi
    done
done
exit $status
