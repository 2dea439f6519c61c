#!/usr/bin/env python3
"""check_leaders.py -- looks for what cannot be true in dictionaries/actors/leaders.txt.

Usage: check_leaders.py [folder of dictionaries, default: dictionaries]

Reports terms that end before they begin, terms of one office that overlap, country codes that dictionaries/places/countries.txt does not
know, offices that agents.txt does not know, spellings given twice, and one name with several countries. Leaves with 1 if there is any.
"""
import re
import sys
from pathlib import Path

GROUPS = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}

# States that were one before, or became one: a person may serve both.
SUCCESSORS = [{"SRB", "YUG", "SCG", "MNE", "KOS"}, {"CSK", "CZE", "SVK"}, {"DDR", "DEU"}, {"SUN", "RUS", "GEO", "UKR", "BLR"}]

# Terms that did overlap: two heads of government by agreement, rivals, the two presidents of the European Union, two services of Russia.
OVERLAPS = {
    ("KHM", "prime minister"),
    ("CIV", "president"),
    ("LBY", "head of state"),
    ("EUR", "president"),
    ("RUS", "intelligence chief"),
}

DAY = re.compile(r"^(\d{4})(?:-(\d\d)-(\d\d))?$")


def entries(path):
    """Yields line number and columns of each entry."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        line = line.split("#", 1)[0].strip()
        if line:
            yield number, [cell.strip() for cell in line.split("|")]


def day_of(text, otherwise):
    """A day as a tuple that can be compared; None if it is none."""
    if not text:
        return otherwise
    match = DAY.match(text)
    if not match:
        return None
    year, month, day = (int(part) if part else 1 for part in match.groups())
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return year, month, day


def read_offices(path):
    """Offices of agents.txt, and for those that one person holds at a time the words of the entry they stand in."""
    known, single = set(), {}
    for _, cells in entries(path):
        names = [name.strip().lower() for name in cells[0].split(";")]
        known.update(names)
        if len(cells) > 3 and "office" in cells[3].split():
            single.update({name: names[0] for name in names})
    return known, single


def related(one, other):
    return one == other or {one, other} & GROUPS or any({one, other} <= states for states in SUCCESSORS)


def check(folder):
    countries = {cells[0][:3] for _, cells in entries(folder / "places" / "countries.txt")}
    known, single = read_offices(folder / "actors" / "agents.txt")
    found, terms, codes = [], {}, {}
    for number, cells in entries(folder / "actors" / "leaders.txt"):
        if not 4 <= len(cells) <= 6:
            found.append((number, f"{len(cells)} columns"))
            continue
        names, country, office, first, last, _ = (cells + ["", ""])[:6]
        names = [name.strip() for name in names.split(";")]
        begin, end = day_of(first, (0, 1, 1)), day_of(last, (9999, 12, 31))
        if len(set(names)) < len(names):
            found.append((number, f"{names[0]}: a spelling twice"))
        if country not in countries | GROUPS:
            found.append((number, f"{names[0]}: unknown country {country}"))
        if office not in known:
            found.append((number, f"{names[0]}: unknown office {office}"))
        if begin is None or end is None:
            found.append((number, f"{names[0]}: not a day: {first} {last}"))
            continue
        if end <= begin:
            found.append((number, f"{names[0]}: ends before it begins"))
        for at, other in codes.setdefault(names[0], []):
            if not related(country, other):
                found.append((number, f"{names[0]}: {country} here, {other} in line {at}"))
        codes[names[0]].append((number, country))
        # The same person twice in one office is wrong in any office, another person only where there is one holder.
        for at, name, role, since, until in terms.get(country, []):
            same = single.get(role, role) == single.get(office, office)
            if not same or since >= end or begin >= until:
                continue
            if name == names[0] or (office in single and (country, office) not in OVERLAPS):
                found.append((number, f"{names[0]}: {office} of {country} at the same time as {name} in line {at}"))
        terms.setdefault(country, []).append((number, names[0], office, begin, end))
    return found


def main():
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else "dictionaries")
    found = check(folder)
    for number, text in found:
        print(f"leaders.txt:{number}: {text}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
