#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that every relative link of the Markdown files leads to a file, and to a heading where it names one.

usage: tools/check_links.py [ROOT]
"""

import pathlib
import re
import sys

LEFT_OUT = {"build", "data", "node_modules"}
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)


def anchors(text):
    """The anchors of a text's headings, spelled as code hosts do."""
    headings = re.findall(r"^#+ (.*)$", FENCE.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def complaints(path):
    """What is wrong with the links of one file."""
    found = []
    for target in LINK.findall(FENCE.sub("", path.read_text())):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        leads_to = (path.parent / name) if name else path
        if not leads_to.exists():
            found.append(f"{target} leads nowhere")
        elif anchor and anchor not in anchors(leads_to.read_text()):
            found.append(f"{target}: there is no such heading")
    return found


def main():
    root = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[1])
    count = 0
    for path in sorted(root.rglob("*.md")):
        if LEFT_OUT & set(path.relative_to(root).parts):
            continue
        for complaint in complaints(path):
            print(f"{path.relative_to(root)}: {complaint}")
            count += 1
    if count:
        sys.exit(f"{count} links are broken")
    print("every link leads somewhere")


if __name__ == "__main__":
    main()
