# SPDX-License-Identifier: MIT
"""scripts/fetch takes what the lock pins, and nothing else; without a network, from its downloads."""

import base64
import hashlib
import io
import os
import pathlib
import shutil
import subprocess
import tarfile
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Fetch(unittest.TestCase):
    def setUp(self):
        """A tree of its own with the real script, and an npm that has one archive to give."""
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        (self.root / "scripts").mkdir()
        for name in ("fetch", "lib.sh"):
            shutil.copy(ROOT / "scripts" / name, self.root / "scripts" / name)
        with tarfile.open(self.root / "good.tgz", "w:gz") as archive:
            entry = tarfile.TarInfo("package/data/prices.csv")
            entry.size = 6
            archive.addfile(entry, io.BytesIO(b"1,2,3\n"))
        digest = hashlib.sha512((self.root / "good.tgz").read_bytes()).digest()
        self.integrity = base64.b64encode(digest).decode()
        self.lock(self.integrity)
        (self.root / "bin").mkdir()
        npm = self.root / "bin/npm"
        npm.write_text('#!/bin/sh\necho "$@" >>"$TREE/npm.log"\ncp "$TREE/good.tgz" "$TREE/build/downloads/prices-1.0.0.tgz"\n')
        npm.chmod(0o755)

    def lock(self, integrity, path="data/prices.csv"):
        (self.root / "scripts/fetch.lock").write_text(
            f"package prices 1.0.0 sample-data {integrity}\nfile {path} prices.csv\n")

    def fetch(self, *arguments):
        environment = {"PATH": f"{self.root}/bin:{os.environ['PATH']}", "TREE": str(self.root)}
        return subprocess.run([self.root / "scripts/fetch", *arguments], env=environment, text=True,
                              stdin=subprocess.DEVNULL, capture_output=True, check=False)

    def test_the_named_file_arrives_and_no_install_script_may_run(self):
        self.assertEqual(0, self.fetch().returncode)
        self.assertEqual("1,2,3\n", (self.root / "build/sample-data/prices.csv").read_text())
        self.assertIn("--ignore-scripts", (self.root / "npm.log").read_text())

    def test_a_whole_package_of_a_scope_arrives_without_what_was_there_before(self):
        (self.root / "scripts/fetch.lock").write_text(
            f"package @desk/prices 1.0.0 tools {self.integrity}\ntree node_modules/@desk/prices\n")
        npm = self.root / "bin/npm"
        npm.write_text(npm.read_text().replace("prices-1.0.0.tgz", "desk-prices-1.0.0.tgz"))
        old = self.root / "build/tools/node_modules/@desk/prices/old.js"
        old.parent.mkdir(parents=True)
        old.touch()
        done = self.fetch()
        self.assertEqual(0, done.returncode, done.stderr)
        self.assertEqual("1,2,3\n", (old.parent / "data/prices.csv").read_text())
        self.assertFalse(old.exists())

    def test_a_second_run_needs_no_network(self):
        self.fetch()
        (self.root / "bin/npm").write_text("#!/bin/sh\nexit 1\n")
        shutil.rmtree(self.root / "build/sample-data")
        self.assertEqual(0, self.fetch().returncode)
        self.assertTrue((self.root / "build/sample-data/prices.csv").exists())

    def test_a_wrong_hash_is_refused_and_nothing_is_unpacked(self):
        self.lock("AAAA")
        done = self.fetch()
        self.assertEqual(1, done.returncode)
        self.assertIn("prices@1.0.0 is not the package that scripts/fetch.lock pins", done.stderr)
        self.assertFalse((self.root / "build/sample-data/prices.csv").exists())
        self.assertFalse((self.root / "build/downloads/prices-1.0.0.tgz").exists())

    def test_a_damaged_download_is_fetched_again(self):
        self.fetch()
        (self.root / "build/downloads/prices-1.0.0.tgz").write_bytes(b"torn")
        self.assertEqual(0, self.fetch().returncode)

    def test_an_unknown_folder_is_refused(self):
        self.assertIn("there is no folder charts", self.fetch("charts").stderr)


if __name__ == "__main__":
    unittest.main()
