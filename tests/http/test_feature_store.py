# SPDX-License-Identifier: MIT
"""Running features over a killed server, a damaged state, the table of what was computed, tables to learn from."""

import csv
import io
import pathlib
import sqlite3
import time
import unittest

import service

PREFIX = service.PREFIX
BARS = service.walk("SP500", days=400)
OPTIONS = ("--features-save-states-seconds", "1")


def features_of(running):
    answer = running.post(PREFIX + "/features/compute?symbol=SP500")
    assert answer.status == 200, answer.body
    return answer.json


def wait_for(found, what):
    deadline = time.monotonic() + 60
    while not found():
        assert time.monotonic() < deadline, f"{what} did not come"
        time.sleep(0.02)


def wait_for_state(folder):
    states = pathlib.Path(folder) / "feature_states"
    wait_for(lambda: list(states.glob("*.state")), "a saved state")
    return list(states.glob("*.state"))[0]


def without_times(answer):
    return {name: value for name, value in answer.items() if name in ("features", "missing", "timestamp", "window")}


class RunningFeatures(unittest.TestCase):
    def test_they_go_on_after_a_kill(self):
        with service.folder() as folder, service.folder() as fresh:
            with service.Service(folder, *OPTIONS) as running:
                running.post(PREFIX + "/market/bars", {"bars": BARS[:399]})
                self.assertEqual(features_of(running)["bars_taken_in"], 399)
                wait_for_state(folder)
                running.kill()
            with service.Service(folder, *OPTIONS) as again:
                again.post(PREFIX + "/market/bars", {"bars": BARS[399:]})
                after = features_of(again)
                self.assertEqual(after["bars_taken_in"], 1)
                self.assertIn('ml_feature_states_total{outcome="restored"} 1', again.get("/metrics").body.decode())
            with service.Service(fresh, *OPTIONS) as other:
                other.post(PREFIX + "/market/bars", {"bars": BARS})
                self.assertEqual(without_times(features_of(other)), without_times(after))

    def test_dear_formulas_are_given_up_in_time_and_gone_on_with(self):
        dear = {f"dear_{i}": " + ".join(f"hurst(close, {period + i}).hurst" for period in (2000, 2100, 2200, 2300))
                for i in range(6)}
        with service.folder() as folder, service.Service(
                folder, *OPTIONS, "--server-request-timeout-seconds", "1") as running:
            running.post(PREFIX + "/market/bars", {"bars": service.walk("SP500", days=4000)})
            statuses = []
            for _ in range(100):
                answer = running.post(PREFIX + "/features/compute?symbol=SP500", {"expressions": dear})
                statuses.append(answer.status)
                if answer.status != 504:
                    break
            self.assertEqual(statuses[-1], 200, answer.body)
            self.assertEqual(statuses[0], 504)
            self.assertLess(answer.json["bars_taken_in"], 4000)

    def test_a_flipped_bit_is_named_and_costs_no_figure(self):
        with service.folder() as folder:
            with service.Service(folder, *OPTIONS) as running:
                running.post(PREFIX + "/market/bars", {"bars": BARS})
                before = features_of(running)
            state = wait_for_state(folder)
            content = bytearray(state.read_bytes())
            content[len(content) // 2] ^= 1
            state.write_bytes(content)
            with service.Service(folder, *OPTIONS) as again:
                after = features_of(again)
                self.assertEqual(after["bars_taken_in"], 400)
                self.assertEqual(without_times(after), without_times(before))
                wait_for(lambda: "damaged" in again.log(), "the warning")
                self.assertIn(state.name, again.log())
            with service.Service(folder, *OPTIONS) as mended:
                self.assertEqual(features_of(mended)["bars_taken_in"], 0)

    def test_what_is_computed_is_recorded(self):
        with service.folder() as folder, service.Service(folder) as running:
            running.post(PREFIX + "/market/bars", {"bars": BARS})
            answer = features_of(running)
            features_of(running)
            database = sqlite3.connect(pathlib.Path(folder) / "nautilus.sqlite")
            count = "SELECT count(*) FROM feature_batches WHERE symbol = 'SP500'"
            wait_for(lambda: database.execute(count).fetchone()[0], "a row")
            rows = database.execute("SELECT feature_group, cache_hit, json_extract(features, '$.rsi_14')"
                                    " FROM feature_batches").fetchall()
            database.close()
            self.assertEqual(sorted(row[0] for row in rows), sorted(answer["features"]))
            self.assertEqual({row[1] for row in rows}, {0})
            self.assertEqual([row[2] for row in rows if row[2] is not None], [answer["features"]["momentum"]["rsi_14"]])


class TrainingTables(unittest.TestCase):
    def test_json_csv_and_command_line_agree_and_see_nothing_later(self):
        corrected = {**BARS[300], "close": BARS[300]["low"], "known_at": "2016-01-01T12:00:00Z"}
        with service.folder() as folder:
            with service.Service(folder) as running:
                running.post(PREFIX + "/market/bars", {"bars": BARS[:302] + BARS[302:]})
                self.assertEqual(running.post(PREFIX + "/market/bars", {"bars": [corrected]}).json["corrected"], 1)
                target = PREFIX + "/features/table?symbols=SP500&from=2015-10-01&horizon_bars=3"
                body = {"feature_groups": ["momentum"], "expressions": {"pull": "close / sma(close, 20) - 1"}}
                table = running.post(target, body)
                self.assertEqual(table.status, 200, table.body)
                table = table.json
                text = running.post(target + "&format=csv", body)
                self.assertEqual(text.headers["Content-Type"], "text/csv; charset=utf-8")
                rows = list(csv.DictReader(io.StringIO(text.body.decode())))
                block = table["symbols"][0]["rows"]
                self.assertEqual(len(rows), len(block))
                self.assertGreater(len(rows), 100)
                for row, line in zip(block, rows):
                    values = [float(line[name]) if line[name] else None for name in table["features"]]
                    self.assertEqual(values, row["values"])
                    self.assertEqual(float(line["label"]) if line["label"] else None, row.get("label"))
                for row in block[::20]:
                    then = running.post(PREFIX + "/features/compute?symbol=SP500&as_of=" + row["known_at"], body).json
                    flat = {name: value for group in then["features"].values() for name, value in group.items()}
                    self.assertEqual([flat.get(name) for name in table["features"]], row["values"], row["known_at"])
            printed = service.command("features", "table", "--symbols", "SP500", "--from", "2015-10-01",
                                      "--horizon-bars", "3", "--groups", "momentum", "--expression",
                                      "pull=close / sma(close, 20) - 1", "--data-dir", folder)
            self.assertEqual(printed.stdout, text.body.decode())

    def test_what_is_wrong_is_named(self):
        with service.folder() as folder, service.Service(folder) as running:
            running.post(PREFIX + "/market/bars", {"bars": BARS})
            for query, status, place in (("", 422, "symbols"), ("symbols=NONE", 404, "NONE"),
                                         ("symbols=SP500&horizon_bars=0", 422, "horizon_bars"),
                                         ("symbols=SP500&format=parquet", 422, "format")):
                answer = running.post(PREFIX + "/features/table?" + query, {})
                self.assertEqual(answer.status, status, answer.body)
                self.assertIn(place, answer.body.decode())
            answer = running.post(PREFIX + "/features/table?symbols=SP500", {"symbol": "SP500"})
            self.assertEqual(answer.status, 422)


if __name__ == "__main__":
    unittest.main()
