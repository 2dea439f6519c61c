#!/usr/bin/env python3
"""How well mentions are found: exact spans and types, precision, recall and F1.

usage: mentions.py DULATI BENCH [--model NAME] [--worst N] [--csv bench/accuracy.csv --label TEXT]

BENCH is a folder with ud/en_gum-ud-dev.conllu.xz and re3d/dev.docs.jsonl, dev.gold.jsonl. GUM is read with its own tokens and sentences, re3d as raw text.

How types are compared
    GUM, ten     the classes of the corpus itself: person organization place object event time substance animal abstract plant
    GUM, four    what dulati's types can tell apart there: person (person, role, nationality), organisation, place (geopolitical, location), other
                 (all else); what is not dulati's class but only a nationality by its word (an adjective) is left out, for GUM has no such mentions. The
                 name of a country that acts may be an organisation to GUM and is geopolitical to dulati: that counts as organisation where the class says so.
    re3d         Organisation: organisation, and several persons (person, role or nationality with a head in the plural, "we"), as that corpus has it, and
                 a country that acts (geopolitical, subject of a verb); Person: person or role in the singular; Location: other geopolitical, location;
                 Nationality: adjectives. Only these four types of re3d count. It marks no possessive pronouns, leaves off the 's and what follows a
                 comma; so the bench does, too.
"""
import argparse
import collections
import json
import lzma
import pathlib
import re
import subprocess
import sys
import tempfile

import figures

FOUR = {"person": "person", "organization": "organisation", "place": "place"}
FOUND = []  # (corpus, metric, value) of what was shown
RE3D = ("Organisation", "Person", "Location", "Nationality")


def read_conllu(lines):
    """(document, words) a sentence; words are lists of columns."""
    doc, words = "", []
    for line in lines:
        line = line.rstrip("\n")
        if line.startswith("# newdoc id"):
            doc = line.split("=", 1)[1].strip()
        elif line.startswith("#"):
            continue
        elif line:
            columns = line.split("\t")
            if columns[0].isdigit():
                words.append(columns)
        elif words:
            yield doc, words
            words = []


def field(misc, name):
    found = re.search(r"(?:^|\|)%s=([^|]*)" % name, misc)
    return found.group(1) if found else ""


def brackets(words):
    """(first, end, fields) of the mentions of a sentence."""
    out, opened = [], collections.defaultdict(list)
    for i, columns in enumerate(words):
        for piece in re.findall(r"\([^()]*\)?|[^()]+\)", field(columns[9], "Entity")):
            fields = piece.strip("()").split("-")
            if piece.startswith("("):
                if piece.endswith(")"):
                    out.append((i, i + 1, fields))
                else:
                    opened[fields[0]].append((i, fields))
            elif opened[fields[0]]:
                first, fields = opened[fields[0]].pop()
                out.append((first, i + 1, fields))
    return out


def head_of(words, first, end):
    return next((w for w in words[first:end] if not first < int(w[6]) <= end), words[first])


class Score:
    def __init__(self):
        self.both = self.gold = self.found = 0
        self.types = collections.defaultdict(lambda: [0, 0, 0])

    def add(self, gold, found):
        """Collections of (..., type)."""
        gold, found = collections.Counter(gold), collections.Counter(found)
        for index, counter in enumerate((gold & found, gold, found)):
            for item, n in counter.items():
                self.types[item[-1]][index] += n

    def show(self, name):
        total = [sum(column) for column in zip(*self.types.values())] or [0, 0, 0]
        for label, (both, gold, found) in [("all", total)] + sorted(self.types.items(), key=lambda item: -item[1][1]):
            precision, recall = both / max(found, 1), both / max(gold, 1)
            f1 = 200 * precision * recall / max(precision + recall, 1e-9)
            FOUND.append(("mentions/" + name, label + " F1", round(f1, 1)))
            print("%-18s %-14s %6d gold %6d found   P %5.1f  R %5.1f  F1 %5.1f" % (
                name, label, gold, found, 100 * precision, 100 * recall, f1))


def run(dulati, model, arguments):
    command = [dulati, "parse", "--quiet", *(["--model", model] if model else []), *arguments]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    if done.returncode > 1:
        sys.exit(done.returncode)
    return list(read_conllu(done.stdout.split("\n")))


def four(gum):
    return FOUR.get(gum, "other")


