"""Letters as a mail program reads them: whole, small, the same for everybody, and with the very papers that are printed."""

import email
import email.policy
import re
import unittest
from email.utils import parseaddr, parsedate_to_datetime
from html.parser import HTMLParser
from pathlib import Path

from house import ORGANISATION, file_of, house


def letters(kind):
    """The letters of a kind about the newest wave, with what was wrong in their form."""
    folder = house().dir / "letters" / kind / house().newest()["wave"]
    for file in sorted(folder.glob("*.eml")):
        content = file.read_bytes()
        yield email.message_from_bytes(content, policy=email.policy.SMTP), content


#: One letter of each kind in each language, as the tests of the code keep them.
SAMPLES = Path(__file__).parents[2] / "src" / "mail" / "letters"

#: Elements of HTML that have no end.
VOID = {"br", "meta"}


def samples():
    for file in sorted(SAMPLES.glob("*/sample.*.eml")):
        content = file.read_bytes()
        yield "%s %s" % (file.parent.name, file.stem), email.message_from_bytes(content, policy=email.policy.default), content


class Tags(HTMLParser):
    """The tags of a page, which must close in the order in which they open, and the addresses that it fetches or links to."""

    def __init__(self, html):
        super().__init__()
        self.open, self.seen, self.links, self.fetched = [], set(), set(), set()
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.seen.add(tag)
        for name, value in attributes:
            if name == "href":
                self.links.add(value)
            elif name in ("src", "background", "srcset", "action"):
                self.fetched.add(value)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.handle_starttag(tag, attributes)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open and self.open[-1] == tag, "</%s> in %s" % (tag, self.open)
        self.open.pop()


def text_of(letter, kind):
    return letter.get_body((kind,)).get_content()


class Letters(unittest.TestCase):
    def well_formed(self, letter, content):
        for part in letter.walk():
            self.assertFalse(part.defects)
            for header, value in part.items():
                self.assertFalse(value.defects, header)
        self.assertTrue(all(len(line) <= 998 for line in content.splitlines()))
        for header in ("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted"):
            self.assertEqual(len(letter.get_all(header)), 1, header)
        self.assertIn("@", parseaddr(letter["To"])[1])
        parsedate_to_datetime(letter["Date"])
        self.assertTrue(text_of(letter, "plain").strip() and text_of(letter, "html").strip())

    def test_every_kind_of_letter_is_whole_and_small_and_brings_nothing_along(self):
        seen = set()
        for name, letter, content in samples():
            with self.subTest(name):
                self.well_formed(letter, content)
                self.assertLess(len(content), 30_000)
                content.decode("ascii")
                self.assertEqual(content.count(b"\n"), content.count(b"\r\n"))
                self.assertEqual(list(letter.iter_attachments()), [])
                html, text = text_of(letter, "html"), text_of(letter, "plain")
                tags = Tags(html)
                self.assertEqual((tags.open, tags.fetched), ([], set()))
                self.assertFalse(tags.seen & {"img", "script", "link", "iframe", "object", "form", "input", "video"})
                self.assertNotRegex(html, r"url\(|@import|@font-face")
                for link in tags.links:
                    self.assertIn(link, text, "the plain text has every link")
                seen.add(name)
        self.assertEqual(len(seen), 14)

    def test_letters_to_employees_are_stopped_with_one_click(self):
        for name, letter, _ in samples():
            with self.subTest(name):
                expected = name.split()[0] in ("invitation", "reminder", "results")
                self.assertEqual("List-Unsubscribe" in letter, expected)
                self.assertEqual(letter.get("List-Unsubscribe-Post"), "List-Unsubscribe=One-Click" if expected else None)
                if expected:
                    [link] = re.fullmatch(r"<(https://\S+)>", letter["List-Unsubscribe"]).groups()
                    self.assertIn(link, text_of(letter, "plain"))

    def test_letters_to_management_hold_the_reports_of_their_units_in_their_language(self):
        count, newest = 0, house().newest()
        places = {unit["unit"]: position for position, unit in enumerate(newest["units"])}
        for letter, content in letters("report"):
            self.well_formed(letter, content)
            language = re.search(r'<html lang="(..)"', text_of(letter, "html")).group(1)
            units = re.findall(r"^- (.+?)(?: \(.*)?$", text_of(letter, "plain"), re.MULTILINE)
            papers = list(letter.iter_attachments())
            self.assertEqual(len(papers), len(units))
            for unit, paper in zip(units, papers):
                self.assertEqual(paper.get_content_type(), "application/pdf")
                self.assertTrue(paper.get_filename().startswith(unit.split("/")[-1]) or "/" in unit, paper.get_filename())
                self.assertTrue(paper.get_filename().endswith(".pdf"))
                printed = file_of(house().reports(newest), places["/" if unit == ORGANISATION else unit], language)
                self.assertTrue(paper.get_content() == printed.read_bytes(), "%s differs" % printed.name)
                count += 1
        self.assertGreater(count, 0, "no letter holds a report")

    def test_everybody_gets_a_letter_about_results_that_holds_nothing_but_the_link(self):
        links, addresses, opt_outs = set(), [], set()
        for letter, content in letters("results"):
            self.well_formed(letter, content)
            self.assertEqual(list(letter.iter_attachments()), [])
            opt_outs.add(re.search(r"/letters/[a-z2-7]{42}", text_of(letter, "plain")).group())
            found = set(re.findall(r"/results/[0-9a-z/-]+", text_of(letter, "plain") + text_of(letter, "html")))
            self.assertEqual(len(found), 1, found)
            links |= found
            addresses.append(parseaddr(letter["To"])[1])
        self.assertEqual((len(addresses), len(set(addresses))), (240, 240))
        self.assertEqual(len(opt_outs), 240, "everybody stops their own letters")
        # One for each unit in which people are counted: a link of one's own would be a name.
        self.assertLess(len(links), len(house().newest()["units"]))


if __name__ == "__main__":
    unittest.main()
