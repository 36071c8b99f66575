# SPDX-License-Identifier: MIT
"""The layer check refuses what it should, and only that."""

import pathlib
import sys
import tempfile
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1]))
import layers

CMAKE = """
nautilus_module(base PRIVATELY Boost::json)
nautilus_module(storage USES base)
nautilus_module(market USES storage base)
nautilus_module(platform USES market storage base)
nautilus_module(server USES platform base
  PRIVATELY OpenSSL::SSL)
"""


class LayerCheck(unittest.TestCase):
    def violations(self, files):
        """What the check finds in a tree of {path: included header}."""
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            (root / "CMakeLists.txt").write_text(CMAKE)
            for path, included in files.items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(f'#pragma once\n#include "{included}"\n')
            return layers.violations(root)

    def assert_refused(self, path, included, reason):
        found = self.violations({path: included})
        self.assertEqual([(path, 2)], [(where, line) for where, line, _ in found])
        self.assertIn(reason, found[0][2])

    def assert_allowed(self, path, included):
        self.assertEqual([], self.violations({path: included}))

    def test_an_include_of_a_lower_layer_passes(self):
        self.assert_allowed("src/nautilus/market/bar.hpp", "nautilus/base/time.hpp")

    def test_an_upward_include_is_refused_with_file_and_line(self):
        self.assert_refused("src/nautilus/base/time.hpp", "nautilus/market/bar.hpp", "base may not use market")

    def test_a_test_may_not_look_up_either(self):
        self.assert_refused("src/nautilus/base/time_test.cpp", "nautilus/market/bar.hpp", "base may not use market")

    def test_a_layer_that_is_not_declared_as_used_is_refused(self):
        self.assert_refused("src/nautilus/server/route.hpp", "nautilus/market/bar.hpp", "server may not use market")

    def test_detail_belongs_to_its_module(self):
        self.assert_allowed("src/nautilus/base/json.cpp", "nautilus/base/detail/number.hpp")
        self.assert_refused("src/nautilus/platform/engine.cpp", "nautilus/base/detail/number.hpp", "belongs to base alone")

    def test_a_backend_is_named_by_the_platform_and_by_tests(self):
        backend = "nautilus/storage/sqlite/open.hpp"
        self.assert_allowed("src/nautilus/platform/engine.cpp", backend)
        self.assert_allowed("src/nautilus/storage/sqlite/open.cpp", backend)
        self.assert_allowed("src/nautilus/storage/database_test.cpp", backend)
        self.assert_refused("src/nautilus/market/bar_store.cpp", backend, "only by platform")
        self.assert_refused("src/nautilus/storage/table.cpp", backend, "only by platform")

    def test_a_part_of_a_module_is_named_by_the_module(self):
        self.assert_allowed("src/nautilus/server/http.cpp", "nautilus/server/transport/listener.hpp")
        self.assert_refused("apps/nautilus-ml/main.cpp", "nautilus/server/transport/listener.hpp", "only by server")

    def test_a_way_around_the_root_is_refused(self):
        self.assert_refused("src/nautilus/base/time.hpp", "../market/bar.hpp", "without '..'")

    def test_an_undeclared_module_is_refused(self):
        self.assert_refused("src/nautilus/market/bar.hpp", "nautilus/rates/curve.hpp", "no module rates")
        self.assert_refused("src/nautilus/rates/curve.hpp", "nautilus/base/time.hpp", "no module rates")

    def test_a_module_that_uses_a_later_one_is_refused(self):
        with self.assertRaisesRegex(ValueError, "base uses market"):
            layers.declared_layers("nautilus_module(base USES market)\nnautilus_module(market)\n")


if __name__ == "__main__":
    unittest.main()
