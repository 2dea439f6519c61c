#!/usr/bin/env python3
"""Figures for each PLOVER type: what is found, what is missed and for what it is taken.

usage: by_type.py DULATI GOLD.jsonl [--modes] [--csv FILE --label TEXT]

GOLD holds a report a line with its events: {"id", "text", "events": [{"type", "mode"}]}, such as the PLOVER gold standard records. An event of the program
counts when its status is actual; within a report each type (or type and mode) is matched as often as both sides have it. "taken for" names the types that the
program gave instead, in reports where the type was missed.
"""
import argparse
import collections
import json
import pathlib
import subprocess

import figures


def label(event, modes):
    return event["type"] + ("." + event["mode"] if modes and event.get("mode") else "")


def count(golds, preds, modes):
    """Counts of hits, false and missed events for each label, and what stood in the place of the missed."""
    hit, false, missed = collections.Counter(), collections.Counter(), collections.Counter()
    instead = collections.defaultdict(collections.Counter)
    for gold in golds:
        want = collections.Counter(label(event, modes) for event in gold["events"])
        got = collections.Counter(label(event, modes) for event in preds.get(gold["id"], []) if event.get("status", "actual") == "actual")
        hit.update(want & got)
        false.update(got - want)
        missed.update(want - got)
        for kind in want - got:
            instead[kind].update(list(got - want) or ["nothing"])
    return hit, false, missed, instead


def percent(part, whole):
    return 100 * part / whole if whole else 0.0


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("dulati", type=pathlib.Path)
    ap.add_argument("gold", type=pathlib.Path)
    ap.add_argument("--modes", action="store_true", help="types with their modes")
    ap.add_argument("--csv", type=pathlib.Path, help="add the figures to this table, in the place of rows of the same label")
    ap.add_argument("--label", default="")
    opt = ap.parse_args()
    golds = [json.loads(line) for line in opt.gold.open(encoding="utf-8") if line.strip()]
    done = subprocess.run([str(opt.dulati), "annotate", "--quiet", str(opt.gold)], capture_output=True, text=True, check=True)
    preds = {doc["id"]: doc.get("events", []) for doc in map(json.loads, done.stdout.splitlines())}
    hit, false, missed, instead = count(golds, preds, opt.modes)
    rows = []
    print("%-24s %5s %6s %6s %6s   %s" % ("type", "gold", "P", "R", "F1", "taken for"))
    for kind in sorted(set(hit) | set(false) | set(missed)):
        p, r = percent(hit[kind], hit[kind] + false[kind]), percent(hit[kind], hit[kind] + missed[kind])
        f1 = 2 * p * r / (p + r) if p + r else 0.0
        others = ", ".join("%s %d" % pair for pair in instead[kind].most_common(3))
        print("%-24s %5d %6.1f %6.1f %6.1f   %s" % (kind, hit[kind] + missed[kind], p, r, f1, others))
        for metric, value in (("P", p), ("R", r), ("F1", f1)):
            rows.append(figures.figure(opt.label, "events/" + opt.gold.name.split(".")[0], "%s %s" % (kind, metric), round(value, 1)))
    if opt.csv:
        figures.keep(opt.csv, rows)


if __name__ == "__main__":
    main()
