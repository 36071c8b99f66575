#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Checks that every dependency is listed with a licence that this product may use.

Each package of scripts/packages.txt and scripts/fetch.lock has a row in third_party/licences.tsv and
each row a package; what is linked, embedded or shipped as data has an allowed licence, and Debian's
copyright file, where the package is installed, names the same one.

usage: tools/check_licences.py [ROOT]
"""

import pathlib
import re
import sys

import licence_list

ALLOWED = {
    "0BSD", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0",
    "CC0-1.0", "GPL-3.0-or-later WITH GCC-exception-3.1", "ISC", "LGPL-2.1-or-later", "LGPL-3.0-or-later",
    "LicenseRef-public-domain",
    "MIT", "NCSA", "OpenSSL", "PDDL-1.0", "PSF-2.0", "Zlib", "blessing", "curl",
}

# The program is not made of these, so their licences bind their users' copies of them, not ours.
EXEMPT_KINDS = {"tool"}

# How Debian's copyright files spell the licences of what is linked.
DEBIAN_NAMES = {
    "Apache-2.0": {"apache-2.0"},
    "BSD-2-Clause": {"bsd-2-clause"},
    "BSD-3-Clause": {"bsd-3-clause", "bsd-c3"},
    "BSL-1.0": {"bsl-1.0"},
    "CC0-1.0": {"cc0", "cc0-1.0", "cc0 or apache-2.0"},
    "MIT": {"expat", "expat with embedded exception"},
    "Zlib": {"zlib"},
    "blessing": {"public-domain"},
}

# Come by another way than scripts/packages.txt: npm by scripts/setup where PATH has none, promtool
# unpacked from prometheus, and the system's own libraries.
UNLISTED_PACKAGES = {"nodejs", "npm", "prometheus"}


def alternatives(spdx):
    """The licences of an SPDX expression, of which the user may choose one."""
    return spdx.split(" OR ")


def licence_complaints(dependency):
    if dependency.kind in EXEMPT_KINDS or any(choice in ALLOWED for choice in alternatives(dependency.spdx)):
        return []
    return [f"{dependency.name}: the licence {dependency.spdx} is not allowed for what is {dependency.kind}"]


def copyright_complaints(dependency, documents=pathlib.Path("/usr/share/doc")):
    """Whether Debian's own record, where there is one, knows the licence that we state."""
    path = documents / dependency.name / "copyright"
    if dependency.kind != "linked" or not path.exists():
        return []
    recorded = {name.strip().lower() for name in
                re.findall(r"^License:(.+)$", path.read_text(errors="replace"), re.MULTILINE)}
    expected = set().union(*(DEBIAN_NAMES.get(choice, set()) for choice in alternatives(dependency.spdx)))
    if recorded & expected:
        return []
    return [f"{dependency.name}: {path} does not name {dependency.spdx}; it names {', '.join(sorted(recorded))}"]


def listing_complaints(dependencies, debian, npm):
    found = []
    listed = {dependency.name: dependency for dependency in dependencies}
    for package in sorted(set(debian) | set(npm)):
        if package not in listed:
            found.append(f"{package}: it has no row in third_party/licences.tsv")
    for name, dependency in listed.items():
        if name not in debian and name not in npm and name not in UNLISTED_PACKAGES and dependency.kind != "runtime":
            found.append(f"{name}: neither scripts/packages.txt nor scripts/fetch.lock knows it; remove its row")
        if name in npm and dependency.version != npm[name]:
            found.append(f"{name}: scripts/fetch.lock pins {npm[name]}, the row says {dependency.version}")
    if len(listed) != len(dependencies):
        found.append("third_party/licences.tsv: a name stands in two rows")
    return found


def complaints(root):
    """Everything wrong with the list of the tree at `root`."""
    dependencies = licence_list.read(root)
    found = listing_complaints(dependencies, licence_list.debian_packages(root), licence_list.npm_packages(root))
    for dependency in dependencies:
        found += licence_complaints(dependency) + copyright_complaints(dependency)
    return found


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[1]
    try:
        found = complaints(root)
    except ValueError as error:
        sys.exit(str(error))
    if found:
        sys.exit("\n".join(found))
    print("every dependency is listed, with a licence that is allowed")


if __name__ == "__main__":
    main()
