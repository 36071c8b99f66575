#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes docs/generated/ as the program describes itself; with --check, only says whether it is current.

The program is build/release/bin/nautilus-ml, or what NAUTILUS_BINARY names.

usage: tools/generate_docs.py [--check]
"""

import json
import os
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests/http"))
import service

FOLDER = ROOT / "docs/generated"
OF_OTHER_TOOLS = {"feature-checks.md"}  # Of generate_feature_checks.py, which must run the tests.
NOTE = "<!-- Written by tools/generate_docs.py from what the program says of itself; edit the source. -->\n"


def number(value):
    """The shortest spelling of a number: 14 for 14.0."""
    return str(int(value)) if value == int(value) else str(value)


def table(columns, rows):
    """A Markdown table; what would end a cell is escaped."""
    lines = [columns, ["---"] * len(columns), *rows]
    cells = ([str(cell).replace("|", "\\|").replace("\n", " ") for cell in row] for row in lines)
    return "".join(f"| {' | '.join(row)} |\n" for row in cells)


def limits(minimum, maximum):
    """What two bounds allow, either of which may be none."""
    bounds = [f"at least {number(minimum)}"] if minimum is not None else []
    bounds += [f"at most {number(maximum)}"] if maximum is not None else []
    return ", ".join(bounds) or "any"


def feature_row(feature):
    parameters = ", ".join(f"{name} {number(value)}" for name, value in sorted(feature["parameters"].items()))
    joined = ", ".join(f"`{name}`" for name in feature["references"])
    return [f"`{feature['name']}`", feature["group"], f"[{feature['indicator']}](#{feature['indicator']})",
            feature["output"], parameters, joined, feature["warm_up"]]


def joined_section(series):
    """What features read beside the bars of their own series."""
    rows = [[f"`{each['name']}`", each["meaning"], each["formula"], limits(each["minimum"], each["maximum"]),
             each["missing"], each["reference"]] for each in series]
    return "\n## Joined series\n\n" + table(["series", "meaning", "formula", "possible", "no value", "source"], rows)


COSTS = {"constant": "O(1) on average, for any window", "logarithmic": "O(log window) and one move of memory",
         "window": "O(window)"}


def indicator_section(indicator, features):
    """All that the catalogue says of one indicator, with the features that it gives."""
    title = indicator["title"]
    parts = [f"\n## {indicator['name']}\n\n{title}; group {indicator['group']}. Reads {', '.join(indicator['inputs'])}.\n\n",
             f"    {indicator['formula']}\n\n"]
    if indicator["parameters"]:
        parts.append(table(["parameter", "type", "default", "allowed", "what it sets"],
                           [[f"`{p['name']}`", p["type"], number(p["default"]), limits(p["minimum"], p["maximum"]), p["help"]]
                            for p in indicator["parameters"]]) + "\n")
    parts.append(table(["output", "meaning", "possible", "where the formula has none"],
                       [[f"`{o['name']}`", o["meaning"], limits(o["minimum"], o["maximum"]), o["degenerate"]]
                        for o in indicator["outputs"]]))
    warm_ups = ", ".join(f"{f['warm_up']} bars (`{f['name']}`)" for f in features if f["indicator"] == indicator["name"])
    parts += [f"\nWarm-up: {warm_ups}.\n"] if warm_ups else []
    parts.append(f"\nGaps: {indicator['gaps']}.\n\nCost: {COSTS[indicator['cost']]}.\n\n"
                 f"Source: {indicator['reference']}.\n")
    return "".join(parts)


def features_document(catalog):
    """The text of features.md from the answer of GET /features/catalog."""
    features = catalog["features"]
    head = NOTE + f"""# Features

{len(features)} features by name, from {len(catalog['indicators'])} indicators; `GET /api/v1/ml/features/catalog` and
`nautilus-ml features --catalog` say the same. In formulas c is the close, h the high, l the low, v the volume, and
x[-k] is x of k bars ago. Warm-up is the number of leading bars that have no value.

"""
    rows = table(["feature", "group", "indicator", "output", "parameters", "joins", "warm-up"], map(feature_row, features))
    rows += joined_section(catalog["joined_series"])
    return head + rows + "".join(indicator_section(each, features) for each in catalog["indicators"])


def quality_document(checks):
    """The text of quality.md from the list that `quality --checks` gives."""
    head = NOTE + f"""# Quality checks

{len(checks)} checks, as `nautilus-ml quality --checks` lists them; how they are shown stands in
[market data](../market-data.md). Those at ingest look at rows as they come in, the others at the bars held.

"""
    rows = [[f"`{check['name']}`", check["severity"], "ingest" if check["at_ingest"] else "bars", check["finds"],
             "; ".join(f"`{p['name']}` {number(p['value'])}: {p['meaning']}" for p in check["parameters"])]
            for check in checks]
    return head + table(["check", "severity", "looks at", "finds", "decides by"], rows)


def command_names(text):
    """The commands that the program's own help lists."""
    block = re.search(r"^Subcommands:\n((?:  .*\n)+)", text, re.MULTILINE).group(1)
    return re.findall(r"^  ([a-z][\w-]*)", block, re.MULTILINE)


def commands_document(help_of):
    """The text of cli.md; `help_of` answers the help of a command, of the program for no name."""
    general = help_of()
    parts = [NOTE, "# Command line\n\n```text\n", general.rstrip(), "\n```\n"]
    for name in command_names(general):
        parts.append(f"\n## {name}\n\n```text\n{help_of(name).rstrip()}\n```\n")
    return "".join(line.rstrip() + "\n" for line in "".join(parts).splitlines())


def documents():
    """{name: text} of every document, from the running program."""
    for name in [name for name in os.environ if name.startswith("ML_")]:
        del os.environ[name]  # Settings of whoever runs this are not the defaults.
    with service.folder() as folder, service.Service(folder) as server:
        openapi = server.get("/openapi.json").json
        catalog = server.get(service.PREFIX + "/features/catalog").json
    return {
        "cli.md": commands_document(lambda *name: service.command(*name, "--help").stdout),
        "configuration.md": service.command("config", "--document").stdout,
        "features.md": features_document(catalog),
        "quality.md": quality_document(json.loads(service.command("quality", "--checks", "--json").stdout)),
        "openapi.json": json.dumps(openapi, indent=2, sort_keys=True, ensure_ascii=False) + "\n",
    }


def stale(folder, expected):
    """The names of the folder's documents that are not as expected, missing, or no longer made."""
    found = {path.name: path.read_text() for path in folder.iterdir()} if folder.exists() else {}
    found = {name: text for name, text in found.items() if name not in OF_OTHER_TOOLS}
    return sorted(name for name in found.keys() | expected.keys() if found.get(name) != expected.get(name))


def write(folder, expected):
    folder.mkdir(parents=True, exist_ok=True)
    for name in stale(folder, expected):
        if name in expected:
            (folder / name).write_text(expected[name])
        else:
            (folder / name).unlink()


def main(arguments, folder=FOLDER):
    if arguments not in ([], ["--check"]):
        sys.exit(__doc__.strip())
    if not service.BINARY.exists():
        sys.exit(f"{service.BINARY} is missing: run scripts/run, or set NAUTILUS_BINARY")
    expected = documents()
    if not arguments:
        write(folder, expected)
    elif names := stale(folder, expected):
        sys.exit(f"out of date in docs/generated: {', '.join(names)}; run tools/generate_docs.py")


if __name__ == "__main__":
    main(sys.argv[1:])
