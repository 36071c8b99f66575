# SPDX-License-Identifier: MIT
"""Files as vendors write them, loaded by the command line and read back over HTTP."""

import gzip
import json
import os
import unittest

import service
from service import PREFIX

NAMES = "date,open,high,low,close,volume\n"
# Each says the two bars of EXPECTED.
EXPECTED = [("2020-01-02T14:30:00.000000Z", 1234.5, 1300, 1200.25, 1250, 10),
            ("2020-01-13T14:30:00.000000Z", 1250, 1260.5, 1240, 1255, 2000)]
DIALECTS = {
    "ZONED": ("\ufefftimestamp,open,high,low,close,volume\r\n"
              "2020-01-02T14:30:00Z,1234.5,1300,1200.25,1250,10\r\n"
              "2020-01-13T15:30:00+01:00,1250,1260.5,1240,1255,2000\r\n", []),
    "LOCAL": ("datetime,open,high,low,close,volume\n2020-01-02 09:30,1234.5,1300,1200.25,1250,10\n"
              "2020-01-13 09:30,1250,1260.5,1240,1255,2000\n", ["--zone", "America/New_York"]),
    "CONTINENTAL": ("Date;Open;High;Low;Close;Volume\n02.01.2020 14:30;1234,5;1300;1200,25;1250;10\n"
                    "13.01.2020 14:30;1250;1260,5;1240;1255;2000\n", ["--zone", "UTC"]),
    "THOUSANDS": ('Date,Open,High,Low,Close,Volume\n1/2/2020 2:30 PM,"1,234.5","1,300","1,200.25","1,250",10\n'
                  '1/13/2020 2:30 PM,"1,250","1,260.5","1,240","1,255","2,000"\n', ["--zone", "UTC"]),
    "NAMELESS": ("20200102 09:30,12345000,13000000,12002500,12500000,10\n"
                 "20200113 09:30,12500000,12605000,12400000,12550000,2000\n",
                 ["--columns", NAMES.strip(), "--zone", "America/New_York", "--price-scale", "0.0001"]),
    "MILLISECONDS": ("time\topen\thigh\tlow\tclose\tvolume\n1577975400000\t1234.5\t1300\t1200.25\t1250\t10\n"
                     "1578925800000\t1250\t1260.5\t1240\t1255\t2000\n", []),
}
PLATFORM_ROWS = [{"venue": "X", "instrument_id": "PLATFORM.X", "timeframe": "1m", "timestamp_ns": at,
                  "open_price": f"{o:.8f}", "high_price": f"{h:.8f}", "low_price": f"{low:.8f}",
                  "close_price": f"{c:.8f}", "volume": f"{v:.8f}", "is_final": True}
                 for at, (_, o, h, low, c, v) in zip((1577975400 * 10**9, 1578925800 * 10**9), EXPECTED)]


def rows(answer):
    return [tuple(bar[name] for name in ("timestamp", "open", "high", "low", "close", "volume"))
            for bar in answer.json["bars"]]


