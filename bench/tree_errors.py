#!/usr/bin/env python3
"""What goes wrong in trees, by kind: usage tree_errors.py DULATI TREEBANK.conllu[.xz] [--docs REGEX] [--model NAME] [--worst N]

Parses the treebank's gold words and counts, for each relation of the gold tree, how often the head is wrong, how often the label alone is, and what was
predicted instead. --worst N lists the N sentences with the most wrong arcs, gold beside predicted (to be read, not to be kept: the texts are not ours).
Standard library only.
"""
import argparse
import collections
import lzma
import re
import subprocess
import tempfile


def read(path):
    """[(document, [rows])] of words only."""
    opener = lzma.open if path.endswith(".xz") else open
    out, rows, document = [], [], ""
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id = "):
                document = line[14:]
            elif not line and rows:
                out.append((document, rows))
                rows = []
            elif line and line[0] != "#" and "-" not in line.split("\t")[0] and "." not in line.split("\t")[0]:
                rows.append(line.split("\t"))
    return out + ([(document, rows)] if rows else [])


def predict(dulati, sentences, model):
    with tempfile.NamedTemporaryFile("w", suffix=".conllu", encoding="utf-8") as bare:
        for rows in sentences:
            for row in rows:
                bare.write("\t".join(row[:2] + ["_"] * 8) + "\n")
            bare.write("\n")
        bare.flush()
        text = subprocess.run([dulati, "parse", "--quiet", *(["--model", model] if model else []), bare.name], check=True, capture_output=True, text=True).stdout
    blocks = [[line.split("\t") for line in block.split("\n") if line and line[0] != "#"] for block in text.strip().split("\n\n")]
    return [rows for rows in blocks if rows]


def base(rel):
    return rel.partition(":")[0]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("dulati")
    parser.add_argument("treebank")
    parser.add_argument("--docs", default="")
    parser.add_argument("--model")
    parser.add_argument("--worst", type=int, default=0)
    args = parser.parse_args()
    gold = [rows for document, rows in read(args.treebank) if re.search(args.docs, document)]
    found = predict(args.dulati, gold, args.model)
    assert len(gold) == len(found), "sentences were lost"
    n, wrong_head, wrong_label = collections.Counter(), collections.Counter(), collections.Counter()
    instead, sentence = collections.defaultdict(collections.Counter), []
    for g, p in zip(gold, found):
        bad = 0
        for a, b in zip(g, p):
            rel = base(a[7])
            n[rel] += 1
            if a[6] != b[6]:
                wrong_head[rel] += 1
                instead[rel][base(b[7])] += 1
            elif rel != base(b[7]):
                wrong_label[rel] += 1
                instead[rel][base(b[7])] += 1
            bad += a[6] != b[6] or rel != base(b[7])
        sentence.append((bad, g, p))
    total, errors = sum(n.values()), sum(wrong_head.values()) + sum(wrong_label.values())
    print("%d sentences, %d words, LAS %.2f" % (len(gold), total, 100 - 100 * errors / total))
    print("%-12s %6s %6s %6s %7s  %s" % ("relation", "words", "head", "label", "share", "predicted instead"))
    for rel in sorted(n, key=lambda r: -(wrong_head[r] + wrong_label[r])):
        bad = wrong_head[rel] + wrong_label[rel]
        if bad:
            print("%-12s %6d %6d %6d %6.1f%%  %s" % (rel, n[rel], wrong_head[rel], wrong_label[rel], 100 * bad / errors,
                                                    ", ".join("%s %d" % x for x in instead[rel].most_common(4))))
    for bad, g, p in sorted(sentence, key=lambda s: -s[0])[:args.worst]:
        print("\n%d of %d wrong: %s" % (bad, len(g), " ".join(row[1] for row in g)))
        for a, b in zip(g, p):
            if a[6:8] != b[6:8]:
                print("    %-18s %-16s %-16s not %s of %s" % (a[1], a[7], "of " + (g[int(a[6]) - 1][1] if a[6] != "0" else "-"), b[7],
                                                               g[int(b[6]) - 1][1] if b[6] != "0" else "-"))


if __name__ == "__main__":
    main()
