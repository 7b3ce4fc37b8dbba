"""What script/check-exports.py checks, a module a form; checks are as those of a page."""

import csv
import re
import unicodedata


def plain(words):
    """Words without what spacing and hyphenation make of them."""
    words = unicodedata.normalize("NFKC", words).replace("\u2212", "-").replace("\u2010", "-")
    return re.sub(r"\s+", "", words)


def number(words):
    return float(words.replace("\u2212", "-").replace(",", ""))


class Comparison:
    """data/comparison.csv: the numbers in full that the table of all metrics rounds."""

    def __init__(self, site):
        with open(site / "data" / "comparison.csv", newline="", encoding="utf-8") as file:
            rows = list(csv.reader(file))
        self.keys, self.rows = rows[0], rows[1:]

    def problems(self, rows):
        """What is wrong with a table's rows, each a list of (text, detail or None)."""
        if len(rows) != len(self.rows):
            yield f"the comparison has {len(rows)} rows, not {len(self.rows)}"
            return
        for ours, theirs in zip(rows, self.rows):
            values = dict(zip(self.keys, theirs))
            wanted = [key for key in self.keys if not key.endswith(("_half_width", "_highest"))]
            if len(ours) != len(wanted):
                yield f"a row of the comparison has {len(ours)} cells, not {len(wanted)}"
                return
            for key, (text, detail) in zip(wanted, ours):
                ends = [key]
                if key.endswith("_lowest"):
                    ends.append(key.replace("_lowest", "_highest"))
                yield from self.differences(key, text.split("\u2013"), [values[k] for k in ends])
                half = values.get(f"{key}_half_width")
                if half:
                    yield from self.differences(
                        f"{key}, half width", [(detail or "").strip("\u00b1\u202f\u2009 ")], [half])

    @staticmethod
    def differences(what, texts, values):
        if len(texts) == 1 and len(values) == 2:
            texts = texts * 2
        for text, value in zip(texts, values):
            digits = len(text.partition(".")[2])
            # Half a unit of the last digit, and what doubles cannot tell from it.
            if not text or abs(number(text) - float(value)) > 0.5 * 10 ** -digits + 1e-9:
                yield f"{what}: {text!r} where the file has {value}"
