"""Figures on paper are those of the export, each of them and no other, in every report and both languages."""

import copy
import unittest

from figures import Paper, title_of
from house import LANGUAGES, ORGANISATION, file_of, house
from reading import lines_of
from sayings import Sayings

SAYINGS = {code: Sayings(code) for code in LANGUAGES}


def complaints(file, language, unit, waves):
    says = SAYINGS[language]
    footer = "%s %s" % (ORGANISATION, says.say("report-page", page="#1", pages="#2"))
    lines = lines_of(file, title_of(unit, waves[-1], ORGANISATION, says, "running"), footer)
    return Paper(lines, unit, waves, ORGANISATION, says).check()


class Figures(unittest.TestCase):
    def test_every_figure_of_every_report_is_that_of_the_export_and_there_is_no_other(self):
        count = 0
        for file, language, unit, waves in house().papers():
            with self.subTest(file=file.name, wave=waves[-1]["wave"]):
                self.assertEqual(complaints(file, language, unit, waves), [])
            count += 1
        units = [len(wave["units"]) for wave in (house().newest(), house().first())]
        self.assertEqual(count, 2 * units[0] + units[1])

    def test_there_is_a_report_for_every_unit_and_no_other_file(self):
        for wave, languages in [(house().newest(), LANGUAGES), (house().first(), LANGUAGES[1:])]:
            files = list(house().reports(wave, languages=languages).iterdir())
            self.assertEqual(len(files), len(languages) * len(wave["units"]))

    def test_what_is_shown_hidden_and_at_the_ends_of_the_scale_was_all_there(self):
        units = [unit for wave in (house().newest(), house().first()) for unit in wave["units"]]
        shown = [unit for unit in units if unit["shown"]]
        items = [item for unit in shown for item in unit["items"].values()]
        self.assertTrue(len(shown) < len(units))
        self.assertTrue(any("mean" in item for item in items) and any("favourable" in item for item in items))
        self.assertTrue(any(item.get("unfavourable") == "<15" for item in items))


class TheCheckItself(unittest.TestCase):
    """One figure of the export is made another, and is missed where it stands."""

    def altered(self, position, change):
        """The complaints about the report on a unit after `change` of its wave, in each language."""
        waves = copy.deepcopy(house().waves)
        change(waves[-1]["units"], waves[-1])
        folder = house().reports(house().newest())
        unit = waves[-1]["units"][position]
        return [complaints(file_of(folder, position, code), code, unit, waves) for code in LANGUAGES]

    def missed(self, position, place, change):
        for told in self.altered(position, change):
            self.assertTrue(any(complaint.startswith(place) for complaint in told), (place, told))

    def place_of(self, wanted):
        return next(at for at, unit in enumerate(house().newest()["units"]) if at and unit["shown"] and wanted(unit))

    def test_nothing_is_missed_where_nothing_was_altered(self):
        self.assertEqual(self.altered(0, lambda units, wave: None), [[], []])

    def test_another_score_is_missed_in_each_table_in_which_it_stands(self):
        small = self.place_of(lambda unit: unit["answered"]["to"] == 9)
        path = house().newest()["units"][small]["unit"].rpartition("/")[0]
        around = next(at for at, unit in enumerate(house().newest()["units"]) if unit["unit"] == path)

        def change(units, wave):
            units[small]["indices"]["score"]["points"] += 6.25

        self.missed(small, "summary", change)
        self.missed(around, "report-inside", change)
        self.missed(0, "organisation-tree", change)

    def test_another_range_band_share_or_mean_is_missed(self):
        large = self.place_of(lambda unit: unit["answered"]["to"] is None)
        small = self.place_of(lambda unit: unit["answered"]["to"] == 9)
        item = lambda unit: next(item for item in unit["items"].values() if item["shown"])

        def higher(units, wave):
            units[large]["indices"]["mistakes"]["high_points"] += 2.5

        def fewer(units, wave):
            units[large]["answered"] = {"from": 20, "to": 49}

        def share(units, wave):
            item(units[large])["unfavourable"] = "85"

        def mean(units, wave):
            item(units[small])["mean"] = 1.25

        self.missed(large, "summary", higher)
        self.missed(large, "summary", fewer)
        self.missed(0, "organisation-tree", fewer)
        self.missed(large, "report-statements", share)
        self.missed(small, "report-statements", mean)

    def test_a_figure_of_a_unit_that_should_be_hidden_is_missed(self):
        small = self.place_of(lambda unit: unit["answered"]["to"] == 9)

        def hide(units, wave):
            units[small] = {"unit": units[small]["unit"], "shown": False}

        self.missed(small, "summary", hide)
        self.missed(small, "statements", hide)
        self.missed(0, "organisation-tree", hide)

    def test_other_figures_on_the_whole_organisation_are_missed(self):
        def share(units, wave):
            wave["took_part_percent"] -= 5

        def alpha(units, wave):
            wave["technical"]["score"]["alpha_low"] += 0.01

        def teams(units, wave):
            wave["technical"]["belonging"]["icc2"] += 0.01

        def variance(units, wave):
            wave["method"]["variance_within"]["mistakes"] += 1

        self.missed(0, "organisation-response", share)
        for change in (alpha, teams, variance):
            self.missed(0, "technical", change)


if __name__ == "__main__":
    unittest.main()
