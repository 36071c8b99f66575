#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes docs/dependencies.md from third_party/licences.tsv; with --check, only says whether it is current.

usage: tools/write_dependencies.py [--check] [ROOT]
"""

import pathlib
import sys

import licence_list

HEAD = """<!-- Written by tools/write_dependencies.py from third_party/licences.tsv; edit that. -->
# Dependencies

What Nautilus ML is built of, under which licence, and why. Debian packages come from Debian 12 main by
`scripts/setup`; npm packages are pinned in `scripts/fetch.lock`, compared with their SHA-512, and nothing
of them is ever run during set-up. `tools/check_licences.py`, a part of `scripts/test`, refuses a package
without a row here and a licence that this product may not use.
"""


def document(dependencies):
    """The text of docs/dependencies.md."""
    parts = [HEAD]
    for kind, meaning in licence_list.KINDS.items():
        rows = [row for row in dependencies if row.kind == kind]
        if rows:
            parts.append(f"\n## {kind.capitalize()}: {meaning}\n\n| package | version | licence (SPDX) | why |\n|---|---|---|---|\n")
            parts += [f"| {row.name} | {row.version} | {row.spdx} | {row.why} |\n" for row in rows]
    return "".join(parts)


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--check"]
    root = pathlib.Path(arguments[0] if arguments else pathlib.Path(__file__).resolve().parents[1])
    path = root / "docs/dependencies.md"
    text = document(licence_list.read(root))
    if "--check" not in sys.argv[1:]:
        path.write_text(text)
    elif not path.exists() or path.read_text() != text:
        sys.exit("docs/dependencies.md is out of date: run tools/write_dependencies.py")


if __name__ == "__main__":
    main()
