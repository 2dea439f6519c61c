#!/usr/bin/env python3
"""What a teacher says of sentences, for train.py --taught.

usage: label.py TEACHER.pt --data FOLDER --config fast.toml --copies N --out FILE      the training sentences, with noise
       label.py TEACHER.pt --conllu FILE... --out FILE                                 other text, tokens as in the files

For every word and task the KEPT likeliest labels and their chances.
"""
import argparse
import pickle
import random
import time
import tomllib
from dataclasses import replace
from pathlib import Path

import torch
from torch.nn import functional as F

from evaluate import load
from forms import title_case
from headlines import headline
from network import TAGS, make_input
from rounding import set_rounding
from train import add_noise, batches, read_training
from treebank import read
from trees import best_tree

TASKS = (*TAGS, "rel", "arc")
KEPT = 4
LONGEST = 120  # words


@torch.no_grad()
def label(model, sentences, has_gold):
    """The sentences with what the teacher says; where there is no gold, they get its tree."""
    out, started, n_words, rng_of_progress = [], time.time(), 0, random.Random(0)
    length = (lambda s: sum(len(model.wordpieces.of(f)) for f in s.forms) + 2) if model.wordpieces else (lambda s: len(s.forms))
    for held in batches(sentences, 3000, random.Random(1), length):
        words = make_input([s.forms for s in held], model.wordpieces)
        encoding = model.encode(words)
        scores = model.tag(encoding)
        scores["arc"] = model.arcs(encoding, words.lengths)
        if not has_gold:
            held = [replace(s, heads=best_tree(scores["arc"][b, :len(s.forms), :len(s.forms) + 1].double().numpy()))
                    for b, s in enumerate(held)]
        heads = torch.zeros(words.rows.shape[:2], dtype=torch.long)
        for b, s in enumerate(held):
            heads[b, :len(s.forms)] = torch.tensor(s.heads)
        scores["rel"] = model.rels(encoding, heads)
        best = []
        for name in TASKS:
            chances, labels = F.softmax(scores[name], -1).topk(min(KEPT, scores[name].shape[2]), -1)
            room = (0, KEPT - labels.shape[2])
            best.append((F.pad(labels, room), F.pad(chances, room)))
        labels = torch.stack([x for x, _ in best], 2).short()
        chances = torch.stack([x / x.sum(-1, keepdim=True) for _, x in best], 2).half()
        for b, s in enumerate(held):
            n = len(s.forms)
            out.append(replace(s, taught=(labels[b, :n].numpy().copy(), chances[b, :n].numpy().copy())))
            n_words += n
        if rng_of_progress.random() < 0.02:
            print("%d words, %.0f s" % (n_words, time.time() - started), flush=True)
    print("%d sentences, %d words, %.0f s" % (len(out), n_words, time.time() - started), flush=True)
    return out


def without_labels(s):
    """Only the tokens."""
    return replace(s, **{c: [None] * len(s.forms) for c in ("lemmas", "upos", "xpos", "feats", "rels", "mentions")})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("teacher", type=Path)
    parser.add_argument("--data", type=Path)
    parser.add_argument("--config", type=Path)
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--conllu", type=Path, nargs="*")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--parts", type=int, help="an epoch takes one of so many parts")
    parser.add_argument("--seed", type=int, default=3)
    args = parser.parse_args()
    model, kept = load(args.teacher)
    set_rounding(model, False, False)  # as good without, and quicker
    rng = random.Random(args.seed)
    if args.conllu:
        sentences, seen = [], set()
        for path in args.conllu:
            for s in read(path):
                if 2 <= len(s.forms) <= LONGEST and tuple(s.forms) not in seen:
                    seen.add(tuple(s.forms))
                    s = without_labels(s)
                    chance = rng.random()
                    if chance < 0.06:
                        s.forms = [f.lower() for f in s.forms]
                    elif chance < 0.09:
                        s.forms = [title_case(f) if len(f) > 3 else f for f in s.forms]
                    elif chance < 0.1:
                        s.forms = [f.upper() for f in s.forms]
                    sentences.append(s)
        found = label(model, sentences, False)
        rng.shuffle(found)
    else:
        config = tomllib.loads(args.config.read_text())
        sentences = [s for s in read_training(config, args.data) if len(s.forms) <= LONGEST]
        found = []
        for _ in range(args.copies):
            noisy = [add_noise(s, config["training"]["noise"], rng) for s in sentences]
            found += label(model, noisy + [headline(rng) for _ in range(config["training"]["headlines"])], True)
    with open(args.out, "wb") as out:
        pickle.dump({"tasks": TASKS, "labels": kept["labels"], "exceptions": kept["exceptions"], "sentences": found,
                     "parts": args.parts or args.copies}, out, protocol=4)


if __name__ == "__main__":
    main()
