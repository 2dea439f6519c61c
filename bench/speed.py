#!/usr/bin/env python3
"""How fast, how large, how soon: words a second by stage and overall, peak memory, start-up time.

usage: speed.py DULATI [REPORTS.jsonl...] [--model NAME] [--rounds N] [--lengths] [--instructions] [--csv FILE --label TEXT]

Without reports it codes the example 400 times over. One thread, then all cores; the fastest of N rounds counts, since what slows a round down is
somebody else. A word is a token of the treebanks' kind, punctuation included. --csv appends a row to a table such as bench/speed.csv.
"""
import argparse
import csv
import datetime
import json
import os
import pathlib
import shutil
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


# The function that is a stage, as callgrind names it.
STAGES = {"text": "dul_text_find", "syntax": "dul_parser_run", "mentions": "dul_phrase_find_typed", "time": "dul_timex_find", "place": "dul_toponym_find",
          "names": "dul_mention_find", "speech": "dul_attribution_find", "event": "dul_event_find", "all": "dulati_annotate"}


def extensions():
    """What the processor can do that the arithmetic uses."""
    try:
        flags = open("/proc/cpuinfo", encoding="utf-8").read().split("flags")[1].split("\n")[0].split()
    except (OSError, IndexError):
        return ""
    return " ".join(flag for flag in flags if flag in ("avx2", "fma", "f16c", "avx_vnni", "avx512f", "avx512bw", "avx512vl", "avx512dq", "avx512_vnni"))


def lengths(opt, folder):
    """`dulati parse` against the length of sentences, given as CoNLL-U; processor time, so that other programs count for little."""
    words = "The minister of the interior said on Monday that farmers in the north had blocked three roads and that police would clear them soon .".split()
    print("sentences of n tokens: processor time of dulati parse --conllu")
    for n in (10, 20, 50, 100, 200, 500, 1000, 2000):
        path = os.path.join(folder, "length.conllu")
        with open(path, "w", encoding="utf-8") as out:
            for _ in range(40000 // n):
                out.writelines("%d\t%s\t_\t_\t_\t_\t_\t_\t_\t_\n" % (i + 1, words[i % len(words)]) for i in range(n))
                out.write("\n")
        best = None
        for _ in range(opt.rounds):
            done = subprocess.run([opt.dulati, "parse", "--quiet", "--stats", "--model", opt.model, "--threads", "1", "--conllu", path], stdout=subprocess.DEVNULL,
                                  stderr=subprocess.PIPE, text=True)
            found = json.loads(done.stderr.splitlines()[-1])
            ns = found["processor_ns"] / found["tokens"]
            best = ns if best is None else min(best, ns)
        print("%10d %10.2f us a word" % (n, best / 1e3))


def instructions(opt, folder):
    """Instructions a word by stage, counted by valgrind, which knows no AVX-512: the AVX2 variant is counted."""
    if shutil.which("valgrind") is None:
        print("instructions a word: valgrind is not there")
        return
    example = (HERE.parent / "examples" / "miners.jsonl").read_text(encoding="utf-8")
    counts = []
    for times in (1, 11):
        path, out = os.path.join(folder, "few.jsonl"), os.path.join(folder, "callgrind.out")
        open(path, "w", encoding="utf-8").write(example * times)
        done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=" + out, opt.dulati, "annotate", "--quiet", "--stats", "--threads", "1",
                               "--model", opt.model, path], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        tokens = next(json.loads(line)["tokens"] for line in done.stderr.splitlines() if line.startswith("{"))
        lines = subprocess.run(["callgrind_annotate", "--inclusive=yes", "--threshold=100", out], stdout=subprocess.PIPE, text=True).stdout.splitlines()
        # A line: "12,345 (12.3%)  file:function [object]"
        found = {name: next((int(line.split()[0].replace(",", "")) for line in lines if ":" + function + " " in line + " "), 0) for name, function in STAGES.items()}
        counts.append((tokens, found))
    (few, first), (many, second) = counts
    for name in STAGES:
        print("%-10s %12.0f instructions a word (AVX2 variant)" % (name, (second[name] - first[name]) / (many - few)))


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("dulati")
    ap.add_argument("reports", nargs="*")
    ap.add_argument("--model", default="fast")
    ap.add_argument("--rounds", type=int, default=5)
    ap.add_argument("--lengths", action="store_true", help="cost against the length of sentences, too")
    ap.add_argument("--instructions", action="store_true", help="instructions a word, too (needs valgrind)")
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
        if opt.lengths:
            lengths(opt, folder)
        if opt.instructions:
            instructions(opt, folder)
    speed = one["tokens"] / one["coding_ns"] * 1e9
    print("%s (%s), %d cores; %d reports, %d words, %d events" % (processor(), extensions(), cores, one["reports"], one["tokens"], one["events"]))
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
