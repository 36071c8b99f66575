#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes docs/generated/feature-checks.md: what checked each feature's values, by the tests that ran and passed.

The tests record what they compared (src/nautilus/base/recorded_check.hpp); the features are those that the program
lists. A feature of which nothing is recorded is an error, and so is a published result that no test read, unless
tools/published_differences.json says why. With --check, only says whether the document is current; where the peers'
data is absent, nothing can be said, and nothing is. The programs are those of build/release/bin, or of the folder that
NAUTILUS_BIN names.

usage: tools/generate_feature_checks.py [--check]
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

import published_results

ROOT = pathlib.Path(__file__).resolve().parents[1]
PROGRAMS = pathlib.Path(os.environ.get("NAUTILUS_BIN", ROOT / "build/release/bin"))
DOCUMENT = ROOT / "docs/generated/feature-checks.md"
DIFFERENCES = ROOT / "tools/published_differences.json"
SLOW = "slow version of the formula"
LEAST_PUBLISHED = 70
# What features join is computed below and above them. Left out are tests that take long and compare no values.
TESTS = {"features_test": "-*IndicatorContract*:Audit*:RandomExpressions*", "market_test": "SessionColumns*:SeriesStore*",
         "regime_test": "RegimeStrength*"}

HEAD = """<!-- Written by tools/generate_feature_checks.py from what the tests compared; edit the tests. -->
# What checked each feature

Of {features} features, {published} are checked against values that another project published, and {slow} against a slow version
written from the cited formula. All went through the contract tests of every indicator besides. Published values of Stock Indicators hold to 1e-9 relative, those of Tulip and ta to their printed digits, or to what is named;
a number is how many values were compared.

Tulip and ta begin some means elsewhere than ours, and their bars end before that is forgotten. The figures of those differ, and the
table says how they were compared. *The first bar so many times before*: an exponential mean that begins with its first
value is what ours is after a long flat stretch, so ours was given one. *Another beginning, which fades as it must*: the
difference on the first bar, times what the mean leaves of it on each bar, was taken off the later ones, which must then
agree to twice the printed digits; the first is not counted.

| feature | indicator | checked against |
| --- | --- | --- |
"""

DIFFERENT = """
## Published, but of another kind

What the peers publish and no test compares, and why. Every other file and vector is compared above, or with an output that
is no feature; of a file, some columns are steps on the way to what is compared and have no counterpart here.

| published | why it is not compared |
| --- | --- |
"""


def checks_in(report):
    """Every check that a passing test of the report recorded."""
    tests = [test for suite in report["testsuites"] for test in suite["testsuite"] if test["result"] == "COMPLETED"]
    passing = [test for test in tests if not test.get("failures")]
    return [json.loads(value) for test in passing for key, value in test.items() if key.startswith("check_")]


def recorded():
    """Every check that the tests recorded."""
    checks = []
    with tempfile.TemporaryDirectory() as folder:
        for program, tests in TESTS.items():
            report = pathlib.Path(folder) / f"{program}.json"
            subprocess.run([PROGRAMS / program, "--gtest_brief=1", f"--gtest_filter={tests}",
                            f"--gtest_output=json:{report}"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
            checks += checks_in(json.loads(report.read_text()))
    return checks


def catalog():
    """The features as the program lists them."""
    answer = subprocess.run([PROGRAMS / "nautilus-ml", "features", "--catalog", "--json"], check=True,
                            capture_output=True, text=True)
    return json.loads(answer.stdout)["features"]


def strength(check):
    """Less where the expected values come from further away."""
    return 1 if check["source"].startswith(SLOW) else 0


def checks_of(feature, checks):
    """The checks of the feature's indicator, output and what it reads, outside sources first."""
    own = [c for c in checks if c["indicator"] == feature["indicator"] and c["output"] == feature["output"]
           and (not c["reference"] or c["reference"] in feature.get("references", []))]
    return sorted(own, key=lambda c: (strength(c), c["source"], c["parameters"]))


def describe(check):
    parameters = check["parameters"].strip("{}").replace('"', "").replace(":", " ").replace(",", ", ")
    apart = f", but for {check['apart']}" if check["apart"] else ""
    how = f", {check['how']}" if check["how"] else ""
    return f"{check['source']}{f' ({parameters})' if parameters else ''}, {check['compared']}{how}{apart}"


def document(features, checks):
    """The table, and how many features have their best check of each strength. Errors: a feature without any."""
    rows, counts, unchecked = "", [0, 0], []
    for feature in features:
        own = checks_of(feature, checks)
        if not own:
            unchecked.append(feature["name"])
            continue
        counts[strength(own[0])] += 1
        rows += f"| `{feature['name']}` | {feature['indicator']} | {'; '.join(map(describe, own))} |\n"
    if unchecked:
        raise ValueError(f"no test recorded a check of {', '.join(unchecked)}")
    published, slow = counts
    return HEAD.format(published=published, features=len(features), slow=slow) + rows, counts


def differences_table(differences):
    rows = (f"| {', '.join(each['results'])} | {each['reason']} |\n" for each in differences)
    return DIFFERENT + "".join(rows)


def main():
    checks = recorded()
    if not any(strength(check) == 0 for check in checks):
        print("the peers' values are not present: nothing to say")
        return
    differences = json.loads(DIFFERENCES.read_text())
    errors = published_results.unaccounted(published_results.all_in(published_results.folder()), checks, differences)
    if errors:
        sys.exit("\n".join(errors))
    try:
        text, (published, *_) = document(catalog(), checks)
    except ValueError as error:
        sys.exit(str(error))
    text += differences_table(differences)
    if published < LEAST_PUBLISHED:
        sys.exit(f"only {published} features have an outside source, at least {LEAST_PUBLISHED} must")
    if "--check" not in sys.argv[1:]:
        DOCUMENT.write_text(text)
    elif not DOCUMENT.exists() or DOCUMENT.read_text() != text:
        sys.exit(f"{DOCUMENT.relative_to(ROOT)} is not current: run tools/generate_feature_checks.py")


if __name__ == "__main__":
    main()
