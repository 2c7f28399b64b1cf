"""A demo made with the real program, its reports and its export; made once for all tests and thrown away after them.

POLSSLAG names the program. PAPERS may name a folder that is kept, to run the tests again on what is in it.
"""

import atexit
import functools
import json
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

ORGANISATION = "Meander Care"
LANGUAGES = ["en", "nl"]


def polsslag(folder, *words):
    """What a command of the program says about the installation in a folder."""
    program = os.environ.get("POLSSLAG", "target/debug/polsslag")
    told = subprocess.run([program, *map(str, words), "--dir", str(folder)], capture_output=True, text=True)
    if told.returncode:
        raise AssertionError("polsslag %s: %s" % (words, told.stderr))
    return told.stdout


class House:
    """The demo in a folder."""

    def __init__(self, folder):
        self.folder, self.dir = folder, folder / "house"
        if not self.dir.exists():
            self.run("demo", "--no-serve", "--waves", "12", "--people", "240")
        exported = self.made("export.json", lambda out: self.run("export", "--format", "json", "--out", out))
        self.waves = json.loads(exported.read_text("utf-8"))["waves"]

    def run(self, *words):
        """What a command says."""
        return polsslag(self.dir, *words)

    def made(self, name, make):
        """What `make` leaves in the folder, made when it is not there."""
        out = self.folder / name
        if not out.exists():
            make(out)
        return out

    def reports(self, wave, name="", languages=LANGUAGES):
        """The folder with all reports of a wave; of another `name`, they are made again."""
        label = wave["wave"]
        only = [] if len(languages) > 1 else ["--language", *languages]
        return self.made(
            "reports-%s%s" % (label, name),
            lambda out: self.run("report", "--all", "--wave", label, "--out", out, *only),
        )

    def newest(self):
        """The newest wave, whose reports are made in both languages."""
        return self.waves[-1]

    def first(self):
        """The oldest wave, whose reports are made in one language, to save time."""
        return self.waves[0]

    def papers(self):
        """All reports: file, language, unit, and the waves up to theirs."""
        for wave, languages in [(self.newest(), LANGUAGES), (self.first(), LANGUAGES[1:])]:
            folder = self.reports(wave, languages=languages)
            past = self.waves[: self.waves.index(wave) + 1]
            for position, unit in enumerate(wave["units"]):
                for language in languages:
                    yield file_of(folder, position, language), language, unit, past


def file_of(folder, position, language):
    """The report on the unit at a place in the tree."""
    [file] = Path(folder).glob("%05d *.%s.pdf" % (position, language))
    return file


@functools.lru_cache(maxsize=None)
def house():
    kept = os.environ.get("PAPERS")
    folder = Path(kept or tempfile.mkdtemp(prefix="polsslag-papers-"))
    folder.mkdir(exist_ok=True)
    if not kept:
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return House(folder)
