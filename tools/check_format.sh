#!/bin/sh
# Fails and names the files whose layout differs from clang-format's.
set -eu
cd "$(dirname "$0")/.."
bad=0
for file in $(git ls-files '*.c' '*.h' | grep -v '_table.c'); do
    clang-format "$file" | cmp -s - "$file" || { echo "layout: $file (make format)"; bad=1; }
done
exit $bad
