"""From a token to the rows of the embedding tables; the Python side of docs/model-format.md, section 1."""
from functools import lru_cache

WORD_ROWS, SUB_ROWS, SHAPE_ROWS = 32768, 32768, 2048
SUB_START = WORD_ROWS  # training keeps the three tables in one, and a last row of zeros for "nothing"
SHAPE_START = WORD_ROWS + SUB_ROWS
NOTHING = SHAPE_START + SHAPE_ROWS
N_COLUMNS = 13  # 2 words, 4 prefixes, 5 suffixes, shape, case class

_SINGLE = {}
for _points, _plain in (("\u2018\u2019\u201a\u2032`\u00b4", "'"), ("\u201c\u201d\u201e\u00ab\u00bb", '"'),
                        ("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"), ("\u2026", "...")):
    _SINGLE.update({ord(c): _plain for c in _points})


@lru_cache(maxsize=None)
def normalise(form):
    return form.translate(_SINGLE).replace("''", '"')


@lru_cache(maxsize=None)
def lower_char(c):
    """Unicode's simple mapping where dul_utf8_lower has it."""
    low = c.lower()
    return low if len(low) == 1 and (ord(c) < 0x590 or 0x1E00 <= ord(c) < 0x1F00) else c


def lower_case(text):
    return "".join(map(lower_char, text))


def title_case(text):
    low = lower_case(text)
    return low[:1].upper() + low[1:] if "a" <= low[:1] <= "z" else low


def is_upper(c):
    return lower_char(c) != c


@lru_cache(maxsize=None)
def is_lower(c):
    """dul_utf8_is_lower: a coarse test, in which marks pass for letters."""
    point = ord(c)
    if point < 0x80:
        return "a" <= c <= "z"
    if is_upper(c) or point >= 0x590 or point in (0xD7, 0xF7):
        return False
    return point >= 0xC0 or point in (0xAA, 0xB5, 0xBA)


def lower_key(form):
    """What the page calls *lower*."""
    return "".join("0" if "0" <= c <= "9" else c for c in lower_case(normalise(form)))


def shape(form):
    out = []
    for c in normalise(form):
        mark = ("X" if is_upper(c) else "x" if is_lower(c) else "d" if "0" <= c <= "9" else c if c < "\x80" else "?")
        if out[-3:] != [mark] * 3:
            out.append(mark)
    return "".join(out[:12])


@lru_cache(maxsize=None)
def count_case(form):
    """Upper-case letters and all letters of a form."""
    form = normalise(form)
    n_upper = sum(map(is_upper, form))
    return n_upper, n_upper + sum(map(is_lower, form))


@lru_cache(maxsize=None)
def case_of(form):
    n_upper, n_letters = count_case(form)
    if n_upper == 0:
        return "l"
    if n_upper == n_letters and n_letters >= 2:
        return "A"
    return "T" if is_upper(normalise(form)[0]) else "m"


def hash_row(text, n_rows):
    value = 14695981039346656037
    for byte in text.encode():
        value = (value ^ byte) * 1099511628211 & 0xFFFFFFFFFFFFFFFF
    return value % n_rows


@lru_cache(maxsize=None)
def form_rows(form):
    """The twelve rows that do not depend on the sentence; NOTHING where the word is too short."""
    low = lower_key(form)
    rows = [hash_row("w" + low, WORD_ROWS), hash_row("W" + low, WORD_ROWS)]
    for tag, longest in (("p", 4), ("s", 5)):
        for n in range(1, longest + 1):
            part = low[:n] if tag == "p" else low[-n:]
            rows.append(SUB_START + hash_row(tag + part, SUB_ROWS) if n <= len(low) else NOTHING)
    return tuple(rows) + (SHAPE_START + hash_row("x" + shape(form), SHAPE_ROWS),)


@lru_cache(maxsize=None)
def case_row(case_class):
    return SHAPE_START + hash_row("c" + case_class, SHAPE_ROWS)


def sentence_rows(forms):
    """[n][13] rows of the joint table."""
    counts = [count_case(form) for form in forms]
    n_upper, n_letters = sum(u for u, _ in counts), sum(n for _, n in counts)
    whole = "L" if n_upper == 0 else "U" if 10 * n_upper > 6 * n_letters else "M"
    return [form_rows(form) + (case_row(case_of(form) + ("1" if i == 0 else "0") + whole),)
            for i, form in enumerate(forms)]
