"""Letters about reports and results, as a mail program reads them: whole, and with the very papers that are printed."""

import email
import email.policy
import re
import unittest
from email.utils import parseaddr, parsedate_to_datetime

from house import ORGANISATION, file_of, house


def letters(kind):
    """The letters of a kind about the newest wave, with what was wrong in their form."""
    folder = house().dir / "letters" / kind / house().newest()["wave"]
    for file in sorted(folder.glob("*.eml")):
        content = file.read_bytes()
        yield email.message_from_bytes(content, policy=email.policy.SMTP), content


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
        links, addresses = set(), []
        for letter, content in letters("results"):
            self.well_formed(letter, content)
            self.assertEqual(list(letter.iter_attachments()), [])
            found = set(re.findall(r"/results/[0-9a-z/-]+", text_of(letter, "plain") + text_of(letter, "html")))
            self.assertEqual(len(found), 1, found)
            links |= found
            addresses.append(parseaddr(letter["To"])[1])
        self.assertEqual((len(addresses), len(set(addresses))), (240, 240))
        # One for each unit in which people are counted: a link of one's own would be a name.
        self.assertLess(len(links), len(house().newest()["units"]))


if __name__ == "__main__":
    unittest.main()
