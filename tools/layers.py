# SPDX-License-Identifier: MIT
"""The layers as the build declares them, and which include each of them allows."""

import dataclasses
import pathlib
import re

SOURCE_SUFFIXES = {".hpp", ".cpp"}
MODULE_CALL = re.compile(r"^nautilus_module\(([^)]*)\)", re.MULTILINE)
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^">]+)[">]')
# These modules are interfaces: their own sources do not know who implements them.
INTERFACES = {"storage", "bus"}
# It wires the modules beneath it together, so it may name the backend that it has chosen.
WIRING = "platform"


@dataclasses.dataclass(frozen=True)
class Place:
    """Where a file stands: its module (None outside src/nautilus) and the folder inside it, or ''."""

    module: str | None
    folder: str
    is_test: bool


def declared_layers(cmake_text):
    """{module: modules it may include}, from the nautilus_module lines, lowest first."""
    layers = {}
    for call in MODULE_CALL.finditer(cmake_text):
        words = call.group(1).split()
        uses = []
        if "USES" in words:
            for word in words[words.index("USES") + 1:]:
                if word == "PRIVATELY":
                    break
                uses.append(word)
        for used in uses:
            if used not in layers:
                raise ValueError(f"{words[0]} uses {used}, which is not declared before it: layers are "
                                 "declared lowest first, and a module uses only what lies beneath it")
        layers[words[0]] = set(uses)
    return layers


def place_of(path):
    """The Place of a path relative to the root of the tree."""
    parts = pathlib.PurePosixPath(path).parts
    is_test = path.endswith(("_test.cpp", "_benchmark.cpp"))
    if parts[:2] != ("src", "nautilus"):
        return Place(None, "", is_test or parts[0] == "bench")
    return Place(parts[2], parts[3] if len(parts) > 4 else "", is_test)


def objection(place, included, layers):
    """Why a file at `place` may not include `included` (as written), or None if it may."""
    if ".." in pathlib.PurePosixPath(included).parts:
        return "an include is written from the root of the sources, without '..'"
    parts = included.split("/")
    if parts[0] != "nautilus" or len(parts) < 3:
        return None
    module, folder = parts[1], parts[2] if len(parts) > 3 else ""
    if module not in layers:
        return f"CMakeLists.txt declares no module {module}"
    if place.module is not None and module != place.module:
        if place.module not in layers:
            return f"CMakeLists.txt declares no module {place.module}"
        if module not in layers[place.module]:
            return f"{place.module} may not use {module}; it uses {', '.join(sorted(layers[place.module])) or 'nothing'}"
    if folder == "detail":
        return None if module == place.module else f"{module}/detail belongs to {module} alone"
    if folder and not may_name_folder(place, module, folder):
        owner = WIRING if module in INTERFACES else f"{module} or {WIRING}"
        return f"{module}/{folder} is named only by {owner}, and by tests"
    return None


def may_name_folder(place, module, folder):
    """Whether a file may include from a folder inside a module, a backend for instance."""
    if place.is_test or place.module == WIRING:
        return True
    return place.module == module and (module not in INTERFACES or place.folder == folder)


def violations(root):
    """Every include of the tree that no layer allows, as (path, line, reason)."""
    root = pathlib.Path(root)
    layers = declared_layers((root / "CMakeLists.txt").read_text())
    found = []
    for folder in ("src", "apps", "bench"):
        for file in sorted((root / folder).rglob("*")):
            if file.suffix not in SOURCE_SUFFIXES:
                continue
            path = file.relative_to(root).as_posix()
            place = place_of(path)
            for number, line in enumerate(file.read_text().splitlines(), start=1):
                if match := INCLUDE.match(line):
                    if reason := objection(place, match.group(1), layers):
                        found.append((path, number, reason))
    return found
