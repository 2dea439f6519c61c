#!/usr/bin/env python3
"""Fit dictionaries/places/weights.txt: which capitalised names are places.

    python3 train/toponyms.py --dulati build/dulati --gum en_gum-ud-train.conllu --docs docs.jsonl --gold gold.jsonl [--out FILE]

Every name that the tables know is a candidate; `dulati places --explain` prints each with its features. This is a logistic regression over them, with a
penalty that draws each weight to the judgement in PRIOR where the data say little. Learnt from two sources that may be shared:

    GUM          the genres whose text is under attribution licences or in the public domain (news, interviews, biographies, travel guides, speeches,
                 textbooks, vlogs, conversations); entities of type "place", nested ones too
    --docs/gold  documents and their toponyms, {"id", "toponyms": [{"start", "end"}]}: GeoVirus (Wikinews, CC BY 2.5)

Adjectives ("Syrian") are told by the tables and left out. The constant is raised by LEAN, since both sources leave names inside the names of organisations
unmarked that news readers want on the map. The same data give the same weights. Standard library only.
"""
import argparse, json, lzma, math, random, re, subprocess, tempfile

GENRES = ("news", "interview", "bio", "voyage", "speech", "textbook", "vlog", "conversation")
LINE = re.compile(r'^\[(\d+),(\d+)\) "(.*)" -> .* (?:no )?place -?[\d.]+:(.*)$')
LEAN, PENALTY, ROUNDS, RATE = 0.5, 20.0, 25, 0.3
PRIOR = {"dateline": 1.0, "abbreviation": -0.3, "contained": 1.2, "container": 1.0, "title_before": -1.5, "given_before": -1.2, "given_run": -1.5,
         "local_after": 0.6, "class_after": 0.8, "class_before": 1.2, "list": 0.5, "locate": 0.6, "obl": 0.6, "story": 0.5, "near": 0.6, "same_region": 0.8, "country": 2.0,
         "capital": 1.0, "million": 1.0, "region": 0.8, "town": -1.0, "village": -1.5, "surname": -2.0, "stop": -1.0, "acronym": -1.5, "lower": -2.0,
         "common": -1.0, "body_after": -1.2, "short": -1.3, "alternate": -0.8, "say": -0.8, "title_after": 0.3, "caps_around": -0.3, "repeated": 0.1,
         "adjective": 2.0, "net_place": 1.0, "net_person": -1.0, "net_other": -0.3}
LIMIT = {"given_before": -2.0, "title_before": -2.0, "given_run": -2.0, "surname": -2.8}  # the data hold few persons called like capitals


