# SPDX-License-Identifier: MIT
"""Two sources of one symbol join into one series, by the command line and the route."""

import csv
import decimal
import json
import unittest

import service

OLD = service.ROOT / "build/sample-data/SP500.csv"
NEW = service.ROOT / "build/sample-data/sp500-2000.csv"
PRICES = ("open", "high", "low", "close")


def rows(path):
    """{date: {name: decimal}} of a file of daily bars."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        lines = [{name.lower(): text for name, text in row.items()} for row in csv.DictReader(file)]
    return {row["date"]: {name: decimal.Decimal(row[name]) for name in (*PRICES, "volume")} for row in lines}


@unittest.skipUnless(OLD.exists() and NEW.exists(), "sample data not present: scripts/fetch brings it")
class Join(unittest.TestCase):
    def test_two_sources_read_as_one_series_and_their_differences_are_told(self):
        old, new = rows(OLD), rows(NEW)
        common = sorted(old.keys() & new.keys())
        self.assertEqual(len(common), 3881)
        # The older file prints five decimal places, the newer six: half a unit of the fifth is rounding.
        half = decimal.Decimal("0.000005")
        near = [date for date in common if all(abs(old[date][name] - new[date][name]) <= half for name in PRICES)]
        self.assertEqual(near, common)
        differ = [date for date in common if old[date]["volume"] != new[date]["volume"]]
        rounded = [date for date in common if date not in differ and old[date] != new[date]]
        with service.folder() as folder:
            place = ("--symbol", "SP500", "--data-dir", folder, "--json")
            service.command("ingest", OLD, "--source", "stockcharts", *place)
            joined = json.loads(service.command("ingest", NEW, "--source", "vega", *place).stdout)
            self.assertEqual(joined["accepted"], len(new) - len(common))
            self.assertEqual(joined["corrected"], len(differ))
            self.assertEqual(joined["unchanged"], len(common) - len(differ))
            self.assertEqual(joined["rejected"], [])
            with service.Service(folder) as running:
                answer = running.get(f"{service.PREFIX}/market/quality?symbol=SP500&limit=100000").json
                bars = running.get(f"{service.PREFIX}/market/bars?symbol=SP500&limit=100000").json["bars"]
        counts = answer["series"][0]["counts"]
        self.assertEqual(counts["source_disagreement"], len(differ))
        self.assertEqual(counts["source_rounding"], len(rounded))
        self.assertEqual([bar["timestamp"][:10] for bar in bars], sorted(old.keys() | new.keys()))
        told = [each for each in answer["series"][0]["findings"] if each["check"] == "source_disagreement"]
        self.assertEqual(told[0]["from"][:10], differ[0])
        self.assertIn("vega", told[0]["detail"])


if __name__ == "__main__":
    unittest.main()
