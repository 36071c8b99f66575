# SPDX-License-Identifier: MIT
"""The README check refuses what it should."""

import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import check_readmes

GOOD = """# market

Bars and where they are kept.

## Start here
bar.hpp

## Rules
A bar is available at its close.

## Adding one
A header, its source and its test.

## Not here
Features (features).
"""


class ReadmeCheck(unittest.TestCase):
    def complaints(self, text, headers=("bar.hpp",)):
        with tempfile.TemporaryDirectory() as folder:
            module = pathlib.Path(folder) / "market"
            (module / "detail").mkdir(parents=True)
            (module / "detail/hidden.hpp").touch()
            for header in headers:
                (module / header).touch()
            if text is not None:
                (module / "README.md").write_text(text)
            return check_readmes.complaints(module)

    def test_the_one_shape_passes(self):
        self.assertEqual([], self.complaints(GOOD))

    def test_a_missing_readme_is_refused(self):
        self.assertEqual(["there is no README.md"], self.complaints(None))

    def test_a_missing_heading_is_refused(self):
        self.assertIn("its headings must be", self.complaints(GOOD.replace("## Rules\n", ""))[0])

    def test_another_title_is_refused(self):
        self.assertIn("its title must be '# market'", self.complaints(GOOD.replace("# market", "# Market data"))[0])

    def test_a_readme_without_its_sentence_is_refused(self):
        self.assertIn("no sentence", self.complaints(GOOD.replace("Bars and where they are kept.", ""))[0])

    def test_a_public_header_that_is_not_named_is_refused(self):
        self.assertEqual(["it does not name quote.hpp"], self.complaints(GOOD, ("bar.hpp", "quote.hpp")))

    def test_a_longer_name_does_not_stand_for_a_shorter_one(self):
        self.assertEqual(["it does not name bar.hpp"], self.complaints(GOOD.replace("bar.hpp", "minute_bar.hpp")))

    def test_forty_lines_are_too_many(self):
        self.assertIn("at most 39", self.complaints(GOOD + "\n" * 40)[0])


if __name__ == "__main__":
    unittest.main()