def candidates(dulati, documents, model=()):
    """For each document (id, text): (start, end, features) of every candidate, in code points."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        for name, text in documents:
            file.write(json.dumps({"id": name, "text": text}) + "\n")
        file.flush()
        lines = subprocess.run([dulati, "places", "--explain", "--quiet", *model, file.name], capture_output=True, text=True, check=True).stdout.splitlines()
    found, current = [], []
    for line in lines:
        match = LINE.match(line)
        if match:
            current.append((int(match[1]), int(match[2]), match[4].split()))
        elif line.startswith("story country:"):
            found.append(current)
            current = []
    for (_, text), rows in zip(documents, found):
        raw = text.encode("utf-8")
        yield [(len(raw[:s].decode("utf-8")), len(raw[:e].decode("utf-8")), seen) for s, e, seen in rows]


def blind(seen):
    return [k for k in seen if not k.startswith("net_")]


class Entity:
    def __init__(self, name, kind, start):
        self.name, self.kind, self.start, self.end, self.proper = name, kind, start, start, []


def read_gum(path):
    """(id, text, entities) of every document of the chosen genres."""
    documents, entities, stack = [], [], []
    for line in lzma.open(path, "rt", encoding="utf-8") if path.endswith(".xz") else open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc id"):
            name, text, entities, stack, paragraph = line.split(" = ")[1], "", [], [], False
            documents.append([name, text, entities])
        elif line.startswith("# newpar"):
            paragraph = True
        elif line.startswith("# text = "):
            text += ("\n\n" if paragraph else " ") if text else ""
            at, compound, paragraph = len(text), 0, False
            text += line[len("# text = "):]
            documents[-1][1] = text
        elif line and line[0].isdigit():
            column = line.split("\t")
            if "." in column[0]:
                continue
            if "-" not in column[0] and int(column[0]) <= compound:
                start, end = span
            else:
                start = text.find(column[1], at)
                end = at = start + len(column[1])
            if "-" in column[0]:
                compound, span = int(column[0].split("-")[1]), (start, end)
                continue
            marks = re.search(r"Entity=([^|]*)", column[9])
            closed = []
            for mark in re.findall(r"\([^()]*\)?|[^()]*\)", marks[1]) if marks else ():
                field = mark.strip("()").split("-")
                key = field[0].split("[")[0]
                if mark.startswith("("):
                    stack.append(Entity(key, field[1] if len(field) > 1 else "", start))
                    entities.append(stack[-1])
                if mark.endswith(")"):
                    closed += [e for e in stack if e.name == key][-1:]
            for entity in stack:
                entity.end = end
                if column[3] == "PROPN":
                    entity.proper.append((start, end))
            stack = [e for e in stack if e not in closed]
    return [tuple(d) for d in documents if d[0].split("_")[1] in GENRES]


def is_place(start, end, entities):
    """True, False, or None where the treebank does not decide."""
    around = [e for e in entities if e.start <= start and end <= e.end]
    if not around:
        return None if any(e.kind == "place" and e.start < end and start < e.end for e in entities) else False
    inner = min(around, key=lambda e: e.end - e.start)
    if inner.kind != "place" or not inner.proper:
        return False
    first, last = inner.proper[0][0], inner.proper[-1][1]
    return True if 2 * (min(end, last) - max(start, first)) >= last - first else None


def read_rows(args):
    rows = []
    gum = read_gum(args.gum)
    for (_, _, entities), found in zip(gum, candidates(args.dulati, [d[:2] for d in gum], args.model)):
        rows += [(seen, is_place(s, e, entities)) for s, e, seen in found]
    with open(args.docs, encoding="utf-8") as lines:
        docs = [(d["id"], d["text"]) for d in map(json.loads, lines)]
    with open(args.gold, encoding="utf-8") as lines:
        gold = {d["id"]: d["toponyms"] for d in map(json.loads, lines)}
    rows = [(blind(seen), y, 1.0) for seen, y in rows]  # the network has learnt from GUM, and is surer there than elsewhere
    for (name, _), found in zip(docs, candidates(args.dulati, docs, args.model)):
        more = [(seen, any(s < t["end"] and t["start"] < e for t in gold[name])) for s, e, seen in found]
        rows += [(seen, y, 0.5) for seen, y in more] + [(blind(seen), y, 0.5) for seen, y in more]  # as models without mentions have it, too
    return [(["constant"] + seen, int(y), share) for seen, y, share in rows if y is not None and "adjective" not in seen]


def fit(rows):
    """Stochastic descent with a step for each weight (AdaGrad), in an order that is always the same."""
    shuffle, weight, squares, count = random.Random(1), dict(PRIOR), {}, {}
    for seen, _, share in rows:
        for k in seen:
            count[k] = count.get(k, 0) + share
    order = list(range(len(rows)))
    for _ in range(ROUNDS):
        shuffle.shuffle(order)
        for i in order:
            seen, y, share = rows[i]
            error = 1 / (1 + math.exp(-max(-30, sum(weight.get(k, 0.0) for k in seen)))) - y
            for k in seen:
                slope = share * (error + (0 if k == "constant" else PENALTY * (weight.get(k, 0.0) - PRIOR.get(k, 0.0)) / count[k]))
                squares[k] = squares.get(k, 1e-6) + slope * slope
                weight[k] = weight.get(k, 0.0) - RATE * slope / math.sqrt(squares[k])
    return weight


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dulati", default="build/dulati")
    parser.add_argument("--model", type=lambda path: ("--model", path), default=(), help="one that finds mentions")
    parser.add_argument("--gum", required=True, help="CoNLL-U, also packed with xz")
    parser.add_argument("--docs", required=True)
    parser.add_argument("--gold", required=True)
    parser.add_argument("--out", default="dictionaries/places/weights.txt")
    args = parser.parse_args()
    rows = read_rows(args)
    weight = fit(rows)
    weight["constant"] += LEAN
    for name, most in LIMIT.items():
        weight[name] = min(most, weight[name])
    with open(args.out, "w", encoding="utf-8", newline="\n") as out:
        out.write("# Weights of what speaks for and against a name's being a place (src/place/toponym_features.h); above zero, their sum makes it one.\n"
                  f"# Made by train/toponyms.py from {len(rows)} candidates; that script tells the sources.\n")
        for name, value in sorted(weight.items()):
            out.write(f"{name} {value:.3f}\n")
    right = sum((sum(weight.get(k, 0.0) for k in seen) > 0) == bool(y) for seen, y, _ in rows)
    print(f"{len(rows)} candidates, {100 * right / len(rows):.1f} % decided right")


if __name__ == "__main__":
    main()
