"""The product's sentences by their keys, and how figures ought to be written. Takes no figure from a paper.

Sentences are read from the catalogues, so that a better wording needs no change here; the rules for figures are written
out once more, so that a mistake in the product's own is seen.
"""

import math
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TAGS = {"en": "en-GB", "nl": "nl-NL"}


class Sayings:
    """One language."""

    def __init__(self, code):
        self.code = code
        self.texts = {}
        for file in sorted((ROOT / "src" / "texts" / code).glob("*.ftl")):
            self.texts.update(re.findall(r"^([a-z][a-z0-9-]*) = (.*)$", file.read_text("utf-8"), re.MULTILINE))

    def say(self, key, **variables):
        text = self.texts[key]
        for name, value in variables.items():
            text = text.replace("{ $%s }" % name, str(value))
        return text

    def vocabulary(self, *keys):
        """The words of the sentences `keys` with all their forms, in small letters."""
        found = set()
        for key in keys:
            pattern = re.compile(r"^%s = (.*(?:\n[ }].*)*)" % key, re.MULTILINE)
            for file in (ROOT / "src" / "texts" / self.code).glob("*.ftl"):
                for text in pattern.findall(file.read_text("utf-8")):
                    found.update(re.sub(r"\{ \$[a-z]+ (->)?\}?|[{}]|\*?\[[a-z]+\]", " ", text).lower().split())
        return found

    def decimal(self, value, places):
        text = "%.*f" % (places, value)
        return text.replace(".", ",") if self.code == "nl" else text

    def bounded(self, text, bound):
        if bound == "exact":
            return text
        return self.say({"or_higher": "or-higher", "or_lower": "or-lower"}[bound], value=text)

    def mean(self, index):
        """A mean from 0 to 100, halves upwards."""
        return self.bounded(whole(index["points"]), index["bound"])

    def mean_briefly(self, index):
        return {"exact": "", "or_higher": "≥", "or_lower": "≤"}[index["bound"]] + whole(index["points"])

    def ends(self, index):
        return whole(index["low_points"]), whole(index["high_points"])

    def range(self, index):
        return "–".join(self.ends(index))

    def answered(self, band):
        if band["to"] is None:
            return self.say("or-more", value=band["from"])
        return "%d–%d" % (band["from"], band["to"])

    def share(self, share):
        if share == "<15":
            return self.say("under-fifteen-percent")
        if share == ">=85":
            return self.say("eighty-five-percent-or-more")
        return self.say("about-percent", value=share)

    def statement(self, item):
        """What stands beside a statement: a mean from 1 to 5, or two shares around the rest."""
        if not item["shown"]:
            return self.say("hidden")
        if "mean" in item:
            places = 1 if round(item["mean"] * 100) % 10 == 0 else 2
            return self.bounded(self.decimal(item["mean"], places), item["bound"])
        return " ".join([self.share(item["favourable"]), self.say("report-rest"), self.share(item["unfavourable"])])


def whole(points):
    return str(math.floor(points + 0.5))
