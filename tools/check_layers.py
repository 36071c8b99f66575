#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Refuses every include that the layers in CMakeLists.txt do not allow.

usage: tools/check_layers.py [ROOT]
"""

import pathlib
import sys

import layers


def main():
    root = sys.argv[1] if len(sys.argv) > 1 else pathlib.Path(__file__).resolve().parents[1]
    try:
        found = layers.violations(root)
    except ValueError as error:
        sys.exit(f"CMakeLists.txt: {error}")
    for path, line, reason in found:
        print(f"{path}:{line}: {reason}")
    if found:
        sys.exit(f"{len(found)} includes cross the layers")
    print("every include points down")


if __name__ == "__main__":
    main()
