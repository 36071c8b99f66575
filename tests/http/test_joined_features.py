# SPDX-License-Identifier: MIT
"""Features that join other series, end to end: what is missing says what to load, and loading it is enough."""

import statistics
import unittest

import service

COMPUTE = service.PREFIX + "/features/compute?symbol=AAPL"


def returns(bars):
    closes = [bar["close"] for bar in bars[-31:]]
    return [after / before - 1 for before, after in zip(closes, closes[1:])]


class JoinedFeatures(unittest.TestCase):
    def test_what_is_loaded_is_no_longer_missing(self):
        own, benchmark = service.walk("AAPL", seed=1), service.walk("SPY", seed=2)
        with service.folder() as folder, service.Service(folder) as running:
            running.post(service.PREFIX + "/market/bars", {"bars": own})
            before = running.post(COMPUTE).json
            self.assertIn("bars of SPY", before["missing"]["spy_correlation_30"])
            self.assertIn("series VIXCLS", before["missing"]["vix_level"])

            running.post(service.PREFIX + "/market/bars", {"bars": benchmark})
            rows = f"date,value,released_at\n{own[-9]['timestamp'][:10]},17.5,{own[-8]['timestamp']}\n"
            loaded = running.post(
                service.PREFIX + "/market/series?series_id=VIXCLS", rows, headers={"Content-Type": "text/csv"})
            self.assertEqual(loaded.status, 200, loaded.body)
            after = running.post(COMPUTE).json
        self.assertFalse(after["cache_hit"])
        self.assertAlmostEqual(
            after["features"]["cross_sectional"]["spy_correlation_30"],
            statistics.correlation(returns(own), returns(benchmark)),
            places=9,
        )
        self.assertEqual(after["features"]["alternative"]["vix_level"], 17.5)
        self.assertEqual(after["freshness"]["vix_level"][:19], own[-8]["timestamp"][:19])


if __name__ == "__main__":
    unittest.main()
