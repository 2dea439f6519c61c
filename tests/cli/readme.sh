#!/bin/sh
# usage: readme.sh BUILD
# What the README shows of the example report is what the program prints.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
build=$(cd "$1" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# The indented block that begins with the report's id and ends with dots.
sed -n '/^    steppe-courier/,/^    \.\.\.$/p' "$root/README.md" | sed 's/^    //; /^\.\.\.$/d' > "$folder/shown"
"$build/dulati" code --format table "$root/examples/miners.jsonl" > "$folder/printed"
head -n "$(wc -l < "$folder/shown")" "$folder/printed" > "$folder/head"
if [ -s "$folder/shown" ] && cmp -s "$folder/shown" "$folder/head"; then
    echo "ok 1 - README shows what the program prints"
else
    echo "not ok 1 - README shows what the program prints"
    diff "$folder/shown" "$folder/head" || true
    exit 1
fi
