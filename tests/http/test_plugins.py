# SPDX-License-Identifier: MIT
"""Indicators of a user's own libraries, from the folder that a setting names."""

import json
import pathlib
import shutil
import subprocess
import tempfile
import unittest

import service

EXAMPLE = service.BINARY.parents[1] / "plugins/range_position.so"


class Plugins(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        self.library = self.folder / EXAMPLE.name
        shutil.copyfile(EXAMPLE, self.library)
        self.library.chmod(0o600)

    def catalogue(self, *options):
        return subprocess.run([service.BINARY, "features", "--catalog", "--json", *options],
                              capture_output=True, text=True, timeout=120, check=False)

    def test_they_stand_in_the_catalogue_where_the_setting_names_their_folder(self):
        without = json.loads(self.catalogue().stdout)
        listed = json.loads(self.catalogue("--features-plugin-folder", self.folder).stdout)
        names = {each["name"]: each for each in listed["features"]}
        self.assertNotIn("range_position_20", {each["name"] for each in without["features"]})
        self.assertEqual(len(names), len(without["features"]) + 1)
        self.assertEqual(names["range_position_20"]["warm_up"], 19)
        self.assertEqual(names["range_position_20"]["group"], "support_resistance")

    def test_what_is_refused_ends_the_start_and_is_named(self):
        self.library.write_text("no library")
        refused = self.catalogue("--features-plugin-folder", self.folder)
        self.assertEqual(refused.returncode, 64)
        self.assertIn("features.plugin_folder", refused.stderr)
        self.assertIn(self.library.name, refused.stderr)


if __name__ == "__main__":
    unittest.main()
