#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes docs/generated/feature-checks.md: what checked each feature's values, by the tests that ran and passed.

The tests record what they compared; the features are those that the program lists. With --check, only says whether
the document is current; where the peers' data is absent, nothing can be said, and nothing is. The programs are those of
build/release/bin, or of the folder that NAUTILUS_BIN names.

usage: tools/generate_feature_checks.py [--check]
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
PROGRAMS = pathlib.Path(os.environ.get("NAUTILUS_BIN", ROOT / "build/release/bin"))
DOCUMENT = ROOT / "docs/generated/feature-checks.md"
SLOW = "slow version of the formula"
LEAST_PUBLISHED = 70

HEAD = """<!-- Written by tools/generate_feature_checks.py from what the tests compared; edit the tests. -->
# What checked each feature

{published} of {features} features are checked against values that another project published, {slow} against a slow version written
from the cited formula{rest}. All went through the contract tests of every indicator besides. Published values of Stock Indicators
hold to 1e-9 relative, those of Tulip and ta to their printed digits; a number is how many bars were compared.

| feature | indicator | checked against |
| --- | --- | --- |
"""


def recorded():
    """Every comparison that a passing test recorded: a dict of its properties."""
    with tempfile.TemporaryDirectory() as folder:
        report = pathlib.Path(folder) / "tests.json"
        subprocess.run([PROGRAMS / "features_test", "--gtest_brief=1", "--gtest_filter=*Published*:*Slow*",
                        f"--gtest_output=json:{report}"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        suites = json.loads(report.read_text())["testsuites"]
    tests = [test for suite in suites for test in suite["testsuite"]]
    return [test for test in tests if "indicator" in test and test["result"] == "COMPLETED"]


def catalog():
    """The features as the program lists them."""
    answer = subprocess.run([PROGRAMS / "nautilus-ml", "features", "--catalog", "--json"], check=True,
                            capture_output=True, text=True)
    return json.loads(answer.stdout)["features"]


def checks_of(feature, comparisons):
    """The comparisons of the feature's indicator and output, outside sources first."""
    own = [c for c in comparisons if c["indicator"] == feature["indicator"] and c["output"] == feature["output"]]
    return sorted(own, key=lambda c: (c["source"] == SLOW, c["source"], c["parameters"]))


def describe(comparison):
    parameters = comparison["parameters"].strip("{}").replace('"', "").replace(":", " ")
    return f"{comparison['source']}{f' ({parameters})' if parameters else ''}, {comparison['compared']}"


def document(features, comparisons):
    rows, published, slow, other = "", 0, 0, []
    for feature in features:
        checks = checks_of(feature, comparisons)
        outside = any(check["source"] != SLOW for check in checks)
        published += outside
        slow += bool(checks) and not outside
        if not checks:
            other.append(feature["name"])
        text = "; ".join(map(describe, checks)) or "worked by hand in the indicator's own test"
        rows += f"| `{feature['name']}` | {feature['indicator']} | {text} |\n"
    rest = f", and {len(other)} by hand-worked cases alone" if other else ""
    return HEAD.format(published=published, features=len(features), slow=slow, rest=rest) + rows, published


def main():
    comparisons = recorded()
    if not any(comparison["source"] != SLOW for comparison in comparisons):
        print("the peers' values are not present: nothing to say")
        return
    text, published = document(catalog(), comparisons)
    if published < LEAST_PUBLISHED:
        sys.exit(f"only {published} features have an outside source, at least {LEAST_PUBLISHED} must")
    if "--check" not in sys.argv[1:]:
        DOCUMENT.write_text(text)
    elif not DOCUMENT.exists() or DOCUMENT.read_text() != text:
        sys.exit(f"{DOCUMENT.relative_to(ROOT)} is not current: run tools/generate_feature_checks.py")


if __name__ == "__main__":
    main()
