#!/bin/sh
# usage: hostile.sh BUILD
# Texts that mean harm are read whole: every word comes out once, in order, and the exit status is 0.
set -eu
dulati=$(cd "$1" && pwd)/dulati
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
number=0 status=0

# NAME FILE [COMMAND]: both commands read it; tokens of CoNLL-U spell the text but for its blanks.
check() {
    number=$((number + 1))
    if "$dulati" annotate --quiet --threads 1 --input text "$2" > "$folder/json" && [ -s "$folder/json" ] &&
        "$dulati" parse --quiet --threads 1 --input text "$2" > "$folder/conllu" &&
        python3 - "$2" "$folder/conllu" << 'END'
import re, sys
text = open(sys.argv[1], "rb").read().decode("utf-8", "replace")
spans = [tuple(map(int, m)) for m in re.findall(r"^[0-9]+\t.*TokenRange=([0-9]+):([0-9]+)$", open(sys.argv[2], encoding="utf-8", newline="\n").read(), re.M)]
at = 0
for start, end in spans:
    assert start >= at and start < end <= len(text), (start, end, at)
    assert not text[at:start].strip(" \t\r\n\x0b\x0c\xa0\u3000\u2028\u2029\ufeff\u200b") or not text[at:start].isprintable(), text[at:start]
    at = end
assert spans or not text.strip()
END
    then
        echo "ok $number - $1"
    else
        echo "not ok $number - $1"
        status=1
    fi
}

make_text() { python3 -c "import sys; sys.stdout.buffer.write(($1).encode('utf-8', 'surrogatepass'))" > "$folder/$2"; }

make_text "'word ' * 60000" endless
check "sixty thousand words without a stop" "$folder/endless"
make_text "'a' * 1000000" letter
check "a megabyte of one letter" "$folder/letter"
make_text "'.' * 200000" stops
check "two hundred thousand stops" "$folder/stops"
make_text "'\"' * 20000" quotes
check "quotation marks alone" "$folder/quotes"
make_text "'( ' * 20000" brackets
check "brackets that never close" "$folder/brackets"
make_text "'\\U0001F600' * 20000" emoji
check "emoji" "$folder/emoji"
make_text "'\\u05e9\\u05dc\\u05d5\\u05dd \\u202e\\u05e2\\u05d5\\u05dc\\u05dd ' * 5000" hebrew
check "text from right to left" "$folder/hebrew"
make_text "''.join(chr(c) for c in range(0x20, 0x110000, 61) if not 0xD800 <= c < 0xE000)" planes
check "characters of every plane" "$folder/planes"
exit $status
