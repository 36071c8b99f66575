# SPDX-License-Identifier: MIT
"""The generated documents are refused when they are stale."""

import pathlib
import sys
import tempfile
import unittest
from unittest import mock

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import generate_docs

CURRENT = {"cli.md": "serve\n", "features.md": "sma\n"}
HELP = "A program\n\nSubcommands:\n  serve                       Run\n  var                         Risk\n\nMore below.\n"
CATALOG = {
    "features": [{"name": "sma_5", "group": "trend", "indicator": "sma", "parameters": {"period": 5.0},
                  "output": "sma", "warm_up": 4, "references": ["benchmark"]}],
    "indicators": [{"name": "sma", "title": "Simple mean", "group": "trend", "inputs": ["close"],
                    "parameters": [{"name": "period", "help": "Bars", "type": "integer", "default": 20,
                                    "minimum": 1, "maximum": None}],
                    "outputs": [{"name": "sma", "meaning": "a | b", "degenerate": "always defined",
                                 "minimum": None, "maximum": None}],
                    "formula": "mean of c", "gaps": "No value", "cost": "window", "reference": "A book"}],
    "joined_series": [{"name": "benchmark", "meaning": "Its close", "formula": "", "missing": "before it is loaded",
                       "minimum": 0.0, "maximum": None, "reference": ""}],
}


class Check(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name) / "generated"
        for patch in (mock.patch.object(generate_docs, "documents", lambda: dict(CURRENT)),
                      mock.patch.object(generate_docs.service, "BINARY", pathlib.Path(__file__))):
            patch.start()
            self.addCleanup(patch.stop)
        generate_docs.main([], self.folder)

    def complaint(self):
        """What --check ends with; None where it finds nothing."""
        try:
            generate_docs.main(["--check"], self.folder)
        except SystemExit as end:
            return end.code
        return None

    def test_documents_just_written_are_current(self):
        self.assertIsNone(self.complaint())

    def test_a_changed_document_is_named_with_the_command_that_renews_it(self):
        (self.folder / "cli.md").write_text("serve more\n")
        self.assertEqual("out of date in docs/generated: cli.md; run tools/generate_docs.py", self.complaint())

    def test_a_missing_document_is_named(self):
        (self.folder / "features.md").unlink()
        self.assertIn("features.md", self.complaint())

    def test_a_document_that_is_no_longer_made_is_named_and_removed(self):
        (self.folder / "old.md").write_text("gone\n")
        self.assertIn("old.md", self.complaint())
        generate_docs.main([], self.folder)
        self.assertIsNone(self.complaint())

    def test_checking_writes_nothing(self):
        (self.folder / "cli.md").write_text("serve more\n")
        self.complaint()
        self.assertEqual("serve more\n", (self.folder / "cli.md").read_text())

    def test_without_the_program_there_is_no_verdict(self):
        with mock.patch.object(generate_docs.service, "BINARY", self.folder / "none"):
            self.assertIn("is missing", self.complaint())


class Texts(unittest.TestCase):
    def test_every_command_of_the_help_has_a_section(self):
        text = generate_docs.commands_document(lambda *name: HELP if not name else f"help of {name[0]}\n")
        self.assertIn("## serve\n\n```text\nhelp of serve\n```", text)
        self.assertIn("## var\n\n```text\nhelp of var\n```", text)

    def test_a_feature_says_its_parameters_and_warm_up(self):
        text = generate_docs.features_document(CATALOG)
        self.assertIn("| `sma_5` | trend | [sma](#sma) | sma | period 5 | `benchmark` | 4 |", text)
        self.assertIn("| `benchmark` | Its close |  | at least 0 | before it is loaded |  |", text)
        self.assertIn("Warm-up: 4 bars (`sma_5`).", text)
        self.assertIn("| `period` | integer | 20 | at least 1 | Bars |", text)

    def test_a_bar_in_a_cell_does_not_end_it(self):
        self.assertIn("a \\| b", generate_docs.features_document(CATALOG))


if __name__ == "__main__":
    unittest.main()
