#!/bin/sh
# usage: check_tidy.sh BUILD
# clang-tidy over the library and the program with the checks of .clang-tidy; any finding fails.
set -eu
cd "$(dirname "$0")/.."
git ls-files 'src/*.c' 'cli/*.c' | grep -v '_table.c' | grep -v '_neon.c$' |
    xargs -P 2 -n 8 clang-tidy -p "$1" --quiet --warnings-as-errors='*' 2>/dev/null
