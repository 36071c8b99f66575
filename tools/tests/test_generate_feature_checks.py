# SPDX-License-Identifier: MIT
"""generate_feature_checks.py counts what was compared, and only what it knows of."""

import json
import pathlib
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import generate_feature_checks as checks
import published_results


def feature(name, indicator, output, references=()):
    return {"name": name, "indicator": indicator, "output": output, "references": list(references)}


def check(indicator, output, source, reference="", apart="", how=""):
    return {"indicator": indicator, "output": output, "source": source, "parameters": '{"period":5}', "compared": 9,
            "reference": reference, "apart": apart, "how": how}


RSI = feature("rsi_14", "rsi", "rsi")
SMA = feature("sma_5", "sma", "sma")
ODD = feature("odd", "odd", "odd")
OF_TULIP = check("rsi", "rsi", "tulip/atoz.txt: rsi 5")


class FeatureChecks(unittest.TestCase):
    def test_counts_each_feature_by_its_strongest_check(self):
        text, counts = checks.document([RSI, SMA, ODD], [
            OF_TULIP, check("rsi", "rsi", checks.SLOW), check("sma", "sma", checks.SLOW + " on real bars"),
            check("odd", "odd", checks.SLOW)])
        self.assertEqual(counts, [1, 2])
        self.assertIn("Of 3 features, 1 are checked against values that another project published, and 2 against", text)
        self.assertIn("| `rsi_14` | rsi | tulip/atoz.txt: rsi 5 (period 5), 9; slow version", text)
        self.assertIn("| `odd` | odd | slow version of the formula (period 5), 9 |", text)

    def test_refuses_a_feature_that_nothing_checked(self):
        with self.assertRaisesRegex(ValueError, "no test recorded a check of sma_5, odd"):
            checks.document([RSI, SMA, ODD], [OF_TULIP])

    def test_takes_no_check_of_another_output(self):
        with self.assertRaisesRegex(ValueError, "rsi_14"):
            checks.document([RSI], [check("rsi", "other", "tulip/atoz.txt: rsi 5")])

    def test_takes_a_joined_value_only_with_what_is_joined(self):
        vix = feature("vix_level", "joined_value", "joined_value", ["series:vix"])
        checks.document([vix], [check("joined_value", "joined_value", checks.SLOW, reference="series:vix")])
        with self.assertRaisesRegex(ValueError, "vix_level"):
            checks.document([vix], [check("joined_value", "joined_value", checks.SLOW, reference="series:gold")])

    def test_says_what_was_left_out(self):
        text, _ = checks.document([RSI], [check("rsi", "rsi", "tulip/atoz.txt: rsi 5", apart="one bar: a tie")])
        self.assertIn("9, but for one bar: a tie |", text)

    def test_says_how_it_was_compared(self):
        text, _ = checks.document([RSI], [check("rsi", "rsi", "tulip/atoz.txt: rsi 5", how="to 0.01")])
        self.assertIn("9, to 0.01 |", text)

    def test_takes_what_passing_tests_recorded(self):
        passed = {"result": "COMPLETED", "check_0": json.dumps(OF_TULIP), "check_1": json.dumps(OF_TULIP), "time": "0s"}
        others = [{**passed, "failures": [{}]}, {**passed, "result": "SKIPPED"}, {"result": "COMPLETED"}]
        report = {"testsuites": [{"testsuite": [passed, *others]}]}
        self.assertEqual(checks.checks_in(report), [OF_TULIP, OF_TULIP])


class PublishedResults(unittest.TestCase):
    PUBLISHED = {"tulip/atoz.txt: rsi 5", "ta_bukosabino/cs-rsi.csv"}

    def test_accounts_for_what_is_compared_or_declared(self):
        declared = [{"reason": "rounded", "results": ["ta_bukosabino/cs-rsi.csv"]}]
        self.assertEqual(published_results.unaccounted(self.PUBLISHED, [OF_TULIP], declared), [])
        compared = check("rsi", "rsi", "ta_bukosabino/cs-rsi.csv: RSI")
        self.assertEqual(published_results.unaccounted(self.PUBLISHED, [OF_TULIP, compared], []), [])

    def test_names_what_nobody_reads(self):
        errors = published_results.unaccounted(self.PUBLISHED, [OF_TULIP], [])
        self.assertEqual(len(errors), 1)
        self.assertIn("ta_bukosabino/cs-rsi.csv: no test reads it", errors[0])

    def test_names_declarations_that_say_nothing(self):
        declared = [{"reason": "rounded", "results": ["tulip/atoz.txt: rsi 5", "tulip/atoz.txt: rsi 6"]}]
        errors = published_results.unaccounted({"tulip/atoz.txt: rsi 5"}, [OF_TULIP], declared)
        self.assertEqual(errors, ["tulip/atoz.txt: rsi 5: declared as different, but compared",
                                  "tulip/atoz.txt: rsi 6: declared as different, but not published"])

    def test_finds_the_vectors_and_words_of_tulip(self):
        text = "# Of\n\nrsi 5\n#page 1\n{1,2}\n{3}\n\nao\n{1}\n{}\n\nsma 2\n{1,2}\n{1.5}\n"
        self.assertEqual(published_results.vectors(text), ["rsi 5", "sma 2"])
        self.assertEqual(published_results.candle_words("candle\n{1}\n!doji 3\nstar 4\n"), ["doji", "star"])


if __name__ == "__main__":
    unittest.main()
