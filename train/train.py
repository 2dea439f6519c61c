#!/usr/bin/env python3
"""Train a tagger, lemmatizer and parser.

usage: train.py --config fast.toml --data FOLDER --work FOLDER [--teacher WEIGHTS.pt] [--start WEIGHTS.pt]
                [--epochs N] [--rate R] [--threads N] [--pretrained FOLDER] [--taught FILE...]

Writes WORK/checkpoint.pt after every epoch (and goes on from it when it is there), WORK/best.pt for the averaged
weights with the best LAS on the development set, and WORK/log.tsv.
"""
import argparse
import math
import os
import pickle
import random
import time
import tomllib
from collections import Counter
from dataclasses import replace
from pathlib import Path

import torch
from torch.nn import functional as F

from evaluate import accuracies, predict
from forms import NOTHING, lower_case, normalise, sentence_rows, title_case
from headlines import headline, inflect_s
from lemmas import choose_exceptions, choose_scripts, read_irregular, script_for
from network import TAGS, Network, drop_rows, make_input, n_multiply_adds
from rounding import set_rounding
from transformer import take_pretrained
from treebank import UPOS, Harmoniser, read
from wordpieces import WordPieces

IGNORE = -100
FINITE = ("VBD", "VBP", "VBZ")
MENTIONS = "none person organization place object event time substance animal abstract plant".split()
LOSS_WEIGHTS = {"upos": 0.5, "xpos": 0.5, "feats": 0.5, "lemma": 0.5, "mention": 0.5, "arc": 1.0, "rel": 1.0}


def read_training(config, folder):
    parts = [list(read(folder / path, docs or None)) for path, docs in zip(config["data"]["train"], config["data"]["docs"])]
    harmonise = Harmoniser(parts[0])
    return parts[0] + [harmonise(s) for part in parts[1:] for s in part]


def choose_labels(sentences, exceptions):
    def frequent(column, at_least):
        counts = Counter(x for s in sentences for x in getattr(s, column) if x is not None)
        return sorted((x for x in counts if counts[x] >= at_least), key=lambda x: (-counts[x], x))
    return {"upos": UPOS, "xpos": frequent("xpos", 1), "feats": frequent("feats", 8),
            "lemma": choose_scripts(sentences, exceptions), "mention": MENTIONS, "rel": frequent("rels", 3)}


def without(s, dropped):
    """The sentence less some tokens that nothing depends on."""
    dropped = dropped - set(s.heads)
    kept = [i for i in range(len(s.forms)) if i not in dropped]
    if not kept or not dropped:
        return s
    place = {-1: -1, **{old: new for new, old in enumerate(kept)}}
    columns = ("forms", "lemmas", "upos", "xpos", "feats", "rels", "mentions")
    return replace(s, heads=[place[s.heads[i]] for i in kept], **{c: [getattr(s, c)[i] for i in kept] for c in columns})


def in_present(s):
    """Past tense as headlines have it: "Rebels shelled" becomes "Rebels shell", so that verbs are also met in the form in
    which they look like nouns."""
    s = replace(s, **{c: list(getattr(s, c)) for c in ("forms", "xpos", "feats")})
    for i, (xpos, lemma) in enumerate(zip(s.xpos, s.lemmas)):
        subjects = [j for j, h in enumerate(s.heads) if h == i and s.rels[j] in ("nsubj", "nsubj:pass")]
        if xpos == "VBD" and s.upos[i] == "VERB" and subjects and lemma.isalpha():
            j = subjects[0]
            several = "Plur" in s.feats[j] or any(h == j and r == "conj" for h, r in zip(s.heads, s.rels))
            third = not several and "Person=1" not in s.feats[j] and "Person=2" not in s.feats[j]
            form = inflect_s(lemma) if third else lemma
            s.forms[i] = form.upper() if len(s.forms[i]) > 1 and s.forms[i].isupper() else form
            s.xpos[i] = "VBZ" if third else "VBP"
            s.feats[i] = s.feats[i].replace("Tense=Past", "Tense=Pres")
    return s