class Sources(unittest.TestCase):
    def setUp(self):
        self.context = service.folder()
        self.folder = self.context.__enter__()
        self.addCleanup(self.context.__exit__, None, None, None)
        self.data = self.folder / "data"
        self.data.mkdir()

    def file(self, name, content):
        path = self.folder / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def ingest(self, path, *options, symbol="A", timeframe="1m", check=True):
        return service.command("ingest", path, "--symbol", symbol, "--timeframe", timeframe,
                               "--data-dir", self.data, *options, check=check)

    def refused(self, content, *options, name="bars.csv"):
        """What a refused file is told; nothing of it is held then."""
        done = self.ingest(self.file(name, content), *options, check=False)
        self.assertNotEqual(done.returncode, 0, done.stdout)
        self.assertEqual(done.stdout, "")
        with service.Service(self.data) as server:
            self.assertEqual(server.get(PREFIX + "/market/symbols").json["total_symbols"], 0)
        return done.stderr

    def test_every_dialect_says_the_same_bars(self):
        for name, (text, options) in DIALECTS.items():
            self.ingest(self.file(f"{name}.csv", text), *options, symbol=name)
            self.ingest(self.file(f"{name}.csv.gz", gzip.compress(text.encode())), *options, symbol=name + "_GZ")
        with service.Service(self.data) as server:
            for name in DIALECTS:
                for symbol in (name, name + "_GZ"):
                    with self.subTest(symbol):
                        answer = server.get(PREFIX + f"/market/bars?symbol={symbol}&timeframe=1m")
                        self.assertEqual(rows(answer), EXPECTED)

    def test_the_platforms_rows_come_as_json_as_lines_and_as_csv(self):
        lines = "\n".join(map(json.dumps, PLATFORM_ROWS))
        table = "\n".join([",".join(PLATFORM_ROWS[0])] +
                          [",".join(str(value) for value in row.values()) for row in PLATFORM_ROWS])
        bodies = {"application/json": json.dumps({"bars": PLATFORM_ROWS}), "application/x-ndjson": lines,
                  "text/csv": table}
        for media_type, body in bodies.items():
            with self.subTest(media_type), service.folder() as folder, service.Service(folder) as server:
                stored = server.post(PREFIX + "/market/bars", body, headers={"Content-Type": media_type})
                self.assertEqual(stored.json["accepted"], 2, stored.json)
                answer = server.get(PREFIX + "/market/bars?symbol=PLATFORM.X&timeframe=1m")
                self.assertEqual(rows(answer), EXPECTED)
                forming = json.dumps([{**PLATFORM_ROWS[0], "is_final": False}])
                report = server.post(PREFIX + "/market/bars", forming).json
                self.assertEqual([each["field"] for each in report["rejected"]], ["is_final"])

    def test_a_dry_run_says_what_it_understood_and_stores_nothing(self):
        text, options = DIALECTS["CONTINENTAL"]
        path = self.file("bars.csv.gz", gzip.compress(text.encode()))
        told = json.loads(self.ingest(path, *options, "--dry-run", "--json").stdout)
        self.assertEqual(told["columns"][0], {"name": "Date", "meaning": "timestamp"})
        self.assertEqual({name: told[name] for name in ("separator", "date_form", "zone", "decimal", "bars", "first",
                                                        "last", "order", "duplicates", "rejected")},
                         {"separator": ";", "date_form": "day_first", "zone": "UTC", "decimal": ",", "bars": 2,
                          "first": EXPECTED[0][0], "last": EXPECTED[1][0], "order": "oldest first", "duplicates": 0,
                          "rejected": []})
        shown = self.ingest(path, *options, "--dry-run").stdout
        self.assertIn("times day_first in UTC", shown)
        self.assertEqual(list(self.data.iterdir()), [])

    def test_a_dry_run_rejects_what_would_be_rejected(self):
        path = self.file("bars.csv", "date,open,high,low,close,volume\n2020-01-02,1,1,1,1,1\n2150-01-02,1,1,1,1,1\n")
        told = json.loads(self.ingest(path, "--dry-run", "--json").stdout)
        self.assertEqual([(each["index"], each["field"]) for each in told["rejected"]], [(1, "date")], told)
        self.assertIn("in the future", told["rejected"][0]["reason"])

    def test_ticks_and_quotes_become_bars(self):
        trades = self.file("trades.csv", "time,price,size\n2020-01-02T14:30:00Z,10,1\n2020-01-02T14:30:20Z,12,2\n"
                                         "2020-01-02T14:30:59.9Z,9,3\n2020-01-02T14:31:00Z,11,4\n")
        done = json.loads(self.ingest(trades, "--ticks", "--json", symbol="T").stdout)
        # No later trade shows that the second bar is over.
        self.assertEqual((done["accepted"], len(done["rejected"])), (1, 1))
        quotes = self.file("quotes.csv", "time,bid,ask,bid_size,ask_size\n2020-01-02T14:30:00Z,10,12,3,1\n"
                                         "2020-01-02T14:31:00Z,11,13,1,1\n")
        self.ingest(quotes, "--ticks", symbol="MID")
        self.ingest(quotes, "--ticks", "--quote-price", "micro", symbol="MICRO")
        with service.Service(self.data) as server:
            for symbol, bar in (("T", (10, 12, 9, 9, 6)), ("MID", (11, 11, 11, 11, 0)),
                                ("MICRO", (11.5, 11.5, 11.5, 11.5, 0))):
                answer = server.get(PREFIX + f"/market/bars?symbol={symbol}&timeframe=1m")
                self.assertEqual(rows(answer), [("2020-01-02T14:30:00.000000Z", *bar)])

    def test_what_cannot_be_read_is_told_with_its_line_and_remedy(self):
        row = "2020-01-02 09:30,1,3,1,2,10\n"
        packed = gzip.compress("".join([NAMES] + [f"{year}-01-02,1,3,1,2,10\n" for year in range(1900, 2020)]).encode())
        cases = {
            "a zone is missing": (NAMES + row, [], "--zone"),
            "zones are mixed": (NAMES + row + "2020-01-03T09:30:00Z,1,3,1,2,10\n", ["--zone", "UTC"], "line 3"),
            "a column is missing": ("date,open,high,close\n2020-01-02,1,3,2\n", [], "low"),
            "the year is 9999": (NAMES + "9999-12-31,1,3,1,2,10\n", [], "1800 and 2199"),
            "days or months": (NAMES + "01/02/2020,1,3,1,2,10\n", [], "--date-format"),
            "ten million columns": (NAMES.strip() + ",x" * 10**7, [], "line 1"),
            "high below low": (NAMES + "2020-01-02,1,3,1,2,10\n2020-01-03,2,1,2,2,10\n", [], "line 3"),
            "gzip cut": (packed[:-30], [], "gzip"),
            "empty": ("", [], "empty"),
            "UTF-16": ((NAMES + row).encode("utf-16"), [], "iconv"),
            "zip": (b"PK\x03\x04\x14\x00" + packed, [], "unpack it"),
            "the year is 2190": (NAMES + "2190-01-02,1,3,1,2,10\n", [], "line 2"),
        }
        for name, (content, options, part) in cases.items():
            with self.subTest(name):
                self.assertIn(part, self.refused(content, *options))

    def test_a_folder_and_a_file_that_may_not_be_read_are_refused(self):
        folder = self.ingest(self.folder, check=False)
        self.assertNotEqual(folder.returncode, 0)
        self.assertIn("folder", folder.stderr)
        closed = self.file("closed.csv", NAMES)
        closed.chmod(0)
        if os.access(closed, os.R_OK):
            self.skipTest("this user may read any file")
        self.assertIn("permission", self.ingest(closed, check=False).stderr.lower())

    def test_partial_stores_the_sound_rows_and_keeps_the_others_as_findings(self):
        path = self.file("bars.csv", NAMES + "2020-01-02,1,3,1,2,10\n2020-01-03,2,1,2,2,10\n2020-01-06,1,3,1,2,10\n")
        report = json.loads(self.ingest(path, "--partial", "--json", timeframe="1d").stdout)
        self.assertEqual((report["accepted"], len(report["rejected"])), (2, 1))
        with service.Service(self.data) as server:
            series = server.get(PREFIX + "/market/quality?symbol=A").json["series"]
            found = [each["check"] for every in series for each in every["findings"]]
            self.assertIn("outside_range", found)

    def test_the_files_of_other_projects_are_read_as_they_are(self):
        files = {"lean/equity_minute/AAPL.csv": (["--zone", "America/New_York"], "1m"),
                 "nautilus/6EH4_1min_202401.csv.gz": (["--zone", "UTC"], "1m"),
                 "nautilus/btc-perp-20211231-20220201_1m.csv.gz": (["--zone", "UTC"], "1m"),
                 "nautilus/gbpusd-m1-bid-2012.csv.gz": ([], "1m"),
                 "lean/fx_daily/XAUUSD.csv": ([], "1d"), "arch/sp500.csv": ([], "1d"),
                 "datahub/vix_daily.csv": (["--partial"], "1d")}
        for name, (options, timeframe) in files.items():
            with self.subTest(name):
                path = service.shared_folder() / "data" / name
                if not path.exists():
                    self.skipTest("test data not present")
                text = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
                lines = sum(1 for line in text.decode().splitlines()[1:] if line.strip())
                report = json.loads(self.ingest(path, *options, "--json", symbol=path.stem.split(".")[0][:20],
                                                timeframe=timeframe).stdout)
                self.assertEqual(report["accepted"] + len(report["rejected"]), lines)


if __name__ == "__main__":
    unittest.main()
