"""Sentences of a CoNLL-U treebank, with GUM's labels brought into EWT's inventory."""
import lzma
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace

from forms import lower_case

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()


@dataclass
class Sentence:
    """Syntactic words; head counts from 0 and is -1 for the root; a label of None is not learnt from."""
    doc: str
    forms: list
    lemmas: list
    upos: list
    xpos: list
    feats: list
    heads: list
    rels: list
    mentions: list = None  # the type of the mention whose head a word is, "none", or None where nothing is known
    taught: tuple = None  # (labels [n, tasks, k], chances [n, tasks, k]) by a teacher

    def __post_init__(self):
        if self.mentions is None:
            self.mentions = [None] * len(self.forms)


def spans_of(entities):
    """[(first, last, type)] from GUM's `Entity=` values, one a word ("" for none)."""
    opened, spans = [], []
    for i, entity in enumerate(entities):
        opening = False
        for piece in re.findall(r"[()]|[^()]+", entity):
            if piece in "()":
                if piece == ")" and opening:  # "(1-person-...)": one word
                    spans.append((opened.pop()[1], i, kind))
                opening = piece == "("
            elif opening:
                name, kind = piece.split("-")[:2]
                opened.append((name, i, kind))
            else:
                at = max((j for j, span in enumerate(opened) if span[0] == piece), default=None)
                if at is not None:
                    _, first, ending = opened.pop(at)
                    spans.append((first, i, ending))
    return spans


def mention_heads(spans, heads):
    """One type a word.  Where two mentions share a head, the shorter one counts."""
    out = ["none"] * len(heads)
    for first, last, kind in sorted(spans, key=lambda span: span[0] - span[1]):
        head = next((i for i in range(first, last + 1) if not first <= heads[i] <= last), None)
        if head is not None:
            out[head] = kind
    return out


def open_treebank(path):
    return lzma.open(path, "rt", encoding="utf-8") if str(path).endswith(".xz") else open(path, encoding="utf-8")


def read(path, docs=None):
    """The sentences of documents whose id matches the regular expression `docs`."""
    doc, rows, with_entities = "", [], False
    with open_treebank(path) as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id"):
                doc = line.partition("=")[2].strip()
            elif line.startswith("# global.Entity"):
                with_entities = True
            elif line and line[0] != "#":
                row = line.split("\t")
                if row[0].isdigit():
                    rows.append(row)
            elif not line:
                if rows and (docs is None or re.search(docs, doc)):
                    s = Sentence(doc, *map(list, zip(*((r[1], r[2], r[3], r[4], r[5], int(r[6]) - 1, r[7]) for r in rows))))
                    if with_entities:
                        found = (re.search(r"(?:^|\|)Entity=([^|]*)", r[9]) for r in rows)
                        s.mentions = mention_heads(spans_of([m.group(1) if m else "" for m in found]), s.heads)
                    yield s
                rows = []


class Harmoniser:
    """Rewrites a label of a second treebank that the first one never gives to the same word, although it knows the
    word well (seen 3 times or more), into the first one's usual label.  So "people" keeps its lemma, ";" its tag."""

    def __init__(self, sentences):
        self.seen = defaultdict(Counter)
        for s in sentences:
            for form, lemma, upos, xpos, feats in zip(s.forms, s.lemmas, s.upos, s.xpos, s.feats):
                low = lower_case(form)
                for key, label in self.pairs(low, lemma, upos, xpos, feats):
                    self.seen[key][label] += 1

    @staticmethod
    def pairs(low, lemma, upos, xpos, feats):
        yield ("lemma", low, upos, xpos), lemma
        yield ("upos", low, xpos), upos
        if upos in ("PUNCT", "SYM"):
            yield ("xpos", low, upos), xpos
        if upos in ("ADV", "DET", "PRON", "ADP", "SCONJ"):
            yield ("feats", low, upos, xpos), feats

    def __call__(self, s):
        s = replace(s, lemmas=list(s.lemmas), upos=list(s.upos), xpos=list(s.xpos), feats=list(s.feats), rels=list(s.rels))
        columns = {"lemma": s.lemmas, "upos": s.upos, "xpos": s.xpos, "feats": s.feats}
        for i, form in enumerate(s.forms):
            if "Person=2" in s.feats[i] and "Reflex" not in s.feats[i] and s.upos[i] == "PRON":
                s.feats[i] = re.sub(r"Number=\w+\|", "", s.feats[i])
            s.feats[i] = s.feats[i].replace("Mood=Imp|Person=2|", "Mood=Imp|")
            for key, label in self.pairs(lower_case(form), s.lemmas[i], s.upos[i], s.xpos[i], s.feats[i]):
                known = self.seen.get(key)
                if known and label not in known and sum(known.values()) >= 3:
                    columns[key[0]][i] = known.most_common(1)[0][0]
            if s.rels[i] == "dep":
                s.rels[i] = None
        return s