def as_headline(s):
    """In the present, without articles, finite forms of be as an auxiliary or copula, and the last stop."""
    dropped = {i for i, (rel, lemma, xpos) in enumerate(zip(s.rels, s.lemmas, s.xpos))
               if (rel == "det" and lemma in ("the", "a"))
               or (rel in ("aux", "aux:pass", "cop") and lemma == "be" and xpos in FINITE)}
    return without_stop(without(in_present(s), dropped))


def without_stop(s):
    return without(s, {len(s.forms) - 1} if s.upos[-1] == "PUNCT" else set())


def add_noise(s, share, rng):
    """Now and then a sentence as careless people, headlines and British editors write it."""
    def in_titles():
        return replace(s, forms=[title_case(f) if len(f) > 3 or u in ("NOUN", "VERB", "PROPN", "ADJ") else f
                                 for f, u in zip(s.forms, s.upos)])

    if rng.random() >= share:
        return s
    kind = rng.random()
    if kind < 0.5:
        s = as_headline(s)
        kind = rng.choice((0.55, 0.75, 0.8, 0.8, 1.0, 1.0))
    if kind < 0.7:
        return replace(s, forms=[lower_case(f) for f in s.forms])
    if kind < 0.77:
        return replace(s, forms=[f.upper() for f in s.forms])
    if kind < 0.85:
        return in_titles()
    if kind < 0.93:
        return replace(s, forms=["'" if normalise(f) == '"' else f for f in s.forms])
    return without_stop(s)


class Numbers:
    """Sentences as tensors; looks labels up once."""

    def __init__(self, labels, wordpieces=None):
        self.wordpieces = wordpieces
        self.index = {name: {x: i for i, x in enumerate(labels[name])} for name in labels}

    def look_up(self, s):
        found = {name: [self.index[name].get(x, IGNORE) for x in getattr(s, name)] for name in ("upos", "xpos", "feats")}
        found["lemma"] = [IGNORE if x is None else self.index["lemma"].get(script_for(f, x), IGNORE) for f, x in zip(s.forms, s.lemmas)]
        found["rel"] = [self.index["rel"].get(x, IGNORE) for x in s.rels]
        found["mention"] = [self.index["mention"].get(x, IGNORE) for x in s.mentions]
        found["heads"] = s.heads
        return found

    def batch(self, sentences):
        """An Input, the gold labels, [b, n] each, and what a teacher says."""
        n = max(len(s.forms) for s in sentences)
        gold = {name: torch.full((len(sentences), n), IGNORE) for name in (*TAGS, "rel", "heads")}
        for b, s in enumerate(sentences):
            for name, values in self.look_up(s).items():
                gold[name][b, :len(values)] = torch.tensor(values)
        return make_input([s.forms for s in sentences], self.wordpieces), gold, self.taught(sentences, n)

    def taught(self, sentences, n):
        """{task: (labels [b, n, k], chances [b, n, k], all 0 for sentences that it has not seen)}, or None without a teacher."""
        shapes = [s.taught[0].shape for s in sentences if s.taught is not None]
        if not shapes:
            return None
        _, n_tasks, k = shapes[0]
        labels, chances = torch.zeros(len(sentences), n, n_tasks, k, dtype=torch.long), torch.zeros(len(sentences), n, n_tasks, k)
        for b, s in enumerate(sentences):
            if s.taught is not None:
                labels[b, :len(s.forms)], chances[b, :len(s.forms)] = map(torch.from_numpy, s.taught)
        labels[:, :, -1].clamp_(max=n)  # heads in the padding of the teacher's batch, whose chances are 0
        return {name: (labels[:, :, i], chances[:, :, i]) for i, name in enumerate((*TAGS, "rel", "arc"))}

    def length(self, s):
        """What a sentence costs."""
        return sum(len(self.wordpieces.of(f)) for f in s.forms) + 2 if self.wordpieces else len(s.forms)


