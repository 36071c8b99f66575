# SPDX-License-Identifier: MIT
"""Nonsense sent to every route: each gets its problem document, and the process lives."""

import socket
import unittest

import jsonschema
import service


class Nonsense(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder_context = service.folder()
        cls.service = service.Service(cls.folder_context.__enter__(),
                                      "--server-header-timeout-seconds", "1",
                                      "--server-body-timeout-seconds", "1",
                                      "--server-max-body-bytes", "1000000")
        service.load_sample(cls.service)
        cls.document = cls.service.get("/openapi.json").json
        cls.problem = {**cls.document["components"]["schemas"]["Problem"],
                       "components": cls.document["components"]}

    @classmethod
    def tearDownClass(cls):
        cls.service.__exit__()
        cls.folder_context.__exit__(None, None, None)

    def assert_problem(self, answer, *statuses):
        self.assertIn(answer.status, statuses, answer.body[:300])
        self.assertEqual(answer.headers["Content-Type"], "application/problem+json")
        jsonschema.Draft202012Validator(self.problem).validate(answer.json)
        self.assertEqual(answer.json["status"], answer.status)
        self.assertTrue(answer.json["detail"])

    def bodies(self):
        """Each (target, media type, example) of a route that takes a body."""
        for method, path, operation in service.operations(self.document):
            for media_type, example in service.example_bodies(operation):
                if media_type:
                    yield method, service.example_target(path, operation), media_type, example

    def test_truncated_json_is_400(self):
        for method, target, media_type, example in self.bodies():
            if media_type == "application/json":
                with self.subTest(target=target):
                    answer = self.service.request(method, target, example[:len(example) // 2])
                    self.assert_problem(answer, 400)

    def test_deeply_nested_json_is_400(self):
        for method, target, media_type, _ in self.bodies():
            if media_type == "application/json":
                with self.subTest(target=target):
                    self.assert_problem(
                        self.service.request(method, target, "[" * 100_000 + "]" * 100_000), 400)

    def test_numbers_that_json_lacks_are_400(self):
        for method, target, media_type, example in self.bodies():
            if media_type == "application/json":
                for number in ("NaN", "Infinity", "-Infinity"):
                    with self.subTest(target=target, number=number):
                        self.assert_problem(self.service.request(method, target, f'{{"x": {number}}}'), 400)

    def test_wrong_types_and_unknown_fields_are_422_and_named(self):
        for method, target, media_type, _ in self.bodies():
            if media_type == "application/json":
                for body in ('"text"', "17", '{"no_such_field_here": {"a": 1}}', "[[1]]", "true"):
                    with self.subTest(target=target, body=body):
                        answer = self.service.request(method, target, body)
                        if body == "[[1]]" and target.endswith("/market/bars"):
                            # A list of bars in which one row is wrong: that row is rejected by name.
                            self.assertEqual(answer.status, 200)
                            self.assertEqual(answer.json["accepted"], 0)
                            self.assertEqual(answer.json["rejected"][0]["index"], 0)
                            continue
                        self.assert_problem(answer, 422)
                        self.assertTrue(answer.json["errors"])
                        self.assertEqual(answer.json["errors"][0]["loc"][0], "body")

    def test_an_unknown_media_type_is_415(self):
        for method, target, _, example in self.bodies():
            with self.subTest(target=target):
                answer = self.service.request(method, target, example,
                                              {"Content-Type": "application/x-pickle"})
                self.assert_problem(answer, 415)

    def test_a_hundred_megabytes_are_413_before_they_are_sent(self):
        for method, target, media_type, _ in self.bodies():
            with self.subTest(target=target), socket.create_connection(
                    ("127.0.0.1", self.service.port), timeout=10) as client:
                client.sendall(f"{method} {target} HTTP/1.1\r\nHost: localhost\r\n"
                               f"Content-Type: {media_type}\r\nContent-Length: 100000000\r\n\r\n"
                               .encode() + b"[" * 1000)
                self.assertTrue(client.recv(4096).startswith(b"HTTP/1.1 413 "))

    def test_unknown_repeated_and_wrong_parameters_are_422_and_named(self):
        for method, path, operation in service.operations(self.document):
            target = service.example_target(path, operation)
            separator = "&" if "?" in target else "?"
            cases = [f"{target}{separator}no_such_parameter=1"]
            for parameter in operation["parameters"]:
                if parameter["schema"].get("type") != "array":
                    cases.append(f"{path}?{parameter['name']}=1&{parameter['name']}=1")
                if "integer" in str(parameter["schema"].get("type")) or parameter["schema"].get("format"):
                    cases.append(f"{path}?{parameter['name']}=yesterday")
                    cases.append(f"{path}?{parameter['name']}=9999999999999999999999")
            body = next(iter(service.example_bodies(operation)))
            headers = {"Content-Type": body[0]} if body[0] else {}
            for case in cases:
                with self.subTest(method=method, case=case):
                    answer = self.service.request(method, case, body[1], headers)
                    self.assert_problem(answer, 422)
                    self.assertEqual(answer.json["errors"][0]["loc"][0], "query")

    def test_broken_escapes_are_400(self):
        for method, path, operation in service.operations(self.document):
            with self.subTest(path=path):
                self.assert_problem(self.service.request(method, f"{path}?a=%zz"), 400)

    def test_an_unknown_symbol_is_404(self):
        for method, path, operation in service.operations(self.document):
            names = [parameter["name"] for parameter in operation["parameters"]]
            # To bars and actions that come in, a symbol lends its name; a symbol may well have no action.
            if "symbol" in names and path not in ("/api/v1/ml/market/bars", "/api/v1/ml/market/actions"):
                with self.subTest(path=path):
                    answer = self.service.request(method, f"{path}?symbol=NOSUCH")
                    self.assert_problem(answer, 404)
                    self.assertIn("NOSUCH", answer.json["detail"])

    def test_an_unknown_path_is_404(self):
        self.assert_problem(self.service.get("/api/v1/ml/nothing"), 404)

    def test_a_slow_client_is_told_and_let_go(self):
        for head in (b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n",
                     b"POST /api/v1/ml/portfolio HTTP/1.1\r\nHost: localhost\r\n"
                     b"Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{"):
            with self.subTest(head=head), socket.create_connection(
                    ("127.0.0.1", self.service.port), timeout=20) as client:
                client.sendall(head)
                answer = client.recv(65536)
                self.assertTrue(answer == b"" or answer.startswith(b"HTTP/1.1 408 ")
                                or answer.startswith(b"HTTP/1.1 504 "), answer[:80])

    def test_a_half_closed_client_still_gets_its_answer(self):
        with socket.create_connection(("127.0.0.1", self.service.port), timeout=10) as client:
            client.sendall(b"GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n")
            client.shutdown(socket.SHUT_WR)
            self.assertTrue(client.recv(65536).startswith(b"HTTP/1.1 200 "))

    def test_garbage_on_the_wire_is_400_or_a_close(self):
        for garbage in (b"\x00" * 100, b"GET\r\n\r\n", b"\x16\x03\x01\x02\x00\x01", b"GET / HTTP/9.9\r\n\r\n",
                        b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n"):
            with self.subTest(garbage=garbage), socket.create_connection(
                    ("127.0.0.1", self.service.port), timeout=10) as client:
                client.sendall(garbage)
                answer = client.recv(65536)
                self.assertTrue(answer == b"" or answer.startswith(b"HTTP/1.1 4"), answer[:80])

    def test_the_process_lives_through_all_of_it(self):
        self.assertTrue(self.service.alive())
        self.assertEqual(self.service.get("/health/live").status, 200)


if __name__ == "__main__":
    unittest.main()
