# SPDX-License-Identifier: MIT
"""Starts the real binary on a free port with a folder of its own, and speaks HTTP to it."""

import contextlib
import datetime
import http.client
import json
import os
import pathlib
import random
import re
import signal
import subprocess
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = pathlib.Path(os.environ.get("NAUTILUS_BINARY", ROOT / "build/release/bin/nautilus-ml"))
PREFIX = "/api/v1/ml"


class Answer:
    """A status, headers and body; `json` parses the body."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def json(self):
        return json.loads(self.body)


class Service:
    """A running server; use as a context manager."""

    def __init__(self, folder, *options, environment=None):
        self.folder = pathlib.Path(folder)
        self.process = subprocess.Popen(
            [BINARY, "serve", "--data-dir", str(self.folder), "--port", "0", *options],
            stdout=subprocess.PIPE, stderr=open(self.folder / "server.log", "ab"), text=True,
            env={**os.environ, **(environment or {})})
        line = self.process.stdout.readline()
        found = re.search(r"(https?)://([\d.]+|\[[\d:]+\]):(\d+)", line)
        if not found:
            self.process.wait(timeout=30)
            raise RuntimeError(f"the server did not start: {line}{self.log()}")
        self.port = int(found.group(3))

    def log(self):
        return (self.folder / "server.log").read_text()

    def request(self, method, path, body=None, headers=None, timeout=30):
        """One request on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        with contextlib.closing(connection):
            headers = dict(headers or {})
            if isinstance(body, (dict, list)):
                body = json.dumps(body)
            if body is not None and "Content-Type" not in headers:
                headers["Content-Type"] = "application/json"
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())

    def get(self, path, **arguments):
        return self.request("GET", path, **arguments)

    def post(self, path, body=None, **arguments):
        return self.request("POST", path, body, **arguments)

    def kill(self):
        """Pulls the plug."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(timeout=30)
        self.process.stdout.close()

    def stop(self):
        """Asks it to end; returns its exit code."""
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=60)
        self.process.stdout.close()
        return code

    def alive(self):
        return self.process.poll() is None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        """Ends it as an operator would, so that a sanitizer can speak of leaks at the end."""
        if self.process.returncode is None:
            code = self.stop()
            assert code == 0, f"the server ended with {code}: {self.log()[-4000:]}"


def shared_folder():
    """Where prices are that are not part of this tree, as base/test_data.hpp finds them."""
    given = os.environ.get("NAUTILUS_SHARED")
    found = [each / "shared" for each in ROOT.parents if (each / "shared/data").is_dir()]
    return pathlib.Path(given) if given else next(iter(found), ROOT / "shared")


@contextlib.contextmanager
def folder():
    with tempfile.TemporaryDirectory(prefix="nautilus-") as path:
        yield pathlib.Path(path)


def command(*arguments, check=True, **options):
    """Runs the command line and returns the finished process."""
    done = subprocess.run([BINARY, *map(str, arguments)], capture_output=True, text=True,
                          timeout=300, **options)
    if check and done.returncode != 0:
        raise RuntimeError(f"{arguments} answered {done.returncode}: {done.stderr}")
    return done


def walk(symbol, days=900, seed=1, start=datetime.date(2015, 1, 1)):
    """A seeded random walk of daily bars."""
    source = random.Random(f"{symbol}-{seed}")
    close, bars = 100.0, []
    for day in range(days):
        opened = close
        close = opened * (1 + source.gauss(0.0003, 0.012))
        bars.append({
            "symbol": symbol, "timeframe": "1d",
            "timestamp": f"{start + datetime.timedelta(days=day)}T00:00:00Z",
            "open": opened, "high": max(opened, close) * 1.003, "low": min(opened, close) * 0.997,
            "close": close, "volume": float(source.randint(1_000, 9_000))})
    return bars


def load_sample(service):
    """The symbols that the routes' examples speak of, a portfolio and a continuous future of them."""
    bars = [bar for symbol in ("SP500", "AAPL", "GE", "MSFT") for bar in walk(symbol)]
    answer = service.post(PREFIX + "/market/bars", {"bars": bars})
    assert answer.status == 200, answer.body
    answer = service.post(PREFIX + "/portfolio", {"positions": {"AAPL": 100, "GE": 200, "MSFT": 150},
                                                  "cash": {"USD": 10000}})
    assert answer.status == 200, answer.body
    answer = service.post(PREFIX + "/market/futures", {
        "name": "SP500_CONTINUOUS", "rule": "days_before_expiry",
        "contracts": [{"symbol": "SP500", "expiry": "2030-03-15"}]})
    assert answer.status == 200, answer.body


def operations(document):
    """Each (method, path, operation) of an OpenAPI document."""
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def example_text(example):
    """An example as it stands in a query; a list without spaces between commas."""
    if isinstance(example, list):
        return ",".join(map(example_text, example))
    return example if isinstance(example, str) else json.dumps(example)


def example_target(path, operation):
    """The path with the examples of its parameters."""
    for parameter in operation["parameters"]:
        if parameter["in"] == "path":
            path = path.replace("{%s}" % parameter["name"], parameter["example"])
    examples = ((p["name"], p["example"]) for p in operation["parameters"]
                if "example" in p and p["in"] == "query")
    query = "&".join(f"{name}={example_text(example)}" for name, example in examples)
    return f"{path}?{query}" if query else path


def example_bodies(operation):
    """Each (media type, text) example of an operation's body; (None, None) where it takes none."""
    content = operation.get("requestBody", {}).get("content", {})
    for media_type, media in content.items():
        example = media["example"]
        yield media_type, example if isinstance(example, str) else json.dumps(example)
    if not content:
        yield None, None