def batches(sentences, tokens_a_batch, rng, length):
    """Sentences of like length together, in random order."""
    order = sorted(sentences, key=lambda s: length(s) * rng.uniform(0.9, 1.1) + rng.random())
    out, held, longest = [], [], 0
    for s in order:
        longest = max(longest, length(s))
        if held and longest * (len(held) + 1) > tokens_a_batch:
            out.append(held)
            held, longest = [], length(s)
        held.append(s)
    out.append(held)
    rng.shuffle(out)
    return out


def score_all(model, words, heads):
    """Scores of every task, [b, n, l] each; relations for the arcs to the given heads."""
    encoding = model.encode(words)
    dropped = model.dropout(encoding, model.p_heads)
    return {**model.tag(encoding), "arc": model.arcs(dropped, words.lengths), "rel": model.rels(dropped, heads)}


def loss_of(scores, gold, taught, share):
    """Cross-entropy with the gold labels, and for a `share` of it with the teacher's distributions; those alone count where
    a word has no gold labels.  taught: {task: (labels [b, n, k], chances [b, n, k])}, or None."""
    total = 0.0
    targets = {**gold, "arc": torch.where(gold["upos"] == IGNORE, IGNORE, gold["heads"] + 1)}
    for name, weight in LOSS_WEIGHTS.items():
        known = targets[name] != IGNORE
        if not taught:
            loss = F.cross_entropy(scores[name].flatten(0, 1), targets[name].flatten(), ignore_index=IGNORE, reduction="sum")
            total = total + weight * loss / known.sum().clamp(min=1)
            continue
        log = F.log_softmax(scores[name], -1)
        hard = -log.gather(2, targets[name].clamp(min=0)[..., None])[..., 0]
        labels, chances = taught[name]
        soft = -(chances * log.gather(2, labels)).sum(-1)
        part = known * (1 - share * (chances.sum(-1) > 0).float())
        loss = (part * hard + (1 - part) * soft).masked_fill(gold["heads"] == IGNORE, 0.0).sum() / (gold["heads"] != IGNORE).sum()
        total = total + weight * loss
    return total


def groups_of(model, how):
    """Parameters with their rates: the layers of a transformer learn slowly, the lower ones more slowly still."""
    if not how.get("rate_encoder"):
        return [{"params": list(model.parameters()), "peak": how["rate"], "warm_up": how["warm_up"]}]
    encoder, parts = model.encoder, {}
    for name, p in model.named_parameters():
        if not p.requires_grad:
            continue
        if not name.startswith("encoder.") or name in ("encoder.mix", "encoder.gamma"):
            depth = None
        else:
            depth = len(encoder.layers) - 1 - int(name.split(".")[2]) if name.startswith("encoder.layers.") else len(encoder.layers)
        parts.setdefault(depth, []).append(p)
    return [{"params": held, "peak": how["rate"] if depth is None else how["rate_encoder"] * how["rate_decay"] ** depth,
             "warm_up": how["warm_up"] * (1 if depth is None else 2)} for depth, held in parts.items()]


