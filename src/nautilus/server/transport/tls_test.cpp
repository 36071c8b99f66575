// SPDX-License-Identifier: MIT
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "nautilus/server/transport/listener.hpp"
#include "nautilus/server/transport/test_client.hpp"

namespace nautilus::server {
namespace {

using std::chrono::milliseconds;
using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using testing::TestClient;
using testing::TestHandler;

struct Free {
  void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  void operator()(SSL* session) const { SSL_free(session); }
  void operator()(std::FILE* file) const { std::fclose(file); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

/// A self-signed certificate, thus its own authority, and its key, as files in a folder that goes
/// away with it.
class TestIdentity {
 public:
  explicit TestIdentity(const std::string& name) {
    std::string folder = std::filesystem::temp_directory_path() / "nautilus-tls-XXXXXX";
    folder_ = ::mkdtemp(folder.data());
    renew(name);
  }
  TestIdentity(const TestIdentity&) = delete;
  TestIdentity& operator=(const TestIdentity&) = delete;
  ~TestIdentity() { std::filesystem::remove_all(folder_); }

  [[nodiscard]] std::string certificate() const { return folder_ / "certificate.pem"; }
  [[nodiscard]] std::string private_key() const { return folder_ / "key.pem"; }

  /// Writes a new certificate and key over the old.
  void renew(const std::string& name) const {
    const Owned<EVP_PKEY> key(EVP_EC_gen("P-256"));
    const Owned<X509> certificate(X509_new());
    X509_set_version(certificate.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -3600);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), 3600);
    X509_set_pubkey(certificate.get(), key.get());
    auto* const subject = X509_get_subject_name(certificate.get());
    X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_ASC,
                               reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
    X509_set_issuer_name(certificate.get(), subject);
    X509_sign(certificate.get(), key.get(), EVP_sha256());
    const Owned<std::FILE> key_file(std::fopen(private_key().c_str(), "w"));
    PEM_write_PrivateKey(key_file.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    const Owned<std::FILE> file(std::fopen(this->certificate().c_str(), "w"));
    PEM_write_X509(file.get(), certificate.get());
  }

 private:
  std::filesystem::path folder_;
};

/// A client that speaks TLS over a TestClient's socket.
class TlsClient {
 public:
  explicit TlsClient(std::uint16_t port, const TestIdentity* identity = nullptr,
                     int newest = TLS1_3_VERSION)
      : socket_(port), context_(SSL_CTX_new(TLS_client_method())) {
    SSL_CTX_set_max_proto_version(context_.get(), newest);
    SSL_CTX_set_security_level(context_.get(), 0);  // Lets TLS 1.1 be tried at all.
    if (identity != nullptr) {
      SSL_CTX_use_certificate_file(context_.get(), identity->certificate().c_str(),
                                   SSL_FILETYPE_PEM);
      SSL_CTX_use_PrivateKey_file(context_.get(), identity->private_key().c_str(),
                                  SSL_FILETYPE_PEM);
    }
    const timeval patience{.tv_sec = testing::kPatience.count(), .tv_usec = 0};
    ::setsockopt(socket_.descriptor(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    session_.reset(SSL_new(context_.get()));
    SSL_set_fd(session_.get(), socket_.descriptor());
    connected_ = SSL_connect(session_.get()) == 1;
  }

  [[nodiscard]] bool is_connected() const { return connected_; }

  /// The answer's bytes until the server closes; empty where it refused the connection.
  std::string exchange(std::string_view request) {
    std::string answer;
    std::string bytes(64U << 10U, '\0');
    SSL_write(session_.get(), request.data(), static_cast<int>(request.size()));
    int got = 0;
    while ((got = SSL_read(session_.get(), bytes.data(), static_cast<int>(bytes.size()))) > 0) {
      answer.append(bytes, 0, static_cast<std::size_t>(got));
    }
    return answer;
  }

  [[nodiscard]] std::string server_name() const {
    const Owned<X509> certificate(SSL_get1_peer_certificate(session_.get()));
    std::string name(64, '\0');
    X509_NAME_get_text_by_NID(X509_get_subject_name(certificate.get()), NID_commonName, name.data(),
                              static_cast<int>(name.size()));
    return name.c_str();
  }

 private:
  TestClient socket_;
  Owned<SSL_CTX> context_;
  Owned<SSL> session_;
  bool connected_ = false;
};

constexpr std::string_view kGet = "GET /tls HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

class TlsTest : public ::testing::Test {
 protected:
  void start(const std::string& client_ca = {}, TransportOptions options = {}) {
    options.port = 0;
    options.tls = TlsOptions{identity_.certificate(), identity_.private_key(), client_ca};
    server_ = *HttpServer::start(options, handler_);
  }

  TestIdentity identity_{"first"};
  TestHandler handler_;
  std::unique_ptr<HttpServer> server_;
};

TEST_F(TlsTest, ServesOverTls12And13) {
  start();
  for (const int version : {TLS1_2_VERSION, TLS1_3_VERSION}) {
    TlsClient client(server_->port(), nullptr, version);
    EXPECT_THAT(client.exchange(kGet), EndsWith("GET /tls  from 127.0.0.1"));
  }
}

TEST_F(TlsTest, RefusesOlderVersionsAndPlainText) {
  start();
  EXPECT_FALSE(TlsClient(server_->port(), nullptr, TLS1_1_VERSION).is_connected());
  TestClient plain(server_->port());
  plain.send(kGet);
  EXPECT_THAT(plain.read_to_end(), Not(HasSubstr("HTTP/1.1")));
}

TEST_F(TlsTest, SendsAnswersLargerThanARecord) {
  start();
  TlsClient client(server_->port());
  const auto answer =
      client.exchange("GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  EXPECT_GT(answer.size(), TestHandler::kLargeSize);
}

TEST_F(TlsTest, ReadsBodiesLargerThanItsBuffer) {
  start();
  TlsClient client(server_->port());
  const auto answer = client.exchange(
      "POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 500000\r\n\r\n" +
      std::string(500'000, 'b'));
  EXPECT_THAT(answer, EndsWith("bbb from 127.0.0.1"));
  EXPECT_GT(answer.size(), 500'000U);
}

TEST_F(TlsTest, AsksForAClientCertificateWhereAnAuthorityIsSet) {
  const TestIdentity known("trading desk");
  const TestIdentity unknown("stranger");
  start(known.certificate());
  EXPECT_THAT(TlsClient(server_->port(), &known).exchange(kGet),
              EndsWith("from 127.0.0.1CN=trading desk"));
  EXPECT_EQ(TlsClient(server_->port()).exchange(kGet), "");
  EXPECT_EQ(TlsClient(server_->port(), &unknown).exchange(kGet), "");
}

TEST_F(TlsTest, TellsOneConnectionTooMany) {
  start({}, {.max_connections = 1});
  const TlsClient first(server_->port());
  TlsClient second(server_->port());
  EXPECT_THAT(second.exchange(""), StartsWith("HTTP/1.1 503"));
}

TEST_F(TlsTest, ClosesAConnectionThatDoesNotShakeHands) {
  start({}, {.header_timeout = milliseconds(60)});
  TestClient silent(server_->port());
  EXPECT_EQ(silent.read_to_end(), "");
}

TEST_F(TlsTest, TakesANewCertificateWithoutARestart) {
  start();
  EXPECT_EQ(TlsClient(server_->port()).server_name(), "first");
  identity_.renew("second");
  ASSERT_TRUE(server_->reload_tls());
  EXPECT_EQ(TlsClient(server_->port()).server_name(), "second");
}

TEST_F(TlsTest, KeepsTheOldCertificateWhenTheNewOneIsUnfit) {
  start();
  std::ofstream(identity_.certificate()) << "no certificate";
  const auto reloaded = server_->reload_tls();
  ASSERT_FALSE(reloaded);
  EXPECT_THAT(reloaded.error().message, HasSubstr(identity_.certificate()));
  EXPECT_EQ(TlsClient(server_->port()).server_name(), "first");
}

TEST_F(TlsTest, NamesTheFileThatIsUnfit) {
  const TestIdentity other("other");
  const auto message_of = [this](TlsOptions tls) {
    const auto server = HttpServer::start({.port = 0, .tls = std::move(tls)}, handler_);
    return server ? std::string{} : server.error().message;
  };
  EXPECT_THAT(message_of({"/no/such.pem", identity_.private_key(), ""}),
              StartsWith("TLS certificate '/no/such.pem' cannot be used: "));
  EXPECT_THAT(message_of({identity_.certificate(), "/no/key.pem", ""}),
              StartsWith("TLS private key '/no/key.pem' cannot be used: "));
  EXPECT_THAT(message_of({identity_.certificate(), other.private_key(), ""}),
              AllOf(StartsWith("TLS private key '"), HasSubstr("mismatch")));
  EXPECT_THAT(message_of({identity_.certificate(), identity_.private_key(), "/no/ca.pem"}),
              StartsWith("TLS client authority '/no/ca.pem' cannot be used: "));
}

TEST(HttpServer, HasNoTlsToReloadWhereNoneIsSet) {
  TestHandler handler;
  const auto server = *HttpServer::start({.port = 0}, handler);
  EXPECT_FALSE(server->reload_tls());
}

}  // namespace
}  // namespace nautilus::server
