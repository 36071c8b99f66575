# SPDX-License-Identifier: MIT
"""The OpenAPI document against the standard: by a linter, and each schema by JSON Schema itself."""

import json
import pathlib
import subprocess
import tempfile
import unittest

import jsonschema
import service

LINTER = (service.ROOT / "build/openapi-linter/node_modules/@seriousme/openapi-schema-validator"
          / "bin/validate-api-cli.js")


def schemas(node, place="#"):
    """Each (place, schema) of a document; a schema's own parts belong to it."""
    if isinstance(node, list):
        for index, part in enumerate(node):
            yield from schemas(part, f"{place}/{index}")
    elif isinstance(node, dict):
        for name, part in node.items():
            here = f"{place}/{name}"
            if name == "schema":
                yield here, part
            elif here == "#/components/schemas":
                yield from ((f"{here}/{each}", schema) for each, schema in part.items())
            elif name != "example":
                yield from schemas(part, here)


def references(node):
    """Every $ref of a document."""
    if isinstance(node, list):
        for part in node:
            yield from references(part)
    elif isinstance(node, dict):
        if isinstance(node.get("$ref"), str):
            yield node["$ref"]
        for part in node.values():
            yield from references(part)


def examples(operation):
    """Each (name, schema, example) that an operation shows."""
    for parameter in operation["parameters"]:
        if "example" in parameter:
            yield parameter["name"], parameter["schema"], parameter["example"]
    for media_type, media in operation.get("requestBody", {}).get("content", {}).items():
        yield media_type, media["schema"], media["example"]


def lint(document):
    """(whether the linter found nothing, what it printed)."""
    with tempfile.TemporaryDirectory(prefix="nautilus-") as folder:
        path = pathlib.Path(folder) / "openapi.json"
        path.write_text(json.dumps(document))
        done = subprocess.run(["node", LINTER, path], capture_output=True, text=True, timeout=60, check=False)
    return done.returncode == 0, done.stdout + done.stderr


class OpenApi(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with service.folder() as folder, service.Service(folder) as running:
            cls.document = running.get("/openapi.json").json

    def broken(self):
        return json.loads(json.dumps(self.document))

    def test_the_linter_finds_nothing_to_say(self):
        good, printed = lint(self.document)
        self.assertTrue(good, printed)

    def test_the_linter_sees_a_parameter_without_a_schema(self):
        document = self.broken()
        next(iter(document["paths"].values()))["get"]["parameters"] = [{"name": "symbol", "in": "query"}]
        good, printed = lint(document)
        self.assertFalse(good)
        self.assertIn("schema", printed)

    def test_every_schema_is_one(self):
        checked = 0
        for place, schema in schemas(self.document):
            with self.subTest(place=place):
                jsonschema.Draft202012Validator.check_schema(schema)
                checked += 1
        self.assertGreaterEqual(checked, 50)

    def test_every_example_of_a_parameter_or_body_fits_its_schema(self):
        checked = 0
        for method, path, operation in service.operations(self.document):
            for name, schema, example in examples(operation):
                with self.subTest(method=method, path=path, name=name):
                    jsonschema.Draft202012Validator(schema).validate(example)
                    checked += 1
        self.assertGreaterEqual(checked, 15)

    def test_every_reference_leads_somewhere(self):
        for reference in set(references(self.document)):
            with self.subTest(reference=reference):
                node = self.document
                for name in reference.removeprefix("#/").split("/"):
                    node = node[name]

    def test_every_operation_says_what_it_is_for(self):
        declared = {tag["name"] for tag in self.document["tags"]}
        for method, path, operation in service.operations(self.document):
            with self.subTest(method=method, path=path):
                self.assertTrue(operation["summary"] and operation["description"] and operation["operationId"])
                self.assertLessEqual(set(operation["tags"]), declared)
                self.assertTrue(all(parameter["description"] for parameter in operation["parameters"]))


if __name__ == "__main__":
    unittest.main()
