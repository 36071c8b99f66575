# SPDX-License-Identifier: MIT
"""The licence check refuses what it should."""

import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import check_licences
from licence_list import Dependency

HEADER = "name\tversion\tspdx\tkind\twhy\n"


class LicenceCheck(unittest.TestCase):
    def complaints(self, rows, packages="build libgood-dev\n", lock=""):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            for path, text in {"third_party/licences.tsv": HEADER + rows, "scripts/packages.txt": packages,
                               "scripts/fetch.lock": lock}.items():
                (root / path).parent.mkdir(exist_ok=True)
                (root / path).write_text(text)
            return check_licences.complaints(root)

    def test_a_listed_package_with_an_allowed_licence_passes(self):
        self.assertEqual([], self.complaints("libgood-dev\t1\tMIT\tlinked\treads\n"))

    def test_a_linked_gpl_library_is_refused(self):
        self.assertEqual(["libgood-dev: the licence GPL-3.0-or-later is not allowed for what is linked"],
                         self.complaints("libgood-dev\t1\tGPL-3.0-or-later\tlinked\treads\n"))

    def test_one_allowed_choice_is_enough(self):
        self.assertEqual([], self.complaints("libgood-dev\t1\tGPL-2.0-only OR MIT\tlinked\treads\n"))

    def test_a_gpl_tool_is_not_part_of_the_program(self):
        self.assertEqual([], self.complaints("libgood-dev\t1\tGPL-3.0-or-later\ttool\tcompiles\n"))

    def test_a_package_without_a_row_is_refused(self):
        self.assertEqual(["libgood-dev: it has no row in third_party/licences.tsv"], self.complaints(""))

    def test_a_row_without_a_package_is_refused(self):
        found = self.complaints("libgood-dev\t1\tMIT\tlinked\treads\nlibgone-dev\t1\tMIT\tlinked\treads\n")
        self.assertEqual(1, len(found))
        self.assertIn("libgone-dev", found[0])

    def test_an_npm_package_of_another_version_is_refused(self):
        lock = "package page-maker 2.0.0 pages hash\n"
        self.assertEqual(["page-maker: scripts/fetch.lock pins 2.0.0, the row says 1.0.0"],
                         self.complaints("page-maker\t1.0.0\tMIT\tpage\tshows\n", packages="", lock=lock))

    def test_a_malformed_row_is_refused_with_its_line(self):
        with self.assertRaisesRegex(ValueError, "licences.tsv:2"):
            self.complaints("libgood-dev\t1\tMIT\n")

    def test_debian_s_own_record_must_agree(self):
        dependency = Dependency("libgood-dev", "1", "MIT", "linked", "reads")
        with tempfile.TemporaryDirectory() as folder:
            record = pathlib.Path(folder) / "libgood-dev/copyright"
            record.parent.mkdir()
            record.write_text("Files: *\nLicense: Expat\n")
            self.assertEqual([], check_licences.copyright_complaints(dependency, pathlib.Path(folder)))
            record.write_text("Files: *\nLicense: GPL-3\n")
            self.assertIn("does not name MIT", check_licences.copyright_complaints(dependency, pathlib.Path(folder))[0])


if __name__ == "__main__":
    unittest.main()
