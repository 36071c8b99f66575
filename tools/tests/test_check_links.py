# SPDX-License-Identifier: MIT
"""The link check refuses what it should."""

import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import check_links


class LinkCheck(unittest.TestCase):
    def complaints(self, text):
        with tempfile.TemporaryDirectory() as folder:
            page = pathlib.Path(folder) / "page.md"
            page.write_text(text)
            (page.parent / "other.md").write_text("# Other\n\n## Start and stop\n\n```text\n# no heading\n```\n")
            return check_links.complaints(page)

    def test_files_headings_and_other_sites_pass(self):
        self.assertEqual([], self.complaints("# Page\n[a](other.md) [b](other.md#start-and-stop) [c](#page)\n"
                                             "[d](https://example.org/none)\n"))

    def test_a_missing_file_is_refused(self):
        self.assertEqual(["gone.md leads nowhere"], self.complaints("[a](gone.md)\n"))

    def test_a_missing_heading_is_refused(self):
        self.assertEqual(["other.md#backup: there is no such heading"], self.complaints("[a](other.md#backup)\n"))

    def test_what_only_looks_like_a_heading_is_none(self):
        self.assertEqual(1, len(self.complaints("[a](other.md#no-heading)\n")))

    def test_a_broken_image_is_refused(self):
        self.assertEqual(["gone.svg leads nowhere"], self.complaints("![a](gone.svg)\n"))


if __name__ == "__main__":
    unittest.main()
