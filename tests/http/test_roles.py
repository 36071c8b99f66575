# SPDX-License-Identifier: MIT
"""Every route times every role, without a key, with a wrong one, and after a rotation."""

import base64
import json
import re
import time
import unittest

import service

ALLOWED = {  # What a role may do beside what is its own.
    "reader": {"reader"},
    "trader": {"reader", "trader"},
    "risk": {"reader", "risk"},
    "admin": {"reader", "trader", "risk", "admin"},
}


def make_key(folder, role):
    done = service.command("keys", "create", "--name", f"test-{role}", "--role", role, "--data-dir",
                           folder, "--json")
    return json.loads(done.stdout)


class Roles(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder_context = service.folder()
        cls.folder = cls.folder_context.__enter__()
        with service.Service(cls.folder) as open_to_all:
            service.load_sample(open_to_all)
            open_to_all.stop()
        cls.keys = {role: make_key(cls.folder, role)["key"] for role in ALLOWED}
        cls.service = service.Service(cls.folder)
        # A key that is known is not held up by the many wrong ones that the tests send.
        for key in cls.keys.values():
            answer = cls.service.get("/openapi.json", headers={"X-API-Key": key})
        cls.document = answer.json

    @classmethod
    def tearDownClass(cls):
        cls.service.__exit__()
        cls.folder_context.__exit__(None, None, None)

    def send(self, method, path, operation, key_headers):
        media_type, body = next(iter(service.example_bodies(operation)))
        headers = {**key_headers, **({"Content-Type": media_type} if media_type else {})}
        return self.service.request(method, service.example_target(path, operation), body, headers)

    def test_every_route_by_every_role(self):
        swept = 0
        for method, path, operation in service.operations(self.document):
            needed = re.search(r"Needs the role (\w+)", operation["description"]).group(1)
            for role, key in self.keys.items():
                with self.subTest(method=method, path=path, role=role):
                    answer = self.send(method, path, operation, {"Authorization": f"Bearer {key}"})
                    self.assertEqual(answer.status, 200 if needed in ALLOWED[role] else 403)
                    swept += 1
        self.assertGreaterEqual(swept, 4 * 18)

    def test_every_route_asks_for_a_key(self):
        wrong = self.keys["admin"][:-1] + ("A" if self.keys["admin"][-1] != "A" else "B")
        for method, path, operation in service.operations(self.document):
            for headers in ({}, {"X-API-Key": "nonsense"}, {"Authorization": f"Bearer {wrong}"}):
                with self.subTest(method=method, path=path, headers=headers):
                    answer = self.send(method, path, operation, headers)
                    self.assertIn(answer.status, (401, 429))
                    if answer.status == 401:
                        self.assertIn("WWW-Authenticate", answer.headers)

    def test_hidden_files_ask_for_a_key_too(self):
        for path in ("/docs/start.js", "/docs/swagger-ui.css", "/redoc/redoc.standalone.js", "/nothing"):
            with self.subTest(path=path):
                self.assertEqual(self.service.get(path).status, 401)

    def test_a_browser_may_give_the_key_as_a_password(self):
        word = base64.b64encode(f"desk:{self.keys['reader']}".encode()).decode()
        self.assertEqual(self.service.get("/docs", headers={"Authorization": f"Basic {word}"}).status, 200)

    def test_a_revoked_key_is_refused_without_a_restart(self):
        made = make_key(self.folder, "reader")
        headers = {"X-API-Key": made["key"]}
        self.assertEqual(self.wait_for("/health/live", headers, 200), 200)
        service.command("keys", "revoke", made["id"], "--data-dir", self.folder)
        self.assertEqual(self.wait_for("/health/live", headers, 401), 401)

    def wait_for(self, path, headers, status, seconds=5):
        """Asks until the status comes; a changed key counts within a second."""
        deadline = time.monotonic() + seconds
        while True:
            answer = self.service.get(path, headers=headers)
            if answer.status == status or time.monotonic() > deadline:
                return answer.status
            time.sleep(0.1)

    def test_no_key_stands_in_the_log_or_the_configuration(self):
        self.service.get("/health/live", headers={"X-API-Key": self.keys["admin"]})
        configuration = self.service.get("/api/v1/ml/config", headers={"X-API-Key": self.keys["admin"]})
        for key in self.keys.values():
            self.assertNotIn(key, self.service.log())
            self.assertNotIn(key.encode(), configuration.body)

    def test_other_addresses_need_tls_and_keys(self):
        done = service.command("serve", "--data-dir", self.folder / "other", "--port", "0", "--bind", "0.0.0.0",
                               check=False)
        self.assertNotEqual(done.returncode, 0)
        self.assertRegex(done.stderr, "(?i)tls")


if __name__ == "__main__":
    unittest.main()
