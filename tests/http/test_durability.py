# SPDX-License-Identifier: MIT
"""The plug is pulled in mid-ingest; two servers want one folder; a server is asked to stop."""

import datetime
import http.client
import signal
import threading
import time
import unittest

import service

PREFIX = service.PREFIX


class Durability(unittest.TestCase):
    def test_every_acknowledged_bar_survives_a_kill(self):
        with service.folder() as folder:
            acknowledged = []
            with service.Service(folder) as running:
                def send():
                    for batch in range(10_000):
                        bars = service.walk(f"S{batch}", days=200)
                        try:
                            answer = running.post(PREFIX + "/market/bars", {"bars": bars})
                        except (OSError, http.client.HTTPException):
                            return
                        if answer.status == 200:
                            acknowledged.append(f"S{batch}")

                sender = threading.Thread(target=send)
                sender.start()
                deadline = time.monotonic() + 60
                while len(acknowledged) < 20 and time.monotonic() < deadline:
                    time.sleep(0.01)
                running.kill()
                sender.join()
            self.assertGreaterEqual(len(acknowledged), 20)
            with service.Service(folder) as again:
                symbols = {row["symbol"]: row["bars"]
                           for row in again.get(PREFIX + "/market/symbols").json["symbols"]}
                for symbol in acknowledged:
                    self.assertEqual(symbols.get(symbol), 200)
                self.assertEqual({bars for bars in symbols.values()}, {200}, "a half batch")

    def test_a_second_server_on_the_same_folder_refuses(self):
        with service.folder() as folder, service.Service(folder):
            second = service.command("serve", "--data-dir", folder, "--port", "0", check=False)
            self.assertNotEqual(second.returncode, 0)
            self.assertIn(str(folder), second.stderr)

    def test_ingest_beside_a_server_refuses(self):
        with service.folder() as folder, service.Service(folder):
            (folder / "bars.csv").write_text("date,open,high,low,close,volume\n2020-01-02,1,1,1,1,1\n")
            done = service.command("ingest", folder / "bars.csv", "--symbol", "X", "--data-dir", folder,
                                   check=False)
            self.assertNotEqual(done.returncode, 0)
            self.assertIn("POST", done.stderr)

    def test_a_term_signal_ends_it_cleanly(self):
        with service.folder() as folder:
            running = service.Service(folder)
            self.assertEqual(running.stop(), 0)

    def test_readiness_says_no_before_the_server_ends(self):
        with service.folder() as folder:
            with service.Service(folder, "--server-drain-grace-seconds", "1") as running:
                self.assertEqual(running.get("/health/ready").status, 200)
                running.process.send_signal(signal.SIGTERM)
                deadline = time.monotonic() + 10
                while (answer := running.get("/health/ready")).status == 200 and time.monotonic() < deadline:
                    time.sleep(0.01)
                self.assertEqual(answer.status, 503)
                self.assertEqual(running.get("/health/live").status, 200)

    def test_bars_that_are_not_over_are_held_but_not_used(self):
        with service.folder() as folder, service.Service(folder) as running:
            service.load_sample(running)
            before = running.get(PREFIX + "/regime/current").body
            tomorrow = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=1)
            bar = {**service.walk("SP500", days=1)[0], "timestamp": f"{tomorrow:%Y-%m-%d}T00:00:00Z"}
            self.assertEqual(running.post(PREFIX + "/market/bars", {"bars": [bar]}).json["accepted"], 1)
            self.assertEqual(running.get(PREFIX + "/regime/current").body, before)
            answer = running.post(PREFIX + "/features/compute?symbol=SP500")
            self.assertLess(answer.json["timestamp"], bar["timestamp"])

    def test_a_database_elsewhere_has_one_owner_too(self):
        with service.folder() as folder, service.Service(folder):
            second = service.command("serve", "--data-dir", folder / "other", "--port", "0",
                                     "--database-url", f"sqlite:{folder}/nautilus.sqlite", check=False)
            self.assertNotEqual(second.returncode, 0)
            self.assertIn("in use", second.stderr)

    def test_the_portfolio_survives_a_kill(self):
        with service.folder() as folder:
            with service.Service(folder) as running:
                service.load_sample(running)
                before = running.get(PREFIX + "/portfolio").json
                regime = running.get(PREFIX + "/regime/current").json
                running.kill()
            with service.Service(folder) as again:
                self.assertEqual(again.get(PREFIX + "/portfolio").json, before)
                self.assertEqual(again.get(PREFIX + "/regime/current").json, regime)


if __name__ == "__main__":
    unittest.main()
