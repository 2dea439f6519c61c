#!/usr/bin/env python3
"""Audit of the most violent codings: which of them are events?

usage: audit.py list  DULATI REPORTS... [--fold 1/3] [--seed N] [--n 100] [--per-report 2] [--verdicts bench/audit.csv] [--all]
       audit.py score DULATI REPORTS... [--fold 1/3] [--seed N] [--n 100] [--per-report 2] [--verdicts bench/audit.csv]
       audit.py judge VERDICTS < LINES

REPORTS are JSON Lines as `dulati code` reads them, best a corpus that nobody made rules with. The events whose status is `actual` are ordered by their score,
the most hostile first, ties by a hash of the seed; at most two a report are taken, a hundred in all. --fold K/N takes the K-th part of the reports, drawn by a
hash of the id, so that there is always a part that nobody has read. The sample depends on the reports, the program and the options alone.

`list` prints them for reading, those without a verdict only (all, with --all). `judge` reads lines `EVENT right` or `EVENT wrong KIND` and adds them to the
table of verdicts; `score` counts. An event is known by a hash of the report's id, its place in the text, its type and its parties' codes: the table holds no
word of any report, and a coding that changes is unread again.
"""
import argparse
import collections
import csv
import hashlib
import json
import pathlib
import subprocess
import sys

FIELDS = ["event", "verdict", "kind"]


def digest(*parts):
    return hashlib.sha256("\x1f".join(str(part) for part in parts).encode("utf-8")).hexdigest()[:16]


def codes(parties):
    return ",".join(sorted({code for party in parties for code in party["codes"]}))


def event_key(event):
    return digest(event["doc"], event["start"], event["type"], codes(event["actors"]), codes(event["recipients"]))


def coded(dulati, paths):
    for path in paths:
        done = subprocess.run([dulati, "code", "--quiet", "--format", "jsonl", path], capture_output=True, text=True, check=False)
        for line in done.stdout.splitlines():
            event = json.loads(line)
            if "error" not in event:
                yield event


def sample(events, fold, seed, n, per_report):
    part, parts = (int(number) for number in fold.split("/"))
    taken, of_report = [], collections.Counter()
    events = [event for event in events if event["status"] == "actual" and int(digest("fold", event["doc"]), 16) % parts == part - 1]
    for event in sorted(events, key=lambda event: (event["score"], digest(seed, event["doc"], event["start"]))):
        if of_report[event["doc"]] < per_report and len(taken) < n:
            of_report[event["doc"]] += 1
            taken.append(event)
    return taken


def read_verdicts(path):
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["event"]: row for row in csv.DictReader(file)}


def write_verdicts(path, verdicts):
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, FIELDS, lineterminator="\n")
        table.writeheader()
        table.writerows(verdicts[key] for key in sorted(verdicts))


def parties(event, side):
    return "; ".join("%s [%s]" % (party["text"], ",".join(party["codes"])) for party in event[side]) or "-"


def show(event, number):
    place, date = event["place"], event["date"]
    print("%d  %s  %s %s %.1f  trigger '%s'  %s  (%s)" % (number, event_key(event), event["type"], event["mode"] or "-", event["score"], event["trigger"],
                                                         event["rule"], event["doc"]))
    print("   %s -> %s" % (parties(event, "actors"), parties(event, "recipients")))
    print("   %s %s; %s %s; %s" % (date["start"] if date else "-", event["date_how"], "%s %s" % (place["name"], place["country"]) if place else "-",
                                  event["place_how"], ", ".join("%s %s-%s" % (q["kind"], q["min"], q["max"]) for q in event["quantities"])))
    print("   %s" % " ".join(event["text"].split()))


def command_list(options):
    verdicts = read_verdicts(options.verdicts)
    for number, event in enumerate(sample(coded(options.dulati, options.reports), options.fold, options.seed, options.n, options.per_report), 1):
        if options.all or event_key(event) not in verdicts:
            show(event, number)


def command_score(options):
    verdicts = read_verdicts(options.verdicts)
    taken = sample(coded(options.dulati, options.reports), options.fold, options.seed, options.n, options.per_report)
    kinds, types, right, unread = collections.Counter(), collections.Counter(), 0, 0
    for event in taken:
        row = verdicts.get(event_key(event))
        if row is None:
            unread += 1
        elif row["verdict"] == "right":
            right += 1
            types[event["type"], "right"] += 1
        else:
            kinds[row["kind"]] += 1
            types[event["type"], "wrong"] += 1
    read = len(taken) - unread
    print("%d events, %d read, %d right: %.1f per cent" % (len(taken), read, right, 100 * right / max(read, 1)))
    for kind, count in kinds.most_common():
        print("  %4d  %s" % (count, kind))
    for name in sorted({name for name, _ in types}):
        print("  %-10s %d of %d right" % (name, types[name, "right"], types[name, "right"] + types[name, "wrong"]))


def command_judge(options):
    verdicts = read_verdicts(options.verdicts)
    for line in sys.stdin:
        words = line.split()
        if not words:
            continue
        if len(words) < 2 or words[1] not in ("right", "wrong") or (words[1] == "wrong") != (len(words) == 3):
            sys.exit("not a verdict: %s" % line.strip())
        verdicts[words[0]] = {"event": words[0], "verdict": words[1], "kind": words[2] if len(words) == 3 else ""}
    write_verdicts(options.verdicts, verdicts)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("list", "score"):
        command = commands.add_parser(name)
        command.add_argument("dulati")
        command.add_argument("reports", nargs="+")
        command.add_argument("--fold", default="1/1")
        command.add_argument("--seed", default="1")
        command.add_argument("--n", type=int, default=100)
        command.add_argument("--per-report", type=int, default=2)
        command.add_argument("--verdicts", type=pathlib.Path, default=pathlib.Path(__file__).with_name("audit.csv"))
    commands.choices["list"].add_argument("--all", action="store_true")
    commands.add_parser("judge").add_argument("verdicts", type=pathlib.Path)
    options = parser.parse_args()
    {"list": command_list, "score": command_score, "judge": command_judge}[options.command](options)


if __name__ == "__main__":
    main()
