#!/usr/bin/env python3
"""Export trained weights as a model file, and reference analyses for the parity tests of the C runtime.

usage: export.py WEIGHTS.pt --ends ENDS.pt --data FOLDER --model OUT.safetensors --parity PREFIX [--date YYYY-MM-DD]

Writes the model (docs/model-format.md), PREFIX.conllu with the analyses of the sentences.txt beside it, and
PREFIX.safetensors with the encodings and arc scores of some of them.
"""
import argparse
import datetime
from pathlib import Path

import numpy as np
import torch

import tensorfile
from evaluate import accuracies, load, predict, write_conllu
from forms import NOTHING, SHAPE_START, SUB_START
from lemmas import read_regular
from rounding import set_rounding
from transformer import K, K_FEED, N_HEADS, N_LAYERS
from treebank import Sentence, read

DATA = "UD_English-EWT train; UD_English-GUM train, genres news, interview, bio, voyage, textbook, vlog, conversation, speech"
LICENCE = "CC BY-SA 4.0"
DEV_SETS = (("EWT dev", "en_ewt-ud-dev.conllu.xz", None), ("GUM dev", "en_gum-ud-dev.conllu.xz", None),
            ("GUM news dev", "en_gum-ud-dev.conllu.xz", "^GUM_news_"))
NUMERIC = 5  # so many sentences have their encodings and arc scores written out


def whole_numbers(matrix, scale_type):
    """(I8 [n][k], scales [n]): rows as in training."""
    matrix = np.asarray(matrix, np.float32)
    scale = (np.maximum(np.abs(matrix).max(1), 1e-8) / 127).astype(scale_type)
    scale = np.maximum(scale, scale_type(6e-8))
    return np.clip(np.rint(matrix / scale[:, None].astype(np.float32)), -127, 127).astype(np.int8), scale


def floats_of(model):
    """Names and values; every matrix has a row for each of its outputs."""
    out = {"embed.norm.weight": model.norm.weight, "embed.norm.bias": model.norm.bias, "arc_root": model.arc_root,
           "arc.weight": model.arc_weight.T, "arc.bias": model.arc_bias, "rel_root": model.rel_root,
           "embed.word": model.embed[:SUB_START], "embed.sub": model.embed[SUB_START:SHAPE_START],
           "embed.shape": model.embed[SHAPE_START:NOTHING]}
    linear = {name: getattr(model, name) for name in ("arc_dep", "arc_head", "rel_dep", "rel_head", "rel")}
    linear.update(model.tags)
    encoder = model.encoder
    if model.is_lstm:
        for direction, lstms in (("f", encoder.forwards), ("b", encoder.backwards)):
            for layer, lstm in enumerate(lstms):
                name = "lstm.%d.%s." % (layer, direction)
                out[name + "w_in"], out[name + "w_rec"] = lstm.weight_ih_l0, lstm.weight_hh_l0
                out[name + "bias"] = lstm.bias_ih_l0 + lstm.bias_hh_l0
    else:
        out.update({"emb.word": encoder.word, "emb.position": encoder.position, "emb.norm.weight": encoder.norm.weight,
                    "emb.norm.bias": encoder.norm.bias, "mix": encoder.mixture()})
        for i, layer in enumerate(encoder.layers):
            for j, part in enumerate("qkv"):
                out["layer.%d.%s.weight" % (i, part)] = layer.qkv.weight[j * K:(j + 1) * K]
                out["layer.%d.%s.bias" % (i, part)] = layer.qkv.bias[j * K:(j + 1) * K]
            linear.update({"layer.%d.%s" % (i, part): getattr(layer, part) for part in ("o", "up", "down")})
            for norm in ("norm1", "norm2"):
                out["layer.%d.%s.weight" % (i, norm)], out["layer.%d.%s.bias" % (i, norm)] = getattr(layer, norm).weight, getattr(layer, norm).bias
    for name, layer in linear.items():
        out[name + ".weight"], out[name + ".bias"] = layer.weight, layer.bias
    return {name: x.detach().float().numpy() for name, x in out.items()}


def tensors_of(model):
    """As the C runtime reads them: matrices and tables in eight bits with a scale a row."""
    out = {}
    for name, x in floats_of(model).items():
        if x.ndim < 2 or name == "emb.position":
            out[name] = x
        else:
            scale_type = np.float16 if name.startswith("emb") else np.float32
            out[name], out[name.removesuffix(".weight") + ".scale"] = whole_numbers(x, scale_type)
    return out


def metadata_of(kept, scores, date):
    labels, sizes = kept["labels"], {name: str(x) for name, x in kept["sizes"].items() if name != "n_pieces"}
    exceptions = sorted("%s\t%s\t%s" % (*key, lemma) for key, lemma in kept["exceptions"].items())
    out = {"format": "dulati-model 2", "name": kept["name"], "language": "en", "encoder": "lstm", **sizes,
           **{name: "\n".join(labels[name]) for name in ("upos", "xpos", "feats", "lemma", "rel", "mention")},
           "lemma_exceptions": "\n".join(sorted(exceptions, key=str.encode)), "trained": date, "data": DATA,
           "licence": LICENCE, "scores": "\n".join(scores)}
    if "wordpiece" in kept:
        out.update({"encoder": "transformer", "wordpiece": "\n".join(kept["wordpiece"]), "n_layers": str(N_LAYERS),
                    "k_model": str(K), "n_heads": str(N_HEADS), "k_feed": str(K_FEED)})
    return out


def write_parity(model, kept, prefix):
    lines = (prefix.parent / "sentences.txt").read_text(encoding="utf-8").splitlines()
    sentences = [line.split(" ") for line in lines if line and not line.startswith("# ")]
    analyses = predict(model, kept["labels"], kept["exceptions"], sentences, batch=1)
    blank = [Sentence("", forms, *[None] * 6) for forms in sentences]
    write_conllu(prefix.with_suffix(".conllu"), blank, analyses)
    tensors = {}
    for i, a in enumerate(analyses[:NUMERIC]):
        tensors["s%d.encoding" % i], tensors["s%d.arc" % i] = a.encoding.numpy(), a.arcs.numpy()
    tokens = {"s%d.tokens" % i: "\n".join(forms) for i, forms in enumerate(sentences[:NUMERIC])}
    tensorfile.save(prefix.with_suffix(".safetensors"), tensors, {"model": kept["name"], **tokens})


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--data", required=True, type=Path)
    parser.add_argument("--ends", required=True, type=Path, help="what sentence_ends.py has written")
    parser.add_argument("--model", required=True, type=Path)
    parser.add_argument("--parity", required=True, type=Path)
    parser.add_argument("--date", default=datetime.date.today().isoformat())
    args = parser.parse_args()
    model, kept = load(args.weights)
    kept["exceptions"] = {**read_regular(Path(__file__).with_name("verbs.txt")), **kept["exceptions"]}
    if not kept.get("rounded"):
        set_rounding(model, True, True)
    scores = []
    for name, path, docs in DEV_SETS:
        gold = list(read(args.data / path, docs))
        found = accuracies(gold, predict(model, kept["labels"], kept["exceptions"], [s.forms for s in gold]))
        scores.append("%s, gold tokens: " % name + ", ".join("%s %.2f" % pair for pair in found.items()))
    print("\n".join(scores))
    tensorfile.save(args.model, {**tensors_of(model), **torch.load(args.ends, weights_only=False)}, metadata_of(kept, scores, args.date))
    write_parity(model, kept, args.parity)


if __name__ == "__main__":
    main()
