#!/bin/sh
# usage: example.sh BUILD
# The C example, built against the shared library and the public header alone, counts what it should.
set -eu
build=$(cd "$1" && pwd)
got=$(echo 'Police in Taraz arrested two reporters on Tuesday.' | "$build/tests/count_types" "$build/share/dulati" 2022-01-14)
if [ "$got" = "COERCE 1" ]; then
    echo "ok 1 - count_types"
else
    echo "not ok 1 - count_types printed: $got"
    exit 1
fi
