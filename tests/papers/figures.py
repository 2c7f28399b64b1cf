"""What a paper must say of one wave, computed from the export, and how it differs from what it says. Runs no program.

In tables every word counts: one that is missing is a complaint, and one that nobody expects is another.
"""

import datetime
import re
from collections import Counter

from reading import BREAK, Unreadable, begins, differences, rows_of, sections_of, words_of

try:
    import tomllib
except ImportError:  # Python before 3.11
    import tomli as tomllib

from sayings import ROOT

SURVEY = tomllib.loads((ROOT / "surveys" / "team-safety.toml").read_text("utf-8"))
SCALE = ["0", "25", "50", "75", "100"]
HEADINGS = [
    "report-in-short", "organisation-tree", "organisation-funnel", "report-trend", "report-inside", "report-statements",
    "report-actions", "report-remarks", "organisation-response", "organisation-technical", "report-how",
]
CHANGES = [
    "report-level-now", "report-level-then",
    "signal-lower", "signal-higher", "signal-range-lower", "signal-range-higher", "signal-range-across", "standing-change",
    "standing-no-change", "standing-no-change-yet", "overview-no-change", "overview-nothing-before",
    "method-together", "method-together-no",
]
MONTHS = {
    "en": "January February March April May June July August September October November December".split(),
    "nl": "januari februari maart april mei juni juli augustus september oktober november december".split(),
}


def indices(code):
    """The keys and names of the score and the dimensions, in the order of the questionnaire."""
    named = [("score", SURVEY["score"]["name"])] + [(part["key"], part["name"]) for part in SURVEY["dimension"]]
    return [(key, name[code]) for key, name in named]


def name_of(unit, organisation):
    return organisation if unit["unit"] == "/" else unit["unit"].split("/")[-1]


def month(day, code):
    day = datetime.date.fromisoformat(day)
    return "%s %d" % (MONTHS[code][day.month - 1], day.year)


def title_of(unit, wave, organisation, says, key="title"):
    """The title of a report; with the `key` "running", what stands above each page but the first."""
    told = {"survey": SURVEY["title"][says.code], "month": month(wave["opens"], says.code)}
    if unit["unit"] == "/":
        return says.say("organisation-" + key, organisation=organisation, **told)
    return says.say("report-" + key, unit=name_of(unit, organisation), **told)


def figures_in(text):
    return [word for word in text.split() if re.search(r"\d", word)]


