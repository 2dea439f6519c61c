#!/usr/bin/env python3
"""How fast, how large, how soon: words a second by stage and overall, peak memory, start-up time.

usage: speed.py DULATI [REPORTS.jsonl...] [--model NAME] [--rounds N] [--csv FILE --label TEXT]

Without reports it codes the example 400 times over. One thread, then all cores; the fastest of N rounds counts, since what slows a round down is
somebody else. A word is a token of the treebanks' kind, punctuation included. --csv appends a row to a table such as bench/speed.csv.
"""
import argparse
import csv
import datetime
import json
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent


def processor():
    try:
        info = open("/proc/cpuinfo", encoding="utf-8").read()
        return info.split("model name")[1].split(":", 1)[1].split("\n")[0].strip()
    except (OSError, IndexError):
        return "unknown"


def once(opt, files, threads):
    done = subprocess.run([opt.dulati, "annotate", "--quiet", "--stats", "--model", opt.model, "--threads", str(threads), *files], stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True)
    if done.returncode == 2:
        sys.exit(done.stderr)
    return json.loads(done.stderr.splitlines()[-1])


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("dulati")
    ap.add_argument("reports", nargs="*")
    ap.add_argument("--model", default="fast")
    ap.add_argument("--rounds", type=int, default=5)
    ap.add_argument("--csv")
    ap.add_argument("--label", default="")
    opt = ap.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        files = opt.reports
        if not files:
            example = (HERE.parent / "examples" / "miners.jsonl").read_text(encoding="utf-8")
            files = [os.path.join(folder, "many.jsonl")]
            open(files[0], "w", encoding="utf-8").write(example * 400)
        empty = os.path.join(folder, "one.jsonl")
        open(empty, "w", encoding="utf-8").write('{"id": "1", "text": "Rebels fled."}\n')
        one = min((once(opt, files, 1) for _ in range(opt.rounds)), key=lambda r: r["coding_ns"])
        cores = os.cpu_count() or 1
        many = min((once(opt, files, cores) for _ in range(opt.rounds)), key=lambda r: r["coding_ns"])
        start = min((once(opt, [empty], 1) for _ in range(opt.rounds)), key=lambda r: r["open_ns"] + r["coding_ns"])
    speed = one["tokens"] / one["coding_ns"] * 1e9
    print("%s, %d cores; %d reports, %d words, %d events" % (processor(), cores, one["reports"], one["tokens"], one["events"]))
    for stage, ns in one["stages_ns"].items():
        print("%-10s %12.0f words/s %8.2f us a word %5.1f %%" % (stage, one["tokens"] / max(ns, 1) * 1e9, ns / one["tokens"] / 1e3, 100 * ns / one["coding_ns"]))
    print("%-10s %12.0f words/s %8.2f us a word          one thread" % ("overall", speed, one["coding_ns"] / one["tokens"] / 1e3))
    print("%-10s %12.0f words/s %8.2f times one thread   %d threads" % ("", many["tokens"] / many["coding_ns"] * 1e9, one["coding_ns"] / many["coding_ns"], cores))
    print("peak memory %.1f MiB with one thread; from start to the first report's events %.1f ms, of which opening %.1f ms" % (
        one["peak_kib"] / 1024, (start["open_ns"] + start["coding_ns"]) / 1e6, start["open_ns"] / 1e6))
    if opt.csv:
        row = {"date": datetime.date.today().isoformat(), "label": opt.label, "processor": processor(), "words_per_s": round(speed),
               **{stage: round(one["tokens"] / max(ns, 1) * 1e9) for stage, ns in one["stages_ns"].items()},
               "scaling": round(one["coding_ns"] / many["coding_ns"], 2), "peak_mib": round(one["peak_kib"] / 1024, 1), "open_ms": round(start["open_ns"] / 1e6, 1)}
        new = not os.path.exists(opt.csv)
        with open(opt.csv, "a", newline="", encoding="utf-8") as out:
            writer = csv.DictWriter(out, list(row))
            if new:
                writer.writeheader()
            writer.writerow(row)


if __name__ == "__main__":
    main()
