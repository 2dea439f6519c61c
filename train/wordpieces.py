"""Word pieces of bert-base-uncased; the Python side of docs/model-format.md, section 7."""
import unicodedata
from functools import lru_cache

from forms import normalise

MOST_PIECES = 8
LONGEST = 100  # code points of a part that are looked up; a longer one is unknown


@lru_cache(maxsize=None)
def is_punctuation(c):
    point = ord(c)
    return 33 <= point <= 47 or 58 <= point <= 64 or 91 <= point <= 96 or 123 <= point <= 126 or unicodedata.category(c)[0] == "P"


def is_cjk(c):
    point = ord(c)
    return (0x4E00 <= point <= 0x9FFF or 0x3400 <= point <= 0x4DBF or 0x20000 <= point <= 0x2A6DF or 0x2A700 <= point <= 0x2CEAF or
            0xF900 <= point <= 0xFAFF or 0x2F800 <= point <= 0x2FA1F)


class WordPieces:
    def __init__(self, vocabulary):
        self.vocabulary = vocabulary
        self.index = {piece: i for i, piece in enumerate(vocabulary)}
        self.unknown, self.mask, self.first, self.last = (self.index[x] for x in ("[UNK]", "[MASK]", "[CLS]", "[SEP]"))
        self.of = lru_cache(maxsize=None)(self._of)

    @staticmethod
    def parts(form):
        """The runs between white space, with punctuation and CJK characters on their own."""
        lower = "".join(c.lower() for c in normalise(form) if c != "\ufffd" and unicodedata.category(c) not in ("Cc", "Cf"))
        plain = "".join(c for c in unicodedata.normalize("NFD", lower) if unicodedata.category(c) != "Mn")
        out, open_run = [], False
        for c in plain:
            alone = is_punctuation(c) or is_cjk(c)
            if c.isspace():
                open_run = False
            elif alone or not open_run:
                out.append(c)
                open_run = not alone
            else:
                out[-1] += c
        return out

    def longest_matches(self, part):
        found, start = [], 0
        while start < len(part):
            end = len(part)
            while end > start and ("##" if start else "") + part[start:end] not in self.index:
                end -= 1
            if end == start:
                return [self.unknown]
            found.append(self.index[("##" if start else "") + part[start:end]])
            start = end
        return found

    def _of(self, form):
        """The pieces of a syntactic word: at least one, at most MOST_PIECES."""
        out = []
        for part in self.parts(form):
            out += self.longest_matches(part) if len(part) <= LONGEST else [self.unknown]
        return tuple(out[:MOST_PIECES]) or (self.unknown,)
