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


def read(path, docs=None):
    """The sentences of documents whose id matches the regular expression `docs`."""
    opened = lzma.open(path, "rt", encoding="utf-8") if str(path).endswith(".xz") else open(path, encoding="utf-8")
    doc, rows = "", []
    with opened as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc id"):
                doc = line.partition("=")[2].strip()
            elif line and line[0] != "#":
                row = line.split("\t")
                if row[0].isdigit():
                    rows.append(row)
            elif not line:
                if rows and (docs is None or re.search(docs, doc)):
                    yield Sentence(doc, *map(list, zip(*((r[1], r[2], r[3], r[4], r[5], int(r[6]) - 1, r[7]) for r in rows))))
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
