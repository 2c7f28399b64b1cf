"""Each report is a whole, accessible and lasting PDF, by the judgement of programs that did not make it."""

import re
import subprocess
import unittest
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import page
import pikepdf

from figures import title_of
from house import LANGUAGES, ORGANISATION, file_of, house
from sayings import TAGS, Sayings

ALWAYS = ["report-in-short", "report-trend", "report-how"]
WHERE_SHOWN = ["report-statements"]
OF_THE_WHOLE = ["organisation-tree", "organisation-response", "organisation-technical"]


def told(*words):
    done = subprocess.run([str(word) for word in words], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    return done.returncode, done.stdout


def findings(file, profile):
    """What a validator finds against `profile`, as text; empty when it keeps to it."""
    report = page.validate_pdf(file, profile=profile)
    failures = [failure for failure in report.failures if not is_mistaken(failure, file)]
    found = ["%s: %s" % (failure.rule_id, failure.message) for failure in failures]
    return found if report.failures or report.is_compliant else ["not compliant, without a reason"]


def is_mistaken(failure, file):
    """Whether a stream is called too short because its last byte happens to be a carriage return.

    The validator takes that byte and the line feed after it for one end of a line. It is mistaken when the stream has the
    length that it says, and a line feed and `endstream` follow.
    """
    if not failure.rule_id.endswith("-STREAM-LENGTH-001") or failure.object_id is None:
        return False
    content = Path(file).read_bytes()
    head = re.search(rb"\n%d 0 obj\s*<<[^>]*?/Length (\d+).*?>>\s*stream\n" % failure.object_id.object_number, content, re.DOTALL)
    end = head.end() + int(head.group(1)) if head else 0
    return content[end - 1 : end + 10] == b"\r\nendstream"


def elements(node):
    """Every element of a structure tree, in reading order, with the names of those around it."""
    below = [(node, ())]
    while below:
        here, around = below.pop()
        if isinstance(here, pikepdf.Array):
            below.extend((child, around) for child in reversed(list(here)))
        elif isinstance(here, pikepdf.Dictionary):
            name = str(here.get("/S", ""))
            if name:
                yield name, here, around
            if "/K" in here:
                below.append((here["/K"], (*around, name)))


def attribute(element, name):
    attributes = element.get("/A", pikepdf.Array())
    each = attributes if isinstance(attributes, pikepdf.Array) else [attributes]
    return next((str(entry[name]) for entry in each if name in entry), None)


class Files(unittest.TestCase):
    def each(self, check):
        """What `check` says of each file, two at a time; nothing is what it should say."""
        files = list(house().papers())
        with ThreadPoolExecutor(2) as pool:
            for (file, *_), complaint in zip(files, pool.map(lambda paper: check(*paper), files)):
                with self.subTest(file=file.name):
                    self.assertFalse(complaint)

    def test_validators_find_nothing_against_pdf_ua_1(self):
        self.each(lambda file, *_: findings(file, page.ValidationProfile.PDF_UA_1))

    def test_validators_find_nothing_against_pdf_a_2a(self):
        self.each(lambda file, *_: findings(file, page.ValidationProfile.PDF_A_2A))

    def test_a_validator_finds_something_when_there_is_something(self):
        file, *_ = next(house().papers())
        bad = house().folder / "bad.pdf"
        with pikepdf.open(file) as pdf:
            del pdf.Root["/Lang"], pdf.Root["/MarkInfo"]
            pdf.save(bad)
        for profile in (page.ValidationProfile.PDF_UA_1, page.ValidationProfile.PDF_A_2A):
            self.assertTrue(findings(bad, profile))

    def test_every_object_is_whole(self):
        def check(file, *_):
            code, said = told("qpdf", "--check", file)
            return said if code or "No syntax or stream encoding errors found" not in said else None

        self.each(check)

    def test_every_font_is_in_the_file_and_can_be_read_back(self):
        def check(file, *_):
            code, said = told("pdffonts", file)
            fonts = [line for line in said.splitlines() if "yes" in line or "no " in line]
            # Embedded, as a subset, with the letters that its shapes stand for.
            return said if code or not fonts or any(line.split()[-5:-2] != ["yes"] * 3 for line in fonts) else None

        self.each(check)

    def test_a_reader_is_told_title_language_size_and_tags(self):
        def check(file, language, unit, waves):
            says = Sayings(language)
            code, said = told("pdfinfo", file)
            facts = dict(line.split(":", 1) for line in said.splitlines() if ":" in line)
            facts = {name: value.strip() for name, value in facts.items()}
            with pikepdf.open(file) as pdf:
                lang, shows_title = str(pdf.Root.Lang), bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
            right = [facts["Title"] == title_of(unit, waves[-1], ORGANISATION, says), facts["Tagged"] == "yes", lang == TAGS[language], shows_title, "(A4)" in facts["Page size"]]
            right += [facts["Author"] == ORGANISATION, facts["JavaScript"] == "no", facts["Form"] == "none"]
            # The day of the wave, not that of the printer: the same report has the same bytes.
            right += [facts["CreationDate"] == facts["ModDate"]]
            return None if code == 0 and all(right) else (right, said)

        self.each(check)

    def test_bookmarks_are_the_headings_in_their_order(self):
        def check(file, language, unit, waves):
            with pikepdf.open(file) as pdf, pdf.open_outline() as outline:
                found = [item.title for item in outline.root]
                levels = [name for name, *_ in elements(pdf.Root.StructTreeRoot.K) if name in ("/H1", "/H2", "/H3")]
                marks = sum(1 + len(item.children) for item in outline.root)
            says, whole = Sayings(language), unit["unit"] == "/"
            wanted = ALWAYS + (WHERE_SHOWN if unit["shown"] else []) + (OF_THE_WHOLE if whole else [])
            missing = [says.say(key) for key in wanted if says.say(key) not in found]
            wrong = missing or levels[:1] != ["/H1"] or "/H3" in levels
            return (missing, levels, marks) if wrong or marks != len(levels) or levels.count("/H1") != len(found) else None

        self.each(check)

    def test_every_picture_is_told_in_words_and_every_table_has_its_heads(self):
        def check(file, language, unit, waves):
            with pikepdf.open(file) as pdf:
                found = list(elements(pdf.Root.StructTreeRoot.K))
                figures = [element for name, element, _ in found if name == "/Figure"]
                silent = [element for element in figures if len(str(element.get("/Alt", ""))) < 40]
                scopes = [[attribute(cell, "/Scope") for cell in heads(table)] for name, table, _ in found if name == "/Table"]
            bare = [scope for scope in scopes if not {"/Column", "/Row"} <= set(scope) or None in scope]
            return (silent, bare) if silent or bare or (len(waves) > 1 and not figures) else None

        heads = lambda table: [cell for name, cell, _ in elements(table) if name == "/TH"]
        self.each(check)


class Bytes(unittest.TestCase):
    def test_reports_made_twice_are_the_same_to_the_last_bit(self):
        make = partial(house().reports, house().first(), languages=LANGUAGES[1:])
        first, again = make(), make("-again")
        self.assertEqual(sorted(path.name for path in first.iterdir()), sorted(path.name for path in again.iterdir()))
        for file in first.iterdir():
            self.assertTrue(file.read_bytes() == (again / file.name).read_bytes(), file.name)

    def test_a_report_made_alone_is_the_same_as_among_all(self):
        units = house().newest()["units"]
        for position in (0, 1):
            unit, out = units[position]["unit"], house().folder / ("alone-%d.pdf" % position)
            house().run("report", "--unit", unit, "--wave", house().newest()["wave"], "--language", "nl", "--out", out)
            among = file_of(house().reports(house().newest()), position, "nl")
            self.assertTrue(out.read_bytes() == among.read_bytes(), unit)


if __name__ == "__main__":
    unittest.main()
