#!/usr/bin/env python3
"""Analyse sentences with a trained network, and measure it on a treebank's gold tokens.

usage: evaluate.py WEIGHTS.pt TREEBANK.conllu[.xz] [--docs REGEX] [--recase lower|upper] [--out FILE.conllu]
"""
import argparse
from dataclasses import dataclass, replace

import torch

from forms import lower_case, lower_key
from lemmas import apply_script
from rounding import set_rounding
from network import TAGS, Network, make_input
from treebank import read
from trees import best_tree
from wordpieces import WordPieces


@dataclass
class Analysis:
    upos: list
    xpos: list
    feats: list
    lemmas: list
    heads: list
    rels: list
    mentions: list
    encoding: torch.Tensor
    arcs: torch.Tensor


def load(path):
    kept = torch.load(path, weights_only=False)
    model = Network(kept["sizes"], kept["labels"]).eval()
    model.load_state_dict({name: x.float() for name, x in kept["weights"].items()})
    if kept.get("rounded"):
        set_rounding(model, True, kept["rounded"] == "inputs")
    model.wordpieces = WordPieces(kept["wordpiece"]) if "wordpiece" in kept else None
    return model, kept


def label_arcs(scores, heads, root):
    """Only the root arc may be called root, and it must."""
    scores = scores.clone()
    scores[:, root] = float("-inf")
    labels = scores.argmax(-1)
    labels[torch.tensor(heads) == -1] = root
    return labels.tolist()


@torch.no_grad()
def predict(model, labels, exceptions, sentences, batch=64):
    """Analyses of lists of forms, in their order."""
    out = [None] * len(sentences)
    order = sorted(range(len(sentences)), key=lambda i: len(sentences[i]))
    for start in range(0, len(order), batch):
        chosen = order[start:start + batch]
        words = make_input([sentences[i] for i in chosen], model.wordpieces)
        encoding = model.encode(words)
        tags = {name: scores.argmax(-1).tolist() for name, scores in model.tag(encoding).items()}
        arcs = model.arcs(encoding, words.lengths)
        for b, i in enumerate(chosen):
            forms, n = sentences[i], len(sentences[i])
            arc = arcs[b, :n, :n + 1].clone()
            heads = best_tree(arc.double().numpy())
            scores = model.rels(encoding[b:b + 1, :n], torch.tensor([heads]))[0]
            upos, xpos, feats, scripts, mentions = ([labels[name][x] for x in tags[name][b][:n]] for name in TAGS)
            lemmas = [exceptions.get((lower_key(f), u)) or apply_script(f, s) for f, u, s in zip(forms, upos, scripts)]
            rels = [labels["rel"][x] for x in label_arcs(scores, heads, labels["rel"].index("root"))]
            out[i] = Analysis(upos, xpos, feats, lemmas, heads, rels, mentions, encoding[b, :n].clone(), arc)
    return out


def accuracies(gold, analyses):
    """Per cent, with gold tokens; relation subtypes do not count; a gold lemma of "_" accepts any.  Mentions: F1 of the
    words that head one, with its type, where the treebank has mentions."""
    right, n = dict.fromkeys(("UPOS", "XPOS", "Feats", "Lemma", "UAS", "LAS"), 0), 0
    for g, a in zip(gold, analyses):
        for i in range(len(g.forms)):
            n += 1
            right["UPOS"] += g.upos[i] == a.upos[i]
            right["XPOS"] += g.xpos[i] == a.xpos[i]
            right["Feats"] += g.feats[i] == a.feats[i]
            right["Lemma"] += g.lemmas[i] in ("_", a.lemmas[i])
            head = g.heads[i] == a.heads[i]
            right["UAS"] += head
            right["LAS"] += head and g.rels[i].partition(":")[0] == a.rels[i].partition(":")[0]
    scores = {name: 100 * x / n for name, x in right.items()}
    pairs = [pair for g, a in zip(gold, analyses) for pair in zip(g.mentions, a.mentions) if pair[0] is not None]
    if pairs:
        both = sum(g == a != "none" for g, a in pairs)
        scores["Mentions"] = 200 * both / max(1, sum((g != "none") + (a != "none") for g, a in pairs))
    return scores


def write_conllu(path, gold, analyses):
    with open(path, "w", encoding="utf-8") as out:
        for g, a in zip(gold, analyses):
            for i, form in enumerate(g.forms):
                out.write("\t".join([str(i + 1), form, a.lemmas[i], a.upos[i], a.xpos[i], a.feats[i], str(a.heads[i] + 1),
                                     a.rels[i], "_", "_" if a.mentions[i] == "none" else "Mention=" + a.mentions[i]]) + "\n")
            out.write("\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights")
    parser.add_argument("treebank")
    parser.add_argument("--docs")
    parser.add_argument("--recase", choices=("lower", "upper"))
    parser.add_argument("--out")
    args = parser.parse_args()
    model, kept = load(args.weights)
    gold = list(read(args.treebank, args.docs))
    if args.recase:
        change = lower_case if args.recase == "lower" else str.upper
        gold = [replace(s, forms=[change(f) for f in s.forms]) for s in gold]
    analyses = predict(model, kept["labels"], kept["exceptions"], [s.forms for s in gold])
    print("  ".join("%s %.2f" % pair for pair in accuracies(gold, analyses).items()))
    if args.out:
        write_conllu(args.out, gold, analyses)


if __name__ == "__main__":
    main()
