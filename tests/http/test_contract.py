# SPDX-License-Identifier: MIT
"""Every example of every route is sent, and every answer validated against its schema."""

import unittest

import jsonschema
import service


def validate(document, schema, value):
    """Against a schema of the document, so that its references resolve."""
    jsonschema.Draft202012Validator({**schema, "components": document["components"]},
                                    format_checker=jsonschema.FormatChecker()).validate(value)


class Contract(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder_context = service.folder()
        cls.service = service.Service(cls.folder_context.__enter__())
        service.load_sample(cls.service)
        cls.document = cls.service.get("/openapi.json").json

    @classmethod
    def tearDownClass(cls):
        cls.service.__exit__()
        cls.folder_context.__exit__(None, None, None)

    def test_every_example_answers_by_its_schema(self):
        swept = 0
        for method, path, operation in service.operations(self.document):
            target = service.example_target(path, operation)
            for media_type, body in service.example_bodies(operation):
                with self.subTest(method=method, target=target, media_type=media_type):
                    headers = {"Content-Type": media_type} if media_type else {}
                    answer = self.service.request(method, target, body, headers)
                    self.assertEqual(answer.status, 200, answer.body[:500])
                    content = operation["responses"]["200"]["content"]
                    expected = next(iter(content))
                    self.assertEqual(answer.headers["Content-Type"], expected)
                    if expected == "application/json" and path != "/openapi.json":
                        validate(self.document, content[expected]["schema"], answer.json)
                    self.assertIn("X-Request-ID", answer.headers)
                    swept += 1
        self.assertGreaterEqual(swept, 18)

    def test_a_broken_answer_would_be_caught(self):
        operation = self.document["paths"]["/api/v1/ml/regime/current"]["get"]
        schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
        answer = self.service.get("/api/v1/ml/regime/current").json
        validate(self.document, schema, answer)
        broken = [{**answer, "regime": "bullish"}, {**answer, "confidence": 1.2}, {**answer, "extra": 1},
                  {**answer, "since": 5}, {key: answer[key] for key in answer if key != "probabilities"}]
        for each in broken:
            with self.assertRaises(jsonschema.ValidationError):
                validate(self.document, schema, each)

    def test_operation_names_are_unique(self):
        names = [operation["operationId"] for _, _, operation in service.operations(self.document)]
        self.assertEqual(len(names), len(set(names)))

    def test_wrong_methods_answer_405_and_name_the_right_ones(self):
        for path, methods in self.document["paths"].items():
            with self.subTest(path=path):
                answer = self.service.request("PATCH", path)
                self.assertEqual(answer.status, 405)
                self.assertEqual(set(answer.headers["Allow"].split(", ")) - {"HEAD"},
                                 {method.upper() for method in methods})

    def test_head_answers_like_get_without_a_body(self):
        got = self.service.get("/api/v1/ml/market/symbols")
        head = self.service.request("HEAD", "/api/v1/ml/market/symbols")
        self.assertEqual((head.status, head.body), (200, b""))
        self.assertEqual(head.headers["Content-Length"], got.headers["Content-Length"])

    def test_a_request_keeps_the_callers_id(self):
        answer = self.service.get("/health/live", headers={"X-Request-ID": "desk-42"})
        self.assertEqual(answer.headers["X-Request-ID"], "desk-42")
        answer = self.service.get("/health/live", headers={"X-Request-ID": "bad id\t"})
        self.assertNotEqual(answer.headers["X-Request-ID"], "bad id\t")

    def test_answers_forbid_sniffing_and_other_origins(self):
        answer = self.service.get("/health/live")
        self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
        self.assertNotIn("Access-Control-Allow-Origin", answer.headers)
        self.assertEqual(
            self.service.get("/health/live", headers={"Origin": "https://elsewhere.example"}).status, 403)
        self.assertEqual(
            self.service.get("/health/live", headers={"Host": "elsewhere.example"}).status, 403)


if __name__ == "__main__":
    unittest.main()
