# SPDX-License-Identifier: MIT
"""The list of everything this product is built of: third_party/licences.tsv."""

import csv
import dataclasses
import pathlib

KINDS = {
    "linked": "linked into the program",
    "runtime": "comes with the system, linked dynamically",
    "page": "embedded into the program as a file",
    "data": "sample data, downloaded at set-up and never part of the program",
    "test": "used by tests and benchmarks only",
    "tool": "builds or checks; nothing of it is in the program",
}


@dataclasses.dataclass(frozen=True)
class Dependency:
    """One row: a Debian or npm package, its licence as an SPDX expression, and why it is here."""

    name: str
    version: str
    spdx: str
    kind: str
    why: str


def read(root):
    """The rows, in the order of the file. Raises ValueError naming the line of a malformed one."""
    path = pathlib.Path(root) / "third_party/licences.tsv"
    columns = [column.name for column in dataclasses.fields(Dependency)]
    with path.open(newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    if rows[0] != columns:
        raise ValueError(f"{path.name}:1: the columns must be {', '.join(columns)}")
    dependencies = []
    for number, row in enumerate(rows[1:], start=2):
        if len(row) != len(columns) or not all(row):
            raise ValueError(f"{path.name}:{number}: expected {len(columns)} filled columns, found {row}")
        dependency = Dependency(*row)
        if dependency.kind not in KINDS:
            raise ValueError(f"{path.name}:{number}: the kind must be one of {', '.join(KINDS)}, was {dependency.kind}")
        dependencies.append(dependency)
    return dependencies


def debian_packages(root):
    """{package: group} of scripts/packages.txt."""
    lines = (pathlib.Path(root) / "scripts/packages.txt").read_text().splitlines()
    pairs = (line.split() for line in lines if line and not line.startswith("#"))
    return {package: group for group, package in pairs}


# What is fetched, and what is fetched for comparisons only.
LOCKS = ("scripts/fetch.lock", "bench/peers/fetch.lock")


def npm_packages(root):
    """{package: version} of the lock files."""
    locks = [pathlib.Path(root) / lock for lock in LOCKS]
    lines = [line for lock in locks if lock.exists() for line in lock.read_text().splitlines()]
    rows = (line.split() for line in lines if line.startswith("package "))
    return {row[1]: row[2] for row in rows}