def bench_gum(dulati, model, bench, worst):
    gold = list(read_conllu(lzma.open(bench + "/ud/en_gum-ud-dev.conllu.xz", "rt", encoding="utf-8")))
    with tempfile.NamedTemporaryFile("w", suffix=".conllu", encoding="utf-8") as blank:
        for _, words in gold:
            for i, w in enumerate(words):
                blank.write("%d\t%s\t_\t_\t_\t_\t_\t_\t_\t%s\n" % (i + 1, w[1], "SpaceAfter=No" if "SpaceAfter=No" in w[9] else "_"))
            blank.write("\n")
        blank.flush()
        found = run(dulati, model, ["--conllu", blank.name])
    if [len(w) for _, w in gold] != [len(w) for _, w in found]:
        sys.exit("other tokens than given")
    scores = {name: Score() for name in ("GUM news, ten", "GUM news, four", "GUM, ten", "GUM, four")}
    wrong = []
    for (doc, words), (_, analysed) in zip(gold, found):
        wanted = [(first, end, fields[1]) for first, end, fields in brackets(words)]
        have = [(first, end, fields[1]) for first, end, fields in brackets(analysed) if fields[1] != "none"]
        for genre in ["GUM"] + ["GUM news"] * ("_news_" in doc):
            scores[genre + ", ten"].add(wanted, have)
            scores[genre + ", four"].add([(a, b, four(t)) for a, b, t in wanted], [(a, b, four(t)) for a, b, t in have])
        if "_news_" in doc:
            wrong += [("missed" if item in wanted else "wrong ", item[2], " ".join(w[1] for w in words[item[0]:item[1]])) for item in sorted(set(wanted) ^ set(have))]
    for name, score in scores.items():
        score.show(name)
    for item in wrong[:worst]:
        print("   ", *item)


def re3d_mention(words, first, end, fields):
    """(end, type) by the habits of re3d; the type is None where it marks nothing."""
    head = head_of(words, first, end)
    if head[4] in ("PRP$", "WP$", "WP", "WDT"):
        return end, None
    plural = "Number=Plur" in head[5]
    comma = next((i for i in range(int(head[0]), end) if words[i][1] == ","), end)
    end = comma if comma > first else end
    if words[end - 1][4] == "POS" and end - 1 > first:
        end -= 1
    if fields[2] == "nationality":
        return end, "Nationality" if fields[1] == "none" else "Organisation"
    if fields[2] in ("person", "role"):
        return end, "Organisation" if plural else "Person"
    if fields[2] == "geopolitical":
        return end, "Organisation" if head[7].startswith("nsubj") and head[3] == "PROPN" else "Location"
    return end, {"organisation": "Organisation", "location": "Location"}.get(fields[2])


def bench_re3d(dulati, model, bench, worst):
    docs = {d["id"]: d for d in map(json.loads, open(bench + "/re3d/dev.docs.jsonl", encoding="utf-8"))}
    gold = {g["id"]: g["entities"] for g in map(json.loads, open(bench + "/re3d/dev.gold.jsonl", encoding="utf-8"))}
    have = collections.defaultdict(list)
    for doc, words in run(dulati, model, [bench + "/re3d/dev.docs.jsonl"]):
        places = [tuple(map(int, field(w[9], "TokenRange").split(":"))) for w in words]
        for first, end, fields in brackets(words):
            end, kind = re3d_mention(words, first, end, fields)
            if kind:
                have[doc].append((places[first][0], places[end - 1][1], kind))
    score = Score()
    for doc in docs:
        wanted = [(e["start"], e["end"], e["type"]) for e in gold[doc] if e["type"] in RE3D]
        score.add([(doc, *e) for e in wanted], [(doc, *e) for e in have[doc]])
        for item in sorted(set(wanted) ^ set(have[doc]))[:worst]:
            print("   ", "missed" if item in wanted else "wrong ", item[2], docs[doc]["text"][item[0]:item[1]])
    score.show("re3d")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dulati")
    parser.add_argument("bench")
    parser.add_argument("--model")
    parser.add_argument("--worst", type=int, default=0, help="show so many of what is wrong (in all of GUM news, and for each text of re3d)")
    parser.add_argument("--csv", type=pathlib.Path)
    parser.add_argument("--label", default="")
    opt = parser.parse_args()
    bench_gum(opt.dulati, opt.model, opt.bench, opt.worst)
    bench_re3d(opt.dulati, opt.model, opt.bench, opt.worst)
    if opt.csv:
        figures.keep(opt.csv, [figures.figure(opt.label, *row) for row in FOUND])


if __name__ == "__main__":
    main()
