# SPDX-License-Identifier: MIT
"""Calendars and instruments as a client sees them."""

import unittest

import service
from service import PREFIX


class Market(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder_context = service.folder()
        cls.service = service.Service(cls.folder_context.__enter__())
        cls.post("/market/bars", {"bars": service.walk("FB", days=300)})

    @classmethod
    def tearDownClass(cls):
        cls.service.__exit__()
        cls.folder_context.__exit__(None, None, None)

    @classmethod
    def post(cls, path, body):
        return cls.service.post(PREFIX + path, body)

    def get(self, path):
        return self.service.get(PREFIX + path)

    def test_a_calendar_answers_its_sessions(self):
        answer = self.get("/market/calendars/XNYS?from=1998-01-02&to=2021-03-31").json
        self.assertEqual(answer["name"], "XNYS")
        self.assertEqual(len(answer["sessions"]), 5849)
        self.assertEqual(answer["sessions"][0], {"date": "1998-01-02", "open": "1998-01-02T14:30:00.000000Z",
                                                 "close": "1998-01-02T21:00:00.000000Z"})

    def test_a_calendar_is_found_by_its_name_in_a_path(self):
        for name in ("24-7", "24%2F7"):
            answer = self.get(f"/market/calendars/{name}?from=2020-02-28&to=2020-03-01")
            self.assertEqual([each["date"] for each in answer.json["sessions"]],
                             ["2020-02-28", "2020-02-29", "2020-03-01"])
        unknown = self.get("/market/calendars/XLON")
        self.assertEqual(unknown.status, 404)
        self.assertIn("XNYS", unknown.json["detail"])
        self.assertEqual(self.get("/market/calendars/%zz").status, 400)
        self.assertEqual(self.get("/market/calendars/XNYS?name=FX").status, 422)

    def test_dates_that_a_calendar_does_not_know_are_refused(self):
        answer = self.get("/market/calendars/XNYS?from=1950-01-01&to=1950-02-01")
        self.assertEqual(answer.status, 422)
        self.assertIn("1990-01-01 to 2035-12-31", answer.json["detail"])

    def test_bars_are_found_by_every_name_and_known_at_the_close(self):
        bars = self.get("/market/bars?symbol=META.NASDAQ")
        self.assertEqual(bars.status, 404)
        stored = self.post("/market/instruments", [{"instrument_id": "META.NASDAQ", "calendar": "XNYS",
                                                    "aliases": [{"symbol": "FB", "to": "2022-06-09"}]}])
        self.assertEqual(stored.json, {"accepted": 1, "corrected": 0, "unchanged": 0, "rejected": []})
        for name in ("META", "META.NASDAQ", "FB", "FB.NASDAQ"):
            answer = self.get(f"/market/bars?symbol={name}&as_of=2015-01-05T21:00:00Z")
            self.assertEqual(answer.json["bars"][-1]["timestamp"], "2015-01-05T00:00:00.000000Z")
            answer = self.get(f"/market/bars?symbol={name}&as_of=2015-01-05T20:59:59Z")
            self.assertEqual(answer.json["bars"][-1]["timestamp"], "2015-01-04T00:00:00.000000Z")
            named = self.get(f"/market/instruments?symbol={name}").json["instruments"]
            self.assertEqual([each["instrument_id"] for each in named], ["META.NASDAQ"])

    def test_a_rename_is_one_series_and_a_reused_ticker_two(self):
        bars = [{**bar, "symbol": "OLD"} for bar in service.walk("OLD", days=40)]
        for bar in bars[20:]:
            bar["symbol"] = "NEW"
        self.assertEqual(self.post("/market/bars", {"bars": bars}).json["accepted"], 40)
        renamed, taken = bars[20]["timestamp"], bars[30]["timestamp"]
        # NEW was OLD at first; then another company took NEW over.
        self.assertEqual(self.post("/market/instruments", [
            {"instrument_id": "FIRST.X", "aliases": [{"symbol": "OLD", "to": renamed},
                                                     {"symbol": "NEW", "from": renamed, "to": taken}]},
            {"instrument_id": "SECOND.X", "symbol": "NEW", "listed": taken}]).json["accepted"], 2)
        for name, held in (("FIRST.X", bars[:30]), ("OLD", bars[:30]), ("NEW", bars[30:]), ("SECOND.X", bars[30:])):
            answer = self.get(f"/market/bars?symbol={name}").json
            self.assertEqual([each["close"] for each in answer["bars"]], [each["close"] for each in held], name)
            quality = self.get(f"/market/quality?symbol={name}").json["series"]
            self.assertEqual([each["bars"] for each in quality], [len(held)], name)

    def test_contradictions_are_refused_whole(self):
        refused = self.post("/market/instruments", {"instruments": [
            {"instrument_id": "A.X"}, {"instrument_id": "B.X", "aliases": [{"symbol": "A"}]}]})
        self.assertEqual(refused.status, 422)
        self.assertEqual(refused.json["errors"][0]["loc"][:2], ["body", "instruments"])
        self.assertIn("A.X would be both", refused.json["detail"])
        self.assertEqual(self.get("/market/instruments?symbol=A.X").status, 404)


if __name__ == "__main__":
    unittest.main()
