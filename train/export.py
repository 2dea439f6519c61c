#!/usr/bin/env python3
"""Export trained weights as a model file, and reference analyses for the parity tests of the C runtime.

usage: export.py WEIGHTS.pt --data FOLDER --model OUT.safetensors --parity FOLDER [--date YYYY-MM-DD]

Writes the model (docs/model-format.md), PARITY/reference.conllu with the analyses of parity_sentences.txt, and
PARITY/reference.safetensors with the encodings and arc scores of some of them.
"""
import argparse
import datetime
from pathlib import Path

import numpy as np
import torch

import tensorfile
from evaluate import accuracies, load, predict, write_conllu
from forms import NOTHING, SHAPE_START, SUB_START
from treebank import Sentence, read

DATA = "UD_English-EWT train; UD_English-GUM train, genres news, interview, bio, voyage, textbook, vlog, conversation, speech"
LICENCE = "CC BY-SA 4.0"
DEV_SETS = (("EWT dev", "en_ewt-ud-dev.conllu.xz", None), ("GUM dev", "en_gum-ud-dev.conllu.xz", None),
            ("GUM news dev", "en_gum-ud-dev.conllu.xz", "^GUM_news_"))
NUMERIC = 5  # so many sentences have their encodings and arc scores written out


def tensors_of(model):
    """Names and values as the C runtime reads them."""
    embed = model.embed.detach().half().numpy()
    out = {"embed.word": embed[:SUB_START], "embed.sub": embed[SUB_START:SHAPE_START], "embed.shape": embed[SHAPE_START:NOTHING],
           "embed.norm.weight": model.norm.weight, "embed.norm.bias": model.norm.bias,
           "arc_root": model.arc_root, "arc.weight": model.arc_weight, "arc.bias": model.arc_bias, "rel_root": model.rel_root}
    for direction, lstms in (("f", model.encoder.forwards), ("b", model.encoder.backwards)):
        for layer, lstm in enumerate(lstms):
            name = "lstm.%d.%s." % (layer, direction)
            out[name + "w_in"], out[name + "w_rec"] = lstm.weight_ih_l0, lstm.weight_hh_l0
            out[name + "bias"] = lstm.bias_ih_l0 + lstm.bias_hh_l0
    linear = {name: getattr(model, name) for name in ("arc_dep", "arc_head", "rel_dep", "rel_head", "rel")}
    for name, layer in {**model.tags, **linear}.items():
        out[name + ".weight"], out[name + ".bias"] = layer.weight, layer.bias
    return {name: x if isinstance(x, np.ndarray) else x.detach().float().numpy() for name, x in out.items()}


def metadata_of(kept, scores, date):
    labels, sizes = kept["labels"], kept["sizes"]
    exceptions = sorted("%s\t%s\t%s" % (*key, lemma) for key, lemma in kept["exceptions"].items())
    return {"format": "dulati-model 1", "name": kept["name"], "language": "en", **{name: str(x) for name, x in sizes.items()},
            **{name: "\n".join(labels[name]) for name in ("upos", "xpos", "feats", "lemma", "rel")},
            "lemma_exceptions": "\n".join(sorted(exceptions, key=str.encode)), "trained": date, "data": DATA,
            "licence": LICENCE, "scores": "\n".join(scores)}


def write_parity(model, kept, folder):
    lines = (folder / "sentences.txt").read_text(encoding="utf-8").splitlines()
    sentences = [line.split(" ") for line in lines if line and not line.startswith("# ")]
    analyses = predict(model, kept["labels"], kept["exceptions"], sentences, batch=1)
    blank = [Sentence("", forms, *[None] * 6) for forms in sentences]
    write_conllu(folder / "reference.conllu", blank, analyses)
    tensors = {}
    for i, a in enumerate(analyses[:NUMERIC]):
        tensors["s%d.encoding" % i], tensors["s%d.arc" % i] = a.encoding.numpy(), a.arcs.numpy()
    tokens = {"s%d.tokens" % i: "\n".join(forms) for i, forms in enumerate(sentences[:NUMERIC])}
    tensorfile.save(folder / "reference.safetensors", tensors, {"model": kept["name"], "tolerance": "1e-3", **tokens})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--data", required=True, type=Path)
    parser.add_argument("--model", required=True, type=Path)
    parser.add_argument("--parity", required=True, type=Path)
    parser.add_argument("--date", default=datetime.date.today().isoformat())
    args = parser.parse_args()
    model, kept = load(args.weights)
    with torch.no_grad():
        model.embed.copy_(model.embed.half().float())
    scores = []
    for name, path, docs in DEV_SETS:
        gold = list(read(args.data / path, docs))
        found = accuracies(gold, predict(model, kept["labels"], kept["exceptions"], [s.forms for s in gold]))
        scores.append("%s, gold tokens: " % name + ", ".join("%s %.2f" % pair for pair in found.items()))
    print("\n".join(scores))
    tensorfile.save(args.model, tensors_of(model), metadata_of(kept, scores, args.date))
    write_parity(model, kept, args.parity)


if __name__ == "__main__":
    main()