class Paper:
    """The lines of one report, held against what was exported of its unit. `waves` are all of them, oldest first."""

    def __init__(self, lines, unit, waves, organisation, says):
        self.unit, self.waves, self.wave, self.organisation, self.says = unit, waves, waves[-1], organisation, says
        self.sections = sections_of(lines, {says.say(key) for key in HEADINGS})
        self.complaints = []

    def check(self):
        whole = self.unit["unit"] == "/"
        tables = [self.summary, self.statements] + ([self.tree, self.took_part, self.technical] if whole else [self.inside])
        for table in tables:
            try:
                table()
            except Unreadable as error:
                self.complain(table.__name__, str(error))
        return self.complaints

    def complain(self, place, what):
        self.complaints.append("%s of %s: %s" % (place, self.unit["unit"], what))

    def same(self, place, lines, expected, broken=()):
        """Every word of `lines` is expected; `broken` are heads that stand once more where a page ends."""
        expected = words_of(expected)
        if BREAK in lines[:-1]:
            expected += words_of(broken)
        missing, strange = differences(words_of(lines), expected)
        if missing or strange:
            self.complain(place, "missing %s, not expected %s" % (missing, strange))

    def section(self, key, wanted=True):
        lines = self.sections.get(self.says.say(key))
        if (lines is not None) != wanted:
            raise Unreadable("the section is %s" % ("missing" if wanted else "there, and should not be"))
        return lines or []

    def table(self, key, rows, above, heads, ends=(), apart=True):
        """Rows are a label, whatever else belongs to it, and its cells.

        Where rows are not `apart`, words of a cell may stand in the line above its label: those are held against the
        table as a whole.
        """
        preface, found, rest = rows_of(self.section(key), [row[0] for row in rows], ends)
        self.same(key, preface, [*above, *heads])
        for row, lines in zip(rows, found):
            self.in_order("%s, “%s”" % (key, row[0]), lines, row)
            if apart:
                self.same("%s, “%s”" % (key, row[0]), lines, row, heads)
        if not apart:
            self.same(key, [line for lines in found for line in lines], [text for row in rows for text in row], heads)
        return rest

    def in_order(self, place, lines, row):
        """Figures that stand in one line stand there in the order of their columns."""
        lines = [found for found in map(figures_in, lines) if found]
        if len(lines) == 1 and lines[0] != figures_in(" ".join(row)):
            self.complain(place, "%s, not %s" % (lines[0], figures_in(" ".join(row))))

    # The first page.

    def summary(self):
        say, lines = self.says.say, self.section("report-in-short")
        ends = [say(key) for key in ("report-pointed", "report-not-said")] + [say("standing-changes-chance")[:30]]
        end = next((at for at in range(len(lines)) if lines[at].startswith(tuple(ends))), len(lines))
        if not self.unit["shown"]:
            # The threshold is the only number there.
            if say("report-hidden-title") not in lines or figures_in(" ".join(lines[:end])) != [str(self.wave["threshold"])]:
                self.complain("summary", "it says more than that the unit is hidden")
            return
        if say("report-subjects") not in lines[:end]:
            raise Unreadable("the table of subjects is missing")
        start = lines.index(say("report-subjects"))
        self.beside_changes("summary", lines[:start], self.opening())
        self.subjects(lines[start + 1 : end])

    def opening(self):
        """What is said of the score, beside it and below it."""
        say, score = self.says.say, self.unit["indices"]["score"]
        answered = self.says.answered(self.unit["answered"])
        told = [indices(self.says.code)[0][1], say("report-scale")]
        if score["shown"]:
            low, high = self.says.ends(score)
            told += [self.says.mean(score), say("report-true-level", low=low, high=high)]
        else:
            told += [say("hidden"), say("report-no-score")]
        if self.unit["unit"] != "/":
            return [*told, say("report-answered", answered=answered)]
        shown = sum(unit["shown"] for unit in self.wave["units"])
        of = say("wave-units-what", shown=shown, of=len(self.wave["units"]))
        heads = [say("wave-took-part"), say("answers"), say("wave-units")]
        return [*told, *heads, self.share_of_all(self.wave["took_part_percent"]), answered, of]

    def share_of_all(self, percent):
        if percent is None:
            return self.says.say("wave-took-part-unknown")
        return self.says.say("method-took-part-most" if percent >= 95 else "method-took-part", percent=percent)

    def subjects(self, lines):
        say, last = self.says.say, "standing-changes" if self.unit["unit"] == "/" else "report-change-column"
        heads = [say(key) for key in ("report-subject", "report-figure-column", "interval", last)] + SCALE
        expected, after = list(heads), 0
        for key, name in indices(self.says.code):
            index = self.unit["indices"][key]
            cells = [self.says.mean(index), self.says.range(index)] if index["shown"] else [say("hidden")]
            expected += [name, *cells]
            here = next((at for at in range(after, len(lines)) if begins(lines[at], name)), None)
            if here is None:
                raise Unreadable("there is no row “%s”" % name)
            # A figure of several words may stand on two lines, around that of its name.
            beside = words_of(lines[max(here - 1, 0) : here + 2])
            if words_of(cells) - beside:
                self.complain("summary, “%s”" % name, "%s is not in %s" % (cells, lines[here]))
            after = here + 1
        self.beside_changes("summary", lines, expected)

    def beside_changes(self, place, lines, expected):
        """Every word is expected, or belongs to what is said of changes, which are not in the export."""
        missing, strange = differences(words_of(lines), words_of(expected))
        known = {word.strip("().") for word in self.says.vocabulary(*CHANGES)}
        known |= {name.lower() for name in MONTHS[self.says.code]}
        number = re.compile(r"95%:|\d{1,2}(–\d{1,2})?|20\d\d")
        bare = {word: word.lower().strip("().") for word in strange}
        strange = [word for word in strange if bare[word] not in known and not number.fullmatch(bare[word])]
        if missing or strange:
            self.complain(place, "missing %s, not expected %s" % (missing, strange))

    # Tables of whose words each is expected.

    def statements(self):
        say, code = self.says.say, self.says.code
        if not self.unit["shown"]:
            self.section("report-statements", wanted=False)
            return
        items = self.unit["items"]
        shares = any("favourable" in item for item in items.values())
        means = any("mean" in item for item in items.values())
        rows = []
        for part in SURVEY["dimension"]:
            rows.append([part["name"][code]])
            for item in (item for item in SURVEY["item"] if item["dimension"] == part["key"]):
                turned = [say("report-turned")] if item.get("reversed") else []
                rows.append([item["text"][code], *turned, self.says.statement(items[item["key"]])])
        notes = [key for key, there in [("shares", shares), ("means", means), ("turned", True)] if there]
        columns = ["favourable", "neutral", "unfavourable"] if shares else ["mean"]
        ticks = ["0%", "50%", "100%"] if shares else ["1", "2", "3", "4", "5"]
        heads = [say("report-statement"), *[say("report-" + name) for name in columns], *ticks]
        self.table("report-statements", rows, [say("report-%s-note" % key) for key in notes], heads)

    def inside(self):
        say, path = self.says.say, self.unit["unit"] + "/"
        below = [unit for unit in self.wave["units"] if unit["unit"].startswith(path)]
        below = [unit for unit in below if "/" not in unit["unit"][len(path) :]]
        if not below:
            self.section("report-inside", wanted=False)
            return
        rows = []
        for unit in sorted(below, key=lambda unit: unit["unit"].lower()):
            cells = [say("hidden")]
            if unit["shown"]:
                score = unit["indices"]["score"]
                figures = [self.says.mean(score), self.says.range(score)] if score["shown"] else [say("hidden")]
                cells = [self.says.answered(unit["answered"]), *figures]
            rows.append([name_of(unit, self.organisation), *cells])
        heads = [say(key) for key in ("unit", "report-answered-column", "report-figure-column", "interval")] + SCALE
        self.table("report-inside", rows, [say("report-inside-how")], heads)

    def tree(self):
        say, named = self.says.say, indices(self.says.code)
        rows, figures = [], []
        for unit in self.wave["units"]:
            cells = [say("hidden")]
            if unit["shown"]:
                own = [unit["indices"][key] for key, _ in named]
                figures += [index for index in own if index["shown"]]
                briefly = [self.says.mean_briefly(index) if index["shown"] else say("hidden") for index in own]
                cells = [self.says.answered(unit["answered"]), *briefly]
            rows.append([name_of(unit, self.organisation), *cells])
        notes = [("or_higher", "chart-heat-or-higher"), ("or_lower", "chart-heat-or-lower")]
        notes = [say(key) for bound, key in notes if any(index["bound"] == bound for index in figures)]
        heads = [say("unit"), say("report-answered-column"), *[name for _, name in named]]
        above = [say("organisation-tree-how"), "0", "20", "40", "60", "80", "100"]
        ends = [say("chart-heat-or-higher"), say("chart-heat-or-lower")]
        rest = self.table("organisation-tree", rows, above, heads, ends, apart=False)
        self.same("organisation-tree", rest, notes)

    def took_part(self):
        say, rows = self.says.say, []
        for wave in reversed(self.waves[-24:]):
            percent = wave["took_part_percent"]
            share = say("organisation-response-unknown")
            if percent is not None:
                share = say("chart-percent", value=percent)
                share = say("or-more", value=share) if percent >= 95 else share
            rows.append([month(wave["opens"], self.says.code), share])
        heads = [say("wave"), say("wave-took-part")]
        self.table("organisation-response", rows, [say("organisation-response-how")], heads)

    def technical(self):
        """How well the questionnaire measures; of what all teams tell only the variance is in the export."""
        say, lines = self.says.say, self.section("organisation-technical")
        titles = [lines.index(title) if title in lines else len(lines) for title in (say("method-quality"), say("method-figures"))]
        heads = ["score", "method-alpha", "organisation-icc1", "organisation-icc2", "organisation-f", "method-agreement"]
        named, exported = indices(self.says.code), self.wave["technical"]
        above, found, _ = rows_of(lines[titles[0] + 1 : titles[1]], [name for _, name in named], ["•"])
        self.same("technical", above, [say(key) for key in heads])
        for (key, name), row in zip(named, found):
            for compare in (self.same, self.in_order):
                compare("technical, “%s”" % name, row, [name, *self.quality(exported[key])])
        if titles[1] < len(lines):
            _, found, _ = rows_of(lines[titles[1] + 1 :], [name for _, name in named], ["•"])
            for (key, name), row in zip(named, found):
                figures = list((words_of(row) - Counter(name.split())).elements())
                if len(figures) != 5 or str(self.wave["method"]["variance_within"][key]) not in figures:
                    self.complain("technical, “%s”" % name, "the variance is not in %s" % row)

    def quality(self, figures):
        if not figures["shown"]:
            return [self.says.say("hidden")]
        two = lambda name: "–" if figures.get(name) is None else self.says.decimal(figures[name], 2)
        alpha = "%s (%s–%s)" % tuple(two(name) for name in ("alpha", "alpha_low", "alpha_high"))
        return [alpha, *[two(name) for name in ("icc1", "icc2", "f", "agreement")]]
