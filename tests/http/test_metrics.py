# SPDX-License-Identifier: MIT
"""What /metrics shows after some traffic is what Prometheus expects, by its own checker."""

import subprocess
import unittest

import service


class Metrics(unittest.TestCase):
    def test_promtool_finds_nothing_to_say(self):
        with service.folder() as folder, service.Service(folder) as running:
            service.load_sample(running)
            running.get(service.PREFIX + "/regime/current")
            running.get("/no/such/page")
            answer = running.get("/metrics")
            self.assertEqual(0, running.stop(), running.log())
        self.assertEqual(200, answer.status)
        done = subprocess.run(["promtool", "check", "metrics"], input=answer.body,
                              capture_output=True, timeout=60, check=False)
        self.assertEqual((0, b""), (done.returncode, done.stderr))


if __name__ == "__main__":
    unittest.main()
