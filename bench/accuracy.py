#!/usr/bin/env python3
"""Run dulati over the public corpora and put the scorers' figures into a table.

usage: accuracy.py DULATI BENCH_FOLDER [--cases FOLDER] [--csv bench/accuracy.csv] [--label TEXT] [--only NAME] [--model NAME]

BENCH_FOLDER holds the corpora and their scorers (score_*.py), one folder a corpus: ud, events, geo, time, attribution, india, muc4, case2021. A corpus that is not
there is passed over. One row a figure: date, label, corpus, metric, value (per cent, or a count). A row of the same label, corpus and metric is replaced,
so that the table says what each labelled state of the program reached.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile

import figures


def run(*command, **options):
    """dulati is a list in all suites: the program, and --model where one is named."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, check=False, **options)
    return done.stdout


def annotate(dulati, documents, out, command="annotate"):
    out.write_text(run(dulati[0], command, "--quiet", *dulati[1:], documents), encoding="utf-8")
    return out


def scored(bench, scorer, *arguments):
    return json.loads(run(sys.executable, bench / scorer, *arguments, "--json"))


def percent(value):
    return round(100 * value, 1)


def ud(dulati, bench, work):
    """Trees with gold tokens and from raw text."""
    scorer = bench / "score_ud.py"
    for name, file, only in (("ewt", "en_ewt-ud-dev.conllu.xz", ""), ("gum", "en_gum-ud-dev.conllu.xz", ""), ("gum-news", "en_gum-ud-dev.conllu.xz", "^GUM_news_")):
        gold = bench / "ud" / file
        docs = ["--docs", only] if only else []
        for how, what, given in (("gold-tokens", "blank", "conllu"), ("raw", "text", "text")):
            source = work / "source"
            source.write_text(run(sys.executable, scorer, what, gold, *docs), encoding="utf-8")
            system = work / "system.conllu"
            system.write_text(run(dulati[0], "parse", "--quiet", *dulati[1:], "--input", given, source), encoding="utf-8")
            for line in run(sys.executable, scorer, gold, system, *docs).splitlines():
                words = line.split()
                if words and words[0] in ("Tokens", "Sentences", "UPOS", "Lemmas", "UAS", "LAS") and (how == "raw" or words[0] not in ("Tokens", "Sentences")):
                    yield "ud/%s %s" % (name, how), words[0], float(words[3])


def events(dulati, bench, work):
    for name in ("plover-gsr", "ngec-headlines"):
        gold = bench / "events" / (name + ".dev.jsonl")
        pred = annotate(dulati, gold, work / "pred")
        run(sys.executable, bench / "score_events.py", gold, "--pred", pred, "--json", work / "json")
        for suite in json.loads((work / "json").read_text(encoding="utf-8")).values():
            for metric in ("type", "type+mode", "type+act.code", "type+act+rec", "type+codes+rec"):
                if suite[metric]["gold"]:
                    yield "events/" + name, metric + " F1", percent(suite[metric]["f1"])
                    yield "events/" + name, metric + " R", percent(suite[metric]["r"])


def actors(dulati, bench, work):
    gold = bench / "events" / "ngec-actors.dev.jsonl"
    figures = scored(bench, "score_actors.py", gold, annotate(dulati, gold, work / "pred", "actors"))
    for metric in ("country", "sector", "both"):
        yield "events/ngec-actors", metric, percent(figures[metric]["accuracy"])


def geo(dulati, bench, work):
    for name in ("geowebnews", "lgl", "geovirus"):
        pred = annotate(dulati, bench / "geo" / (name + ".dev.docs.jsonl"), work / "pred")
        figures = scored(bench, "score_geo.py", bench / "geo" / (name + ".dev.gold.jsonl"), pred)
        yield "geo/" + name, "recognition overlap F1", percent(figures["overlap"]["f1"])
        yield "geo/" + name, "accuracy@161km of recognised", percent(figures["recognised"]["acc161"])
        yield "geo/" + name, "end to end F1", percent(figures["end_to_end"]["f1"])


