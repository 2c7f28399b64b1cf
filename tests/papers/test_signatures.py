"""Signatures of our own on letters (DKIM), checked by a program that did not make them: every letter, every language, both
kinds of keys."""

import email
import email.policy
import re
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import dkim

from house import LANGUAGES, polsslag

#: Every letter, and whether it is signed with the headers that stop such letters (RFC 8058, section 4).
LETTERS = {
    "trial": False,
    "invitation": True,
    "reminder": True,
    "results": True,
    "reports": False,
    "closing": False,
    "welcome": False,
    "reset": False,
}


class Signing:
    """An installation that signs its letters."""

    def __init__(self, key):
        self.folder = Path(tempfile.mkdtemp(prefix="polsslag-signing-"))
        self.dir = self.folder / "there"
        self.run("init", "--organisation", "Zorggroep Één", "--adviser", "Zoë Bos & Co")
        self.change('from = "Polsslag <polsslag@localhost>"', 'from = "Polsslag bij Zorg Één <pulse@mail.example.org>"')
        self.change('base_url = "http://127.0.0.1:8000"', 'base_url = "https://pulse.example.org"')
        self.change('#= email = "adviser@', 'email = "adviser@')
        section = '[mail.dkim]\nselector = "polsslag"\nkey_file = "keys/dkim.pem"\ndomain = "example.org"\n\n[adviser]'
        if key == "rsa":
            out = self.dir / "keys" / "dkim.pem"
            make = ["openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", str(out)]
            subprocess.run(make, check=True, capture_output=True)
            out.chmod(0o600)
        else:
            self.run("mail", "dkim", "new")
        self.change("\n[adviser]", "\n" + section)
        told = self.run("mail", "dkim", "record")
        self.name, self.record = re.search(r"^(\S+_domainkey\S+)\n(v=DKIM1;.*)$", told, re.MULTILINE).groups()

    def run(self, *words):
        return polsslag(self.dir, *words)

    def change(self, before, after):
        file = self.dir / "polsslag.toml"
        text = file.read_text("utf-8")
        assert before in text, before
        file.write_text(text.replace(before, after, 1), "utf-8")

    def letter(self, kind, language):
        told = self.run("mail", "test", "--to", "jan@example.net", "--letter", kind, "--language", language)
        return Path(told.strip().split(" lies in ")[1]).read_bytes()

    def verifies(self, letter):
        """Whether the published key signed it; the names in the DNS are those of this installation."""
        records = {self.name + ".": self.record}

        def ask(name, timeout=5):
            return records.get(name.decode(), "").encode()

        return dkim.verify(letter, minkey=2048, dnsfunc=ask)


# Headers that nobody can put in front of a letter.
ADDED = [
    b"From: Somebody <else@example.org>",
    b"Subject: another one",
    b"Reply-To: else@example.org",
    b"Content-Type: text/html",
    b"List-Unsubscribe: <https://else.example.org>",
]


class Signatures(unittest.TestCase):
    def signs(self, key):
        house = Signing(key)
        self.addCleanup(shutil.rmtree, house.folder, ignore_errors=True)
        self.assertEqual(house.name, "polsslag._domainkey.example.org")
        for kind, stops in LETTERS.items():
            for language in LANGUAGES:
                with self.subTest(letter=kind, language=language, key=key):
                    letter = house.letter(kind, language)
                    self.assertTrue(house.verifies(letter), letter)
                    self.assertEqual(len(letter.splitlines()), letter.count(b"\r\n"))
                    self.covers(letter, stops)
                    self.marked(letter, kind, language)
                    for was, becomes in [(b"Subject: ", b"Subject: x"), (b"\r\n\r\n", b"\r\n\r\nx")]:
                        self.assertFalse(house.verifies(letter.replace(was, becomes, 1)), was)
                    for another in ADDED:
                        self.assertFalse(house.verifies(another + b"\r\n" + letter), another)

    def covers(self, letter, stops):
        parsed = email.message_from_bytes(letter, policy=email.policy.default)
        signed = re.sub(r"\s", "", re.search(r"h=([^;]*);", str(parsed["DKIM-Signature"])).group(1)).split(":")
        self.assertEqual(len(parsed.get_all("DKIM-Signature")), 1)
        for header in ("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type", "Auto-Submitted"):
            self.assertIn(header, parsed)
        for header in ("List-Unsubscribe", "List-Unsubscribe-Post"):
            self.assertEqual(header in parsed, stops, header)
        for header in set(signed):
            self.assertEqual(signed.count(header), len(parsed.get_all(header, [])) + 1, header)

    def marked(self, letter, kind, language):
        """A sample says so, and its links lead to nobody."""
        parsed = email.message_from_bytes(letter, policy=email.policy.default)
        mark = {"en": "(Sample) ", "nl": "(Voorbeeld) "}[language]
        self.assertEqual(parsed["Subject"].startswith(mark), kind != "trial", parsed["Subject"])
        text = parsed.get_body(("plain",)).get_content()
        self.assertIn("Zorggroep Één", text)
        for secret in re.findall(r"/(?:a|reset|letters|results/[0-9-]+/[0-9]+)/(\S+)", text):
            self.assertRegex(secret, r"^(sample)+[a-z]{0,5}$")

    def test_letters_signed_with_rsa_are_ours_to_any_receiver(self):
        self.signs("rsa")

    def test_letters_signed_with_ed25519_are_ours_to_any_receiver(self):
        self.signs("ed25519")


if __name__ == "__main__":
    unittest.main()
