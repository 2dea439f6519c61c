"""The tables of figures: bench/accuracy.csv, bench/by_type.csv."""
import csv
import datetime

COLUMNS = ["date", "label", "corpus", "metric", "value"]


def figure(label, corpus, metric, value):
    return dict(zip(COLUMNS, (datetime.date.today().isoformat(), label, corpus, metric, value)))


def keep(path, rows):
    """Write the rows into the table; a row of the same label, corpus and metric is replaced."""
    made = {(row["label"], row["corpus"], row["metric"]) for row in rows}
    old = list(csv.DictReader(path.open(encoding="utf-8"))) if path.exists() else []
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.DictWriter(out, COLUMNS)
        writer.writeheader()
        writer.writerows([row for row in old if (row["label"], row["corpus"], row["metric"]) not in made] + rows)