def time(dulati, bench, work):
    pred = annotate(dulati, bench / "time" / "meantime.dev.docs.jsonl", work / "pred")
    figures = scored(bench, "score_time.py", bench / "time" / "meantime.dev.gold.jsonl", pred)
    for metric in ("strict", "relaxed", "value"):
        yield "time/meantime", metric + " F1", percent(figures[metric]["f1"])


def attribution(dulati, bench, work):
    docs = bench / "attribution" / "polnear.dev.docs.jsonl"
    figures = scored(bench, "score_attribution.py", bench / "attribution" / "polnear.dev.gold.jsonl", annotate(dulati, docs, work / "pred"), docs)
    yield "attribution/polnear", "cue overlap F1", percent(figures["cue_overlap"]["f1"])
    yield "attribution/polnear", "source exact given cue", percent(figures["source_given_cue_exact"])
    yield "attribution/polnear", "lenient triple F1", percent(figures["triple_lenient"]["f1"])


def lines_of(corpus, output, wanted):
    """Figures of scorers that print a table: (metric, first word of its line, which number from the left)."""
    for line in output.splitlines():
        for metric, first, index in wanted:
            words = line.split()
            if line.startswith(first):
                numbers = [word for word in words if word.replace(".", "").isdigit()]
                yield corpus, metric, percent(float(numbers[index]))


def india(dulati, bench, work):
    pred = annotate(dulati, bench / "india" / "dev.docs.jsonl", work / "pred")
    output = run(sys.executable, bench / "score_india.py", "--gold", bench / "india" / "dev.gold.jsonl", "--pred", pred)
    yield from lines_of("india", output.split("document-level")[0], [("sentences, mean F1 of four classes", "  mean of class F1", 1)])


def muc4(dulati, bench, work):
    pred = annotate(dulati, bench / "muc4" / "dev.docs.jsonl", work / "pred")
    output = run(sys.executable, bench / "score_muc4.py", "--gold", bench / "muc4" / "dev.gold.jsonl", "--pred", pred)
    yield from lines_of("muc4", output[output.find("\nhead"):output.find("\ntype")], [("role fillers, head micro F1", "  micro", 2)])


def case2021(dulati, bench, work):
    pred = annotate(dulati, bench / "case2021" / "dev.docs.jsonl", work / "pred")
    output = run(sys.executable, bench / "score_case.py", "--gold", bench / "case2021" / "dev.gold.jsonl", "--pred", pred)
    first = next(line for line in output.splitlines() if line.startswith("subtask1"))
    yield "case2021", "ACLED sub-events, weighted F1", percent(float(first.split()[-1]))


def cases(dulati, folder, work):
    for case in sorted(path.parent for path in folder.glob("*/expected.json")):
        pred = annotate(dulati, case / "doc.jsonl", work / "pred")
        last = run(sys.executable, folder / "score_facts.py", case, pred, "--quiet").splitlines()[-1]
        yield "cases/" + case.name, "rows of " + last.split()[2], int(last.split()[0])


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("dulati", type=pathlib.Path)
    ap.add_argument("bench", type=pathlib.Path)
    ap.add_argument("--cases", type=pathlib.Path)
    ap.add_argument("--csv", type=pathlib.Path)
    ap.add_argument("--label", default="")
    ap.add_argument("--only", default="")
    ap.add_argument("--model", help="fast (the default) or accurate: say so in the label")
    opt = ap.parse_args()
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        suites = [(suite.__name__ if suite is not actors else "events", suite, opt.bench) for suite in (ud, events, actors, geo, time, attribution, india, muc4, case2021)]
        suites += [("cases", cases, opt.cases)] if opt.cases else []
        for name, suite, data in suites:
            if opt.only not in ("", name) or not (name == "cases" or (data / name).is_dir()):
                continue
            for corpus, metric, value in suite([opt.dulati, *(["--model", opt.model] if opt.model else [])], data, work):
                print("%-24s %-38s %6s" % (corpus, metric, value), flush=True)
                rows.append(figures.figure(opt.label, corpus, metric, value))
    if opt.csv:
        figures.keep(opt.csv, rows)


if __name__ == "__main__":
    main()
