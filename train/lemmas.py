"""Lemma edit scripts and exceptions; docs/model-format.md, section 4."""
from collections import Counter, defaultdict
from functools import lru_cache

from forms import lower_case, lower_key, normalise, title_case


@lru_cache(maxsize=None)
def script_for(form, lemma):
    """The edit script that turns form into lemma: a short edit in lower case where possible, else a whole lemma."""
    lemma = normalise(lemma)
    plain = normalise(form)
    for case, base in (("l", lower_case(plain)), ("k", plain), ("t", title_case(plain))):
        same = 0
        while same < min(len(base), len(lemma)) and base[same] == lemma[same]:
            same += 1
        if same and (case == "l" or same == len(base) or same == len(lemma) or 2 * same > len(lemma)):
            if case == "l" and lemma != lower_case(lemma):
                continue
            return "%s|%d|%s" % (case, len(base) - same, lemma[same:])
    return "=%s|0|" % lemma


def apply_script(form, script):
    case, cut, add = script.rsplit("|", 2)
    if case.startswith("="):
        return case[1:]
    plain = normalise(form)
    low = lower_case(plain)
    base = low if case == "l" else plain if case == "k" else title_case(plain)
    if int(cut) > len(base):
        return low
    return base[:len(base) - int(cut)] + add or low


def choose_scripts(sentences, at_least):
    """The scripts that at_least different words of the training data need, most frequent first."""
    words = defaultdict(set)
    tokens = Counter()
    for s in sentences:
        for form, lemma in zip(s.forms, s.lemmas):
            script = script_for(form, lemma)
            words[script].add(lower_key(form))
            tokens[script] += 1
    return sorted((x for x in words if len(words[x]) >= at_least or tokens[x] >= 8 * at_least), key=lambda x: (-tokens[x], x))


def choose_exceptions(sentences, regular, at_least):
    """{(lower, upos): lemma} for irregular words: those whose usual lemma is not made by one of the `regular` scripts,
    seen at_least so often and nearly always with that lemma.  Proper names depend on case and are left to scripts."""
    seen = defaultdict(Counter)
    scripts = defaultdict(Counter)
    for s in sentences:
        for form, lemma, upos in zip(s.forms, s.lemmas, s.upos):
            key = lower_key(form)
            if upos not in ("PROPN", "X", "SYM", "PUNCT") and not any(c == "0" for c in key) and lemma == lower_case(lemma):
                seen[key, upos][normalise(lemma)] += 1
                scripts[key, upos][script_for(form, lemma)] += 1
    chosen = {}
    for key, lemmas in seen.items():
        lemma, n = lemmas.most_common(1)[0]
        if n >= at_least and n >= 0.9 * sum(lemmas.values()) and scripts[key].most_common(1)[0][0] not in regular:
            chosen[key] = lemma
    return chosen