def part_of(things, i, n_parts):
    return things[len(things) * i // n_parts:len(things) * (i + 1) // n_parts]


def mask_pieces(words, share, mask, rng):
    """Some pieces are hidden."""
    hidden = (torch.rand(words.pieces.shape, generator=rng) < share) & (words.owner >= 0)
    return replace(words, pieces=words.pieces.masked_fill(hidden, mask))


def train(config, folder, work, threads, start_path, pretrained, taught_paths):
    torch.set_num_threads(threads)
    how = config["training"]
    random_of, rng = random.Random(config["seed"]), torch.Generator()
    rng.manual_seed(config["seed"])
    torch.manual_seed(config["seed"])
    sentences = read_training(config, folder)
    dev = list(read(folder / config["data"]["dev"]))
    exceptions = choose_exceptions(sentences, read_irregular(Path(__file__).with_name("irregular.txt")))
    labels = choose_labels(sentences, exceptions)
    wordpieces = None
    if pretrained:
        wordpieces = WordPieces((pretrained / "vocab.txt").read_text(encoding="utf-8").split("\n")[:-1])
        config["sizes"]["n_pieces"] = len(wordpieces.vocabulary)
    numbers = Numbers(labels, wordpieces)
    taught = []
    for path in taught_paths:
        with open(path, "rb") as file:
            taught.append(pickle.load(file))
        assert taught[-1]["labels"] == labels, "the teacher knows other labels"
    model = Network(config["sizes"], labels)
    if pretrained:
        take_pretrained(model.encoder, pretrained / "model.safetensors")
    if start_path:
        started_from = torch.load(start_path, weights_only=False)
        same = {name for name, p in model.named_parameters() 
                if name in started_from["weights"] and p.shape == started_from["weights"][name].shape}
        model.load_state_dict({name: p for name, p in started_from["weights"].items() if name in same}, strict=False)
    model.p_heads, model.p_between = how["dropout"], how.get("dropout_encoder", how["dropout"])
    averaged = {name: p.detach().clone() for name, p in model.named_parameters()}
    learnt = [name for name, p in model.named_parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW(groups_of(model, how), lr=how["rate"], betas=(0.9, 0.95), eps=1e-8,
                                  weight_decay=how["weight_decay"], fused=True)
    counts = Counter(row for s in sentences for row in {sentence_rows([f])[0][0] for f in s.forms})
    frequency = torch.zeros(NOTHING + 1)
    for row, n in counts.items():
        frequency[row] = n

    def sentences_of_epoch(epoch):
        seen = [s for t in taught for s in part_of(t["sentences"], epoch % t["parts"], t["parts"])]
        invented = [headline(random_of) for _ in range(how["headlines"])]
        return seen + [add_noise(s, how["noise"], random_of) for s in sentences + invented]

    steps_an_epoch = len(batches(sentences_of_epoch(0), how["tokens_a_batch"], random.Random(0), numbers.length))
    n_steps, step, best, first_epoch = how["epochs"] * steps_an_epoch, 0, 0.0, 0
    print("%d sentences, %d words; labels %s; %d exceptions; %d multiply-adds a token; %d steps an epoch" % (
        len(sentences), sum(len(s.forms) for s in sentences), {k: len(v) for k, v in labels.items()}, len(exceptions),
        n_multiply_adds(model), steps_an_epoch), flush=True)
    work.mkdir(parents=True, exist_ok=True)
    if (work / "checkpoint.pt").exists():
        kept = torch.load(work / "checkpoint.pt", weights_only=False)
        model.load_state_dict(kept["model"])
        optimizer.load_state_dict(kept["optimizer"])
        averaged, step, best, first_epoch = kept["averaged"], kept["step"], kept["best"], kept["epoch"]
        random_of.setstate(kept["random"])
        rng.set_state(kept["rng"])
        torch.set_rng_state(kept["torch_rng"])
    for epoch in range(first_epoch, how["epochs"]):
        started, total = time.time(), 0.0
        model.train()
        rounding = epoch >= how["epochs"] - how.get("epochs_rounded", 0)
        if rounding:
            set_rounding(model, True, how["round_inputs"])
        noisy = sentences_of_epoch(epoch)
        for held in batches(noisy, how["tokens_a_batch"], random_of, numbers.length):
            step += 1
            fade = 0.5 * (1 + math.cos(math.pi * min(1.0, step / n_steps)))
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * min(1.0, step / group["warm_up"]) * (0.01 + 0.99 * fade)
            words, gold, told = numbers.batch(held)
            p_word = how["drop_word"] + (1 - how["drop_word"]) / (1 + frequency[words.rows[..., 0]])
            heads = gold["heads"].clamp(min=-1)
            words = replace(words, rows=drop_rows(words.rows, p_word, how["drop_other"], rng))
            if wordpieces:
                words = mask_pieces(words, how["mask"], wordpieces.mask, rng)
            scores = score_all(model, words, heads)
            loss = loss_of(scores, gold, told, how.get("teacher_share", 0.0))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
            optimizer.step()
            total += loss.item()
            decay = min(how["average"], (1 + step) / (10 + step))
            with torch.no_grad():
                own = dict(model.named_parameters())
                torch._foreach_lerp_([averaged[name] for name in learnt], [own[name].detach() for name in learnt], 1 - decay)
            if step % 100 == 0:
                print("step %d of %d, loss %.3f, %.0f s" % (step, n_steps, loss.item(), time.time() - started), flush=True)
        torch.save({"model": model.state_dict(), "optimizer": optimizer.state_dict(), "averaged": averaged, "step": step,
                    "best": best, "epoch": epoch + 1, "random": random_of.getstate(), "rng": rng.get_state(),
                    "torch_rng": torch.get_rng_state()}, work / "checkpoint.new")
        os.replace(work / "checkpoint.new", work / "checkpoint.pt")
        trained = time.time() - started
        if not rounding and (epoch + 1) % how.get("judge_every", 1):
            print("%d\t%.3f\t%.0f s" % (epoch + 1, total / steps_an_epoch, trained), flush=True)
            continue
        judge = Network(config["sizes"], labels).eval()
        judge.load_state_dict(averaged)
        judge.wordpieces = wordpieces
        if rounding:
            set_rounding(judge, True, how["round_inputs"])
        scores = accuracies(dev, predict(judge, labels, exceptions, [s.forms for s in dev]))
        line = "\t".join(["%d" % (epoch + 1), "%.3f" % (total / steps_an_epoch), "%.0f s" % trained] +
                         ["%s %.2f" % pair for pair in scores.items()])
        if "dev2" in config["data"]:
            dev2 = list(read(folder / config["data"]["dev2"]))
            other = accuracies(dev2, predict(judge, labels, exceptions, [s.forms for s in dev2]))
            line += "\tand " + "\t".join("%s %.2f" % pair for pair in other.items())
        print(line, flush=True)
        with open(work / "log.tsv", "a", encoding="utf-8") as log:
            log.write(line + "\n")
        if scores["LAS"] > best or rounding:  # of the rounded ones the last, which has learnt most
            best = scores["LAS"]
            kept = {"weights": averaged, "sizes": config["sizes"], "labels": labels, "exceptions": exceptions,
                    "name": config["name"], "epoch": epoch + 1}
            if wordpieces:
                kept["wordpiece"] = wordpieces.vocabulary
            if rounding:
                kept["rounded"] = "inputs" if how["round_inputs"] else "weights"
            torch.save(kept, work / "best.new")
            os.replace(work / "best.new", work / "best.pt")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", required=True, type=Path)
    parser.add_argument("--data", required=True, type=Path)
    parser.add_argument("--work", required=True, type=Path)
    parser.add_argument("--epochs", type=int, help="instead of the configuration's")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--taught", type=Path, nargs="*", default=[], help="files of label.py: learn from these too")
    parser.add_argument("--start", type=Path, help="a best.pt whose weights to begin with; heads with other labels begin anew")
    parser.add_argument("--rate", type=float, help="instead of the configuration's")
    parser.add_argument("--pretrained", type=Path, help="a folder with MiniLM's model.safetensors and vocab.txt")
    args = parser.parse_args()
    config = tomllib.loads(args.config.read_text())
    for name in ("epochs", "rate"):
        config["training"][name] = getattr(args, name) or config["training"][name]
    train(config, args.data, args.work, args.threads, args.start, args.pretrained, args.taught)


if __name__ == "__main__":
    main()
