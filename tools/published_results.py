# SPDX-License-Identifier: MIT
"""Names every result that the peers publish, and says which of them nothing accounts for.

A result is a file of Stock Indicators or ta, and a vector or a candle's word in a file of Tulip, named as the tests
name their source: `stock_indicators/results/adx.csv`, `tulip/atoz.txt: adx 14`.
"""

import os
import pathlib


def folder():
    """The folder of shared data as src/nautilus/base/test_data.hpp finds it."""
    if "NAUTILUS_SHARED" in os.environ:
        return pathlib.Path(os.environ["NAUTILUS_SHARED"]) / "data"
    above = (parent / "shared" / "data" for parent in pathlib.Path.cwd().parents)
    return next((each for each in above if each.is_dir()), pathlib.Path("shared/data"))


def is_word(line):
    return bool(line.strip()) and line[0] not in "{#"


def vectors(text):
    """The lines that head a block of vectors, unless its result has no value."""
    names, heading, last = [], None, ""
    for line in [*text.splitlines(), ""]:
        if is_word(line):
            heading = line.strip()
        elif line.startswith("{"):
            last = line.strip()
        elif not line.strip():
            if heading and last not in ("", "{}"):
                names.append(heading)
            heading, last = None, ""
    return names


def candle_words(text):
    """The patterns of which some bar is said to be one, or none."""
    words = [line.split()[0].lstrip("!") for line in text.splitlines() if is_word(line)]
    return [word for word in words if word != "candle"]


def all_in(data):
    """The names of all published results."""
    sheets = [f"stock_indicators/results/{path.name}" for path in (data / "stock_indicators/results").glob("*.csv")]
    sheets += [f"ta_bukosabino/{path.name}" for path in (data / "ta_bukosabino").glob("*.csv")]
    blocks = []
    for path in (data / "tulip").glob("*.txt"):
        names = candle_words if path.name == "candles.txt" else vectors
        blocks += [f"tulip/{path.name}: {name}" for name in names(path.read_text())]
    return set(sheets) | set(blocks)


def name_of(source):
    """The result that a check's source names: what it says of a column is no part of it."""
    return source if source.startswith("tulip/") else source.split(":")[0]


def unaccounted(published, checks, differences):
    """A sentence for each result that is neither compared nor declared, and for each declaration that is idle."""
    compared = {name_of(check["source"]) for check in checks}
    declared = [name for each in differences for name in each["results"]]
    errors = [f"{name}: no test reads it and tools/published_differences.json does not say why"
              for name in sorted(published - compared - set(declared))]
    errors += [f"{name}: declared as different, but compared" for name in declared if name in compared]
    errors += [f"{name}: declared as different, but not published" for name in declared if name not in published]
    return errors
