"""Lemma edit scripts and exceptions; docs/model-format.md, section 4."""
from collections import Counter, defaultdict
from functools import lru_cache

from forms import lower_case, lower_key, normalise, title_case

UNLISTED = ("PROPN", "X", "SYM", "PUNCT")
LOOKS_INFLECTED = ("s", "ed", "en", "ing", "er", "est")


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


def choose_scripts(sentences, exceptions, n_words=8, n_tokens=15):
    """The scripts that n_words different words need, or n_tokens tokens that are no exceptions; most frequent first."""
    words = defaultdict(set)
    tokens, total = Counter(), Counter()
    for s in sentences:
        for form, lemma, upos, feats in zip(s.forms, s.lemmas, s.upos, s.feats):
            if "Typo" not in feats and lemma != "_":
                script, key = script_for(form, lemma), lower_key(form)
                words[script].add(key)
                tokens[script] += (key, upos) not in exceptions
                total[script] += 1
    return sorted((x for x in words if len(words[x]) >= n_words or tokens[x] >= n_tokens), key=lambda x: (-total[x], x))


def read_irregular(path):
    """{(form, upos): lemma} from irregular.txt."""
    table = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            upos, lemma, *forms = line.split()
            table.update({(form, upos): lemma for form in forms})
    return table


def inflect_regular(verb, doubles):
    """The inflected forms of a regular verb, with British and American doubling of a last l."""
    stem = verb + verb[-1] if doubles else verb
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        present = stem + "es"
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        present = verb[:-1] + "ies"
    else:
        present = verb + "s"
    if verb.endswith(("ee", "oe", "ye")):
        past, gerund = verb + "d", verb + "ing"
    elif verb.endswith("ie"):
        past, gerund = verb + "d", verb[:-2] + "ying"
    elif verb.endswith("e"):
        past, gerund = verb + "d", verb[:-1] + "ing"
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        past, gerund = verb[:-1] + "ied", verb + "ing"
    elif verb.endswith("c"):
        past, gerund = verb + "ked", verb + "king"
    else:
        past, gerund = stem + "ed", stem + "ing"
    forms = [present, past, gerund]
    if verb.endswith("el") and not doubles:
        forms += [verb + "led", verb + "ling"]
    return forms


def read_regular(path):
    """{(form, "VERB"): lemma} from verbs.txt; a form of two verbs is left to the network."""
    found = defaultdict(set)
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            for word in line.split():
                for form in inflect_regular(word.rstrip("+"), word.endswith("+")):
                    found[form].add(word.rstrip("+"))
    return {(form, "VERB"): next(iter(verbs)) for form, verbs in found.items() if len(verbs) == 1}


def choose_exceptions(sentences, irregular):
    """{(lower, upos): lemma}: what the training data says of inflected words, and of words that only look inflected, where
    it is of one mind; then the irregular words, which overrule it.  Proper names depend on case and are left to scripts."""
    seen = defaultdict(Counter)
    for s in sentences:
        for form, lemma, upos, feats in zip(s.forms, s.lemmas, s.upos, s.feats):
            key = lower_key(form)
            if upos not in UNLISTED and "0" not in key and "Typo" not in feats and lemma not in ("_", ""):
                seen[key, upos][normalise(lemma)] += 1
    chosen = {}
    for (key, upos), lemmas in seen.items():
        lemma, n = lemmas.most_common(1)[0]
        if n >= 0.9 * sum(lemmas.values()) and lemma == lower_case(lemma):
            if lemma != key if key[:1] == lemma[:1] else n >= 3:
                chosen[key, upos] = lemma
            elif lemma == key and n >= 2 and key.endswith(LOOKS_INFLECTED):
                chosen[key, upos] = lemma
    return {**chosen, **irregular}
