#!/usr/bin/env python3
"""Make dictionaries/places/phones.txt: the area codes of North America and the state or province of each.

    python3 tools/make_phones.py [--cache FOLDER]

In: phonenumbers 9.0.43 of PyPI (Apache-2.0; data of Google's libphonenumber), fetched with pip into the cache folder, a temporary one unless given.
Out: a line for each state or province: its country, its name as in regions.tsv, its area codes. Codes that two provinces share are left out.
Standard library only.
"""
import argparse, collections, glob, os, subprocess, sys, tempfile

PACKAGE = "phonenumbers==9.0.43"
OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "dictionaries", "places", "phones.txt")
CANADA = {"Alberta", "British Columbia", "Manitoba", "New Brunswick", "Newfoundland and Labrador", "Ontario", "Quebec", "Saskatchewan"}
AS_REGION = {"Washington State": "Washington", "Washington D.C.": "District of Columbia", "British Colombia": "British Columbia"}
BY_POSTAL = {"CA": "California", "FL": "Florida", "IL": "Illinois", "NY": "New York", "ON": "Ontario", "PA": "Pennsylvania", "QC": "Quebec", "TX": "Texas"}
HEAD = """# Area codes: a telephone number in a report tells where the report is at home.
#
#     country | region | area codes
#
# Made by tools/make_phones.py from phonenumbers 9.0.43 (PyPI, Apache-2.0; Google's libphonenumber).
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cache", help="folder for the package")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        cache = args.cache or temporary
        if not glob.glob(os.path.join(cache, "phonenumbers-9.0.43*.whl")):
            subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", cache, PACKAGE], check=True)
        sys.path.insert(0, glob.glob(os.path.join(cache, "phonenumbers-9.0.43*.whl"))[0])
        from phonenumbers.geodata import GEOCODE_DATA
    codes = collections.defaultdict(list)
    for prefix, name in GEOCODE_DATA.items():
        region = name.get("en", "")
        if len(prefix) != 4 or not prefix.startswith("1") or not region or "/" in region:
            continue
        region = BY_POSTAL[region[-2:]] if ", " in region else AS_REGION.get(region, region)
        codes["CAN" if region in CANADA else "USA", region].append(prefix[1:])
    with open(OUT, "w", encoding="utf-8", newline="\n") as table:
        table.write(HEAD)
        for (country, region), numbers in sorted(codes.items()):
            table.write(f"{country} | {region} | {' '.join(sorted(numbers))}\n")


if __name__ == "__main__":
    main()
