# SPDX-License-Identifier: MIT
"""What was known when: corrections, splits and rolls, as of a time before and after they were known."""

import json
import unittest

import service

PREFIX = service.PREFIX


def bar(day, close, **more):
    return {"symbol": "AAPL", "timestamp": f"2014-06-{day:02}", "open": close, "high": close, "low": close,
            "close": close, "volume": 100, **more}


class PointInTime(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder_context = service.folder()
        cls.service = service.Service(cls.folder_context.__enter__())

    @classmethod
    def tearDownClass(cls):
        cls.service.__exit__()
        cls.folder_context.__exit__(None, None, None)

    def post(self, path, body, media_type="application/json"):
        return self.service.request("POST", PREFIX + path, body, {"Content-Type": media_type})

    def closes(self, query):
        answer = self.service.get(PREFIX + "/market/bars?symbol=AAPL&" + query)
        self.assertEqual(answer.status, 200, answer.body)
        return [each["close"] for each in answer.json["bars"]]

    def test_values_are_those_of_the_time(self):
        bars = [bar(5, 647), bar(6, 646), bar(9, 94), bar(5, 640, known_at="2014-06-10T12:00:00Z")]
        report = self.post("/market/bars", json.dumps({"bars": bars})).json
        self.assertEqual((report["accepted"], report["corrected"]), (3, 1))
        again = self.post("/market/bars", json.dumps({"bars": bars})).json
        self.assertEqual((again["accepted"], again["corrected"], again["unchanged"]), (0, 0, 4))
        self.assertEqual(self.closes(""), [640, 646, 94])
        self.assertEqual(self.closes("as_of=2014-06-10T11:59:59Z"), [647, 646, 94])
        self.assertEqual(self.closes("as_of=2014-06-10T12:00:00Z"), [640, 646, 94])

        split = "symbol,type,ex_date,ratio,known_at\nAAPL,split,2014-06-09,2:1,2014-06-11T00:00:00Z\n"
        self.assertEqual(self.post("/market/actions", split, "text/csv").json["accepted"], 1)
        self.assertEqual(self.closes("adjustment=split"), [320, 323, 94])
        self.assertEqual(self.closes("adjustment=split&as_of=2014-06-10T23:00:00Z"), [640, 646, 94])
        self.assertEqual(self.closes("adjustment=none"), [640, 646, 94])
        held = self.service.get(PREFIX + "/market/actions?symbol=AAPL").json
        self.assertEqual([each["ratio"] for each in held["actions"]], [2])

        declared = {"instruments": [{"instrument_id": "NONE.X"}]}
        self.assertEqual(self.post("/market/instruments", json.dumps(declared)).status, 200)
        future = {"name": "ROLLING", "rule": "fixed_dates", "roll_dates": ["2014-06-09"], "adjustment": "none",
                  "contracts": [{"symbol": "NONE", "expiry": "2014-06-10"},
                                {"symbol": "AAPL", "expiry": "2014-09-10"}]}
        self.assertEqual(self.post("/market/futures", json.dumps(future)).status, 200)
        rolled = self.service.get(PREFIX + "/market/futures/bars?name=ROLLING").json
        self.assertEqual([each["close"] for each in rolled["bars"]], [94])
        self.assertIn("NONE", rolled["missing"])

    def test_contradictions_and_the_future_are_refused(self):
        cases = [
            ("/market/actions", "symbol,type,ex_date,ratio\nX,split,2014-06-09,7\nX,split,2014-06-09,5\n", 409),
            ("/market/actions", "symbol,type,ex_date,ratio\nX,split,2014-06-09,-7\n", 422),
            ("/market/actions", "symbol,type,ex_date,ratio,known_at\nX,split,2014-06-09,7,2190-01-01\n", 422),
        ]
        for path, text, status in cases:
            with self.subTest(text=text):
                answer = self.post(path, text, "text/csv")
                self.assertEqual(answer.status, status, answer.body)
                self.assertTrue(answer.json["errors"])
        self.assertEqual(self.service.get(PREFIX + "/market/actions?symbol=X").json["total_actions"], 0)
        late = {**bar(5, 1), "symbol": "X", "known_at": "2190-01-01T00:00:00Z"}
        report = self.post("/market/bars", json.dumps([late])).json
        self.assertEqual(report["rejected"][0]["field"], "known_at")


if __name__ == "__main__":
    unittest.main()
