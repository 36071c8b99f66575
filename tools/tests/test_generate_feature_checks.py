# SPDX-License-Identifier: MIT
"""generate_feature_checks.py counts what was compared, and only what it knows of."""

import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import generate_feature_checks as checks


def feature(name, indicator, output):
    return {"name": name, "indicator": indicator, "output": output}


def comparison(indicator, output, source):
    return {"indicator": indicator, "output": output, "source": source, "parameters": '{"period":5}', "compared": "9"}


class FeatureChecks(unittest.TestCase):
    FEATURES = [feature("rsi_14", "rsi", "rsi"), feature("sma_5", "sma", "sma"), feature("odd", "odd", "odd")]

    def test_counts_outside_sources_slow_versions_and_the_rest(self):
        text, published = checks.document(
            self.FEATURES, [comparison("rsi", "rsi", "tulip/atoz.txt: rsi 5"), comparison("sma", "sma", checks.SLOW)])
        self.assertEqual(published, 1)
        self.assertIn("1 of 3 features are checked against values that another project published, 1 against", text)
        self.assertIn("| `rsi_14` | rsi | tulip/atoz.txt: rsi 5 (period 5), 9 |", text)
        self.assertIn("| `odd` | odd | worked by hand in the indicator's own test |", text)

    def test_takes_no_comparison_of_another_output(self):
        _, published = checks.document(self.FEATURES, [comparison("rsi", "other", "tulip/atoz.txt: rsi 5")])
        self.assertEqual(published, 0)


if __name__ == "__main__":
    unittest.main()
