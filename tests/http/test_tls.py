# SPDX-License-Identifier: MIT
"""TLS, client certificates, and an address that is not loopback."""

import http.client
import json
import os
import signal
import ssl
import subprocess
import time
import unittest

import service


def certificate(folder, name):
    """A self-signed certificate for localhost; returns the paths of certificate and key."""
    paths = folder / f"{name}.pem", folder / f"{name}.key"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                    "-nodes", "-keyout", paths[1], "-out", paths[0], "-days", "2", "-subj", f"/CN={name}",
                    "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"],
                   check=True, capture_output=True)
    return paths


def options(certificate_path, key_path):
    return ("--security-tls-certificate", str(certificate_path), "--security-tls-private-key", str(key_path))


def get(port, path, context, headers=None):
    connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=20, context=context)
    try:
        connection.request("GET", path, headers=headers or {})
        return connection.getresponse().status
    finally:
        connection.close()


def serial(port, context):
    connection = http.client.HTTPSConnection("127.0.0.1", port, timeout=20, context=context)
    try:
        connection.connect()
        return connection.sock.getpeercert(binary_form=True)
    finally:
        connection.close()


class Tls(unittest.TestCase):
    def test_it_speaks_tls_and_nothing_else(self):
        with service.folder() as folder:
            paths = certificate(folder, "server")
            with service.Service(folder, *options(*paths)) as running:
                self.assertEqual(get(running.port, "/health/live", ssl.create_default_context(cafile=paths[0])), 200)
                old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
                old.load_verify_locations(paths[0])
                old.maximum_version = ssl.TLSVersion.TLSv1_1
                with self.assertRaises((ssl.SSLError, OSError)):
                    get(running.port, "/health/live", old)
                with self.assertRaises((http.client.HTTPException, OSError)):
                    running.get("/health/live")

    def test_a_client_certificate_is_asked_for(self):
        with service.folder() as folder:
            paths, client = certificate(folder, "server"), certificate(folder, "client")
            with service.Service(folder, *options(*paths), "--security-tls-client-ca", str(client[0])) as running:
                context = ssl.create_default_context(cafile=paths[0])
                with self.assertRaises((ssl.SSLError, OSError, http.client.HTTPException)):
                    get(running.port, "/health/live", context)
                context.load_cert_chain(*client)
                self.assertEqual(get(running.port, "/health/live", context), 200)

    def test_a_rotated_certificate_is_taken_over(self):
        with service.folder() as folder:
            paths = certificate(folder, "server")
            with service.Service(folder, *options(*paths)) as running:
                context = ssl.create_default_context()
                context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
                before = serial(running.port, context)
                certificate(folder, "server")
                os.kill(running.process.pid, signal.SIGHUP)
                deadline = time.monotonic() + 10
                while serial(running.port, context) == before and time.monotonic() < deadline:
                    time.sleep(0.05)
                self.assertNotEqual(serial(running.port, context), before)

    def test_any_address_needs_tls_and_keys_together(self):
        with service.folder() as folder:
            paths = certificate(folder, "server")
            data = folder / "data"
            done = service.command("serve", "--data-dir", data, "--port", "0", "--bind", "0.0.0.0",
                                   *options(*paths), check=False)
            self.assertNotEqual(done.returncode, 0)
            self.assertIn("keys create", done.stderr)
            made = json.loads(service.command("keys", "create", "--name", "desk", "--data-dir", data, "--json").stdout)
            with service.Service(data, "--bind", "0.0.0.0", *options(*paths)) as running:
                context = ssl.create_default_context(cafile=paths[0])
                self.assertEqual(get(running.port, "/health/live", context), 401)
                headers = {"X-API-Key": made["key"], "Host": "desk.example"}
                self.assertEqual(get(running.port, "/health/live", context, headers), 200)


if __name__ == "__main__":
    unittest.main()
