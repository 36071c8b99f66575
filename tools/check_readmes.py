#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that each module's README.md has the one shape, and names every public header.

The shape: the module's name as title, one sentence, and the four headings, in under 40 lines. Public are
the headers in the module's own folder; those of detail/ and of a backend are not.

usage: tools/check_readmes.py [ROOT]
"""

import pathlib
import re
import sys

HEADINGS = ["Start here", "Rules", "Adding one", "Not here"]
MOST_LINES = 39


def complaints(module):
    """What is wrong with the README of the module's folder; it has at least one source."""
    readme = module / "README.md"
    if not readme.exists():
        return ["there is no README.md"]
    text = readme.read_text()
    lines = text.splitlines()
    found = []
    if len(lines) > MOST_LINES:
        found.append(f"it has {len(lines)} lines, at most {MOST_LINES} are read")
    if not lines or lines[0] != f"# {module.name}":
        found.append(f"its title must be '# {module.name}'")
    headings = re.findall(r"^## (.*)$", text, re.MULTILINE)
    if headings != HEADINGS:
        found.append(f"its headings must be {', '.join(HEADINGS)}; found {', '.join(headings) or 'none'}")
    if not text.partition("\n## ")[0].partition("\n")[2].strip():
        found.append("no sentence under the title says what the module is")
    for header in sorted(module.glob("*.hpp")):
        if not re.search(rf"(?<![\w/]){re.escape(header.name)}\b", text):
            found.append(f"it does not name {header.name}")
    return found


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[1])
    count = 0
    for module in sorted((root / "src/nautilus").iterdir()):
        if not any(module.rglob("*.?pp")):
            continue
        for complaint in complaints(module):
            print(f"{(module / 'README.md').relative_to(root)}: {complaint}")
            count += 1
    if count:
        sys.exit(f"{count} complaints about READMEs")
    print("every README has its shape")


if __name__ == "__main__":
    main()
