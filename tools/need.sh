#!/bin/sh
# usage: need.sh PACKAGE...
# Installs the Debian packages that are missing, as root or through sudo, and says which. Silent when nothing is missing.
set -eu
missing=
for package; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
if ! command -v apt-get >/dev/null 2>&1; then
    echo "dulati: this is no Debian system; please install what corresponds to:$missing" >&2
    exit 1
fi
echo "dulati: installing Debian packages:$missing"
root=
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null 2>&1 || { echo "dulati: please run as root: apt-get install$missing" >&2; exit 1; }
    root=sudo
fi
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086
install() { $root apt-get install -y --no-install-recommends $missing >"$log" 2>&1; }
install || { $root apt-get update >"$log" 2>&1 && install; } || { tail -n 5 "$log" >&2; exit 1; }
