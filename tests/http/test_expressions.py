# SPDX-License-Identifier: MIT
"""Features that are formulas of a user's own, end to end."""

import unittest

import service

COMPUTE = service.PREFIX + "/features/compute?symbol=AAPL"


class Expressions(unittest.TestCase):
    def test_formulas_are_answered_or_refused_with_their_place(self):
        bars = service.walk("AAPL", seed=1)
        with service.folder() as folder, service.Service(folder) as running:
            running.post(service.PREFIX + "/market/bars", {"bars": bars})
            answer = running.post(COMPUTE, {"expressions": {"pull": "close / sma(close, 20) - 1"}}).json
            refused = running.post(COMPUTE, {"expressions": {"pull": "close / smma(close, 20 - 1"}})
            unknown = running.post(COMPUTE, {"expressions": {"pull": "__import__(close)"}})
        closes = [bar["close"] for bar in bars[-20:]]
        self.assertEqual(list(answer["features"]), ["expressions"])
        self.assertAlmostEqual(
            answer["features"]["expressions"]["pull"], closes[-1] / (sum(closes) / 20) - 1, places=9)
        self.assertEqual(refused.status, 422)
        fault = refused.json["errors"][0]
        self.assertEqual(fault["loc"], ["body", "expressions", "pull"])
        self.assertIn("column 27: found the end", fault["msg"])
        self.assertEqual(unknown.status, 422)


if __name__ == "__main__":
    unittest.main()
