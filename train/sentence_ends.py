#!/usr/bin/env python3
"""Train the small network for sentence ends (docs/model-format.md, "Sentence ends").

usage: sentence_ends.py --data FOLDER --gaps build/dulati_gaps --out ENDS.pt [--epochs N]

Texts are the treebanks' own, document by document; some are also given in lower case, in capitals, or without some of their full stops, so that
careless texts are met too. What a gap looks like is told by the C code itself (gaps.c).
"""
import argparse
import random
import re
import subprocess
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F

from treebank import open_treebank

N_ROWS, HIDDEN, N_FEATURES = 1 << 14, 16, 32
LEGAL_DOCS = "^(?!GUM_)|^GUM_(news|interview|bio|voyage|textbook|vlog|conversation|speech)_"
WEIGHT_ONE = 1024  # of the output, as whole numbers
MARGIN = 1.0       # log odds by which an answer must be clear to overrule the rules; with none, news lose a little


def documents(path, which=""):
    """[[(sentence text, begins a paragraph)]] for every document whose id matches."""
    docs, doc, paragraph, surface, spaced, hidden = [], None, True, "", False, 0
    with open_treebank(path) as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id"):
                doc = []
                if re.search(which, line.partition("=")[2].strip()):
                    docs.append(doc)
                paragraph = True
            elif line.startswith("# newpar"):
                paragraph = True
            elif line and line[0] != "#":
                row = line.split("\t")
                first = row[0].split("-")[0]
                if "." in row[0] or (first.isdigit() and "-" not in row[0] and int(first) <= hidden):
                    continue
                hidden = int(row[0].split("-")[1]) if "-" in row[0] else 0
                surface += row[1] + ("" if "SpaceAfter=No" in row[9] else " ")
            elif not line and surface:
                doc.append((surface, paragraph))
                surface, hidden, paragraph = "", 0, False
    return docs


def changed(doc, rng, kind):
    """lower: in lower case; upper: in capitals; stops: some sentences lose their full stop."""
    out = []
    for text, paragraph in doc:
        if kind == "lower":
            text = text.lower()
        elif kind == "upper":
            text = text.upper()
        elif kind == "stops" and rng.random() < 0.4:
            text = re.sub(r"(?<=\w)\.( ?)$", r"\1", text)
        out.append((text, paragraph))
    return out


def record(doc):
    """What gaps.c reads."""
    text, starts = b"", []
    for sentence, paragraph in doc:
        if text and paragraph:
            text = text.rstrip(b" ") + b"\n\n"
        starts.append(len(text))
        text += sentence.encode()
    return b"%d %d\n%s%s\n" % (len(text), len(starts), text, b" ".join(b"%d" % at for at in starts))


def ask(gaps, docs):
    """Answers [n], proposals of the rules [n], rows [n, N_FEATURES]."""
    raw = subprocess.run([gaps], input=b"".join(map(record, docs)), stdout=subprocess.PIPE, check=True).stdout
    table = np.frombuffer(raw, np.dtype([("ends", "u1"), ("rule", "u1"), ("rows", "<u2", N_FEATURES)]))
    rows = torch.from_numpy((table["rows"].astype(np.int64) & (N_ROWS - 1)))
    return torch.from_numpy(table["ends"].astype(np.float32)), torch.from_numpy(table["rule"].astype(np.float32)), rows


class Ends(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.table = torch.nn.Parameter(torch.randn(N_ROWS, HIDDEN) * 0.05)
        self.bias = torch.nn.Parameter(torch.zeros(HIDDEN))
        self.out = torch.nn.Parameter(torch.randn(HIDDEN) * 0.3)
        self.out_bias = torch.nn.Parameter(torch.zeros(()))

    def scale(self):
        return self.table.detach().abs().max() / 127

    def forward(self, rows, p_drop=0.0, rounded=False):
        table = self.table
        if rounded:
            scale = self.scale()
            table = table + ((table.detach() / scale).round() * scale - table.detach())
        x = F.embedding(rows, table)
        if p_drop:
            x = x * (torch.rand(x.shape[:2]) >= p_drop)[..., None] / (1 - p_drop)
        return F.relu(x.sum(1) + self.bias) @ self.out + self.out_bias


def tensors(model):
    """The tensors ends.* of a model file: whole numbers that give the same sign."""
    scale = float(model.scale())
    out = torch.cat([model.out, (model.out_bias / scale)[None], torch.tensor([MARGIN / scale])]).detach() * WEIGHT_ONE
    return {"ends.table": (model.table.detach() / scale).round().to(torch.int8).numpy(),
            "ends.bias": (model.bias.detach() / scale).round().to(torch.int32).numpy(),
            "ends.out": out.round().to(torch.int32).numpy()}


def decide(model, rows, rules):
    scores = model(rows, rounded=True)
    return (scores > torch.where(rules > 0, -MARGIN, MARGIN)).float()


def f1(ends, found):
    both = float((ends * found).sum())
    return 200 * both / max(1.0, float(ends.sum() + found.sum()))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", required=True, type=Path)
    parser.add_argument("--gaps", required=True, type=Path)
    parser.add_argument("--out", required=True, type=Path)
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    rng = random.Random(args.seed)
    gaps = str(args.gaps.resolve())
    train = [d for name in ("ewt", "gum") for d in documents(args.data / ("en_%s-ud-train.conllu.xz" % name), LEGAL_DOCS)]
    kinds = [train, [changed(d, rng, "stops") for d in train if rng.random() < 0.5],
             [changed(d, rng, "lower") for d in train if rng.random() < 0.35], [changed(d, rng, "upper") for d in train if rng.random() < 0.15]]
    ends, _, rows = (torch.cat(parts) for parts in zip(*(ask(gaps, docs) for docs in kinds)))
    dev = {}
    for name in ("ewt", "gum"):
        docs = documents(args.data / ("en_%s-ud-dev.conllu.xz" % name))
        dev[name] = ask(gaps, [[s for d in docs for s in d]])
        dev[name + " lower"] = ask(gaps, [changed(d, rng, "lower") for d in docs])
    print("%d gaps, %d ends" % (len(ends), int(ends.sum())), flush=True)
    for name, (answers, rules, _) in dev.items():
        print("%s: %d gaps; rules %.2f" % (name, len(answers), f1(answers, rules)))
    model = Ends()
    optimizer = torch.optim.AdamW(model.parameters(), lr=3e-3, weight_decay=0.02)
    batch, n_steps, step = 1024, args.epochs * (len(ends) // 1024), 0
    for epoch in range(args.epochs):
        order, total = torch.randperm(len(ends)), 0.0
        for start in range(0, len(ends) - batch + 1, batch):
            chosen = order[start:start + batch]
            step += 1
            for group in optimizer.param_groups:
                group["lr"] = 3e-3 * min(1, step / 100) * max(0.02, 1 - step / n_steps)
            loss = F.binary_cross_entropy_with_logits(model(rows[chosen], 0.35, epoch >= args.epochs - 2), ends[chosen])
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            total += loss.item()
        with torch.no_grad():
            print("%d\t%.4f\t" % (epoch + 1, total / (len(ends) // batch)) + "\t".join(
                "%s %.2f" % (name, f1(answers, decide(model, x, rules))) for name, (answers, rules, x) in dev.items()), flush=True)
    torch.save(tensors(model), args.out)


if __name__ == "__main__":
    main()
