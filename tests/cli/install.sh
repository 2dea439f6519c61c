#!/bin/sh
# usage: tests/cli/install.sh BUILD
# An installation at a place of its own: a program compiles against it by way of pkg-config, shared and static, and codes a text.
build=$1
here=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sanitize=$(grep -qE '^DULATI_(SANITIZE|TSAN):BOOL=ON' "$build/CMakeCache.txt" && echo yes)
[ -z "$sanitize" ] || { echo "ok 1 - an installation (not under sanitizers, whose flags dulati.pc does not name)"; exit 0; }

cmake --install "$build" --prefix "$work/moved" > "$work/log" 2>&1 || { cat "$work/log"; echo "not ok 1 - an installation"; exit 1; }
PKG_CONFIG_PATH=$(dirname "$(find "$work/moved" -name dulati.pc)")
export PKG_CONFIG_PATH
libraries=$(dirname "$(find "$work/moved" -name libdulati.a)")
status=0

try() { # NUMBER, TITLE, COMPILER FLAGS: the program builds and counts one event
    number=$1 title=$2
    shift 2
    if ${CC:-cc} "$here/examples/count_types.c" "$@" -o "$work/count" > "$work/log" 2>&1 &&
        echo 'Police in Taraz arrested two reporters on Tuesday.' |
        LD_LIBRARY_PATH=$libraries "$work/count" "$work/moved/share/dulati" 2022-01-14 | grep -q 'COERCE'; then
        echo "ok $number - $title"
    else
        cat "$work/log"
        echo "not ok $number - $title"
        status=1
    fi
}

# shellcheck disable=SC2046
try 1 "a program on the shared library" $(pkg-config --cflags --libs dulati)
# shellcheck disable=SC2046
try 2 "a program on the static library" $(pkg-config --static --cflags --libs dulati) -static
exit $status
