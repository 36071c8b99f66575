# SPDX-License-Identifier: MIT
"""The first answer that README.md shows is what the sample data give."""

import json
import re
import unittest

import service

SAMPLE = service.ROOT / "build/sample-data/sp500-2000.csv"
INSTRUMENTS = service.ROOT / "scripts/sample-instruments.toml"


def shown_figures(text):
    """Each (name, value) of the laid out, shortened answer; of nested ones the innermost."""
    block = text.split("On the sample data", 1)[1].split("\n\n", 2)[1]
    return [(name, json.loads(value)) for name, value in
            re.findall(r'"(\w+)": ("[^"]*"|-?[\d.]+(?:[eE]-?\d+)?)(?=[,}\s])', block)]


def figures(node):
    """Every (name, value) of an answer that is a text or a number."""
    for name, value in node.items():
        if isinstance(value, dict):
            yield from figures(value)
        elif not isinstance(value, list):
            yield name, value


class Readme(unittest.TestCase):
    def test_the_first_answer_is_the_one_that_the_sample_data_give(self):
        with service.folder() as folder:
            service.command("ingest", SAMPLE, "--symbol", "SP500", "--data-dir", folder)
            service.command("instruments", "set", INSTRUMENTS, "--data-dir", folder)
            with service.Service(folder) as running:
                given = list(figures(running.get(service.PREFIX + "/regime/current").json))
        shown = shown_figures((service.ROOT / "README.md").read_text())
        self.assertGreaterEqual(len(shown), 15)
        for name, value in shown:
            with self.subTest(name=name):
                self.assertIn((name, value), given)


if __name__ == "__main__":
    unittest.main()
