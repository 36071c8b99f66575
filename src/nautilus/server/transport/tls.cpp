// SPDX-License-Identifier: MIT
#include "nautilus/server/transport/tls.hpp"

#include <array>
#include <string>
#include <utility>

#include <fmt/format.h>
#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <sys/socket.h>

namespace nautilus::server {

namespace {

struct Free {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
  void operator()(SSL* session) const { SSL_free(session); }
  void operator()(X509* certificate) const { X509_free(certificate); }
  void operator()(BIO* memory) const { BIO_free_all(memory); }
};

/// Takes the oldest reason out of OpenSSL's queue and empties it.
Error tls_error(std::string_view what, const std::string& file) {
  std::array<char, 256> reason{};
  ERR_error_string_n(ERR_get_error(), reason.data(), reason.size());
  ERR_clear_error();
  return {ErrorCode::invalid_argument,
          fmt::format("{} '{}' cannot be used: {}", what, file, reason.data())};
}

/// OpenSSL would ask for a passphrase on the terminal.
int refuse_passphrase(char* /*into*/, int /*size*/, int /*writing*/, void* /*unused*/) { return 0; }

std::string subject_of(const X509* certificate) {
  const std::unique_ptr<BIO, Free> memory(BIO_new(BIO_s_mem()));
  X509_NAME_print_ex(memory.get(), X509_get_subject_name(certificate), 0, XN_FLAG_RFC2253);
  char* text = nullptr;
  const auto size = BIO_get_mem_data(memory.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

class TlsStream final : public ByteStream {
 public:
  TlsStream(FileDescriptor socket, SSL_CTX* context)
      : socket_(std::move(socket)), session_(SSL_new(context)) {
    if (session_) SSL_set_fd(session_.get(), socket_.get());
  }

  StreamStatus shake_hands() override {
    if (!session_) return StreamStatus::failed;
    ERR_clear_error();
    const int result = SSL_accept(session_.get());
    return result == 1 ? StreamStatus::done : status_of(result);
  }

  StreamOutcome read(std::span<char> into) override {
    std::size_t got = 0;
    ERR_clear_error();
    const int result = SSL_read_ex(session_.get(), into.data(), into.size(), &got);
    return result == 1 ? StreamOutcome{StreamStatus::done, got} : StreamOutcome{status_of(result)};
  }

  StreamOutcome write(std::string_view bytes) override {
    std::size_t sent = 0;
    ERR_clear_error();
    const int result = SSL_write_ex(session_.get(), bytes.data(), bytes.size(), &sent);
    return result == 1 ? StreamOutcome{StreamStatus::done, sent} : StreamOutcome{status_of(result)};
  }

  void finish_writing() override {
    if (!has_failed_ && SSL_is_init_finished(session_.get()) == 1) SSL_shutdown(session_.get());
    ::shutdown(socket_.get(), SHUT_WR);
  }

  void abandon() override { socket_.reset_on_close(); }

  [[nodiscard]] std::string client_certificate() const override {
    const std::unique_ptr<X509, Free> certificate(SSL_get1_peer_certificate(session_.get()));
    return certificate ? subject_of(certificate.get()) : std::string{};
  }

 private:
  StreamStatus status_of(int result) {
    switch (SSL_get_error(session_.get(), result)) {
      case SSL_ERROR_WANT_READ: return StreamStatus::wants_read;
      case SSL_ERROR_WANT_WRITE: return StreamStatus::wants_write;
      case SSL_ERROR_ZERO_RETURN: return StreamStatus::ended;
      default: has_failed_ = true; return StreamStatus::failed;
    }
  }

  FileDescriptor socket_;
  std::unique_ptr<SSL, Free> session_;
  bool has_failed_ = false;
};

Result<void> apply(SSL_CTX* context, const TlsOptions& options) {
  if (SSL_CTX_use_certificate_chain_file(context, options.certificate.c_str()) != 1) {
    return tls_error("TLS certificate", options.certificate);
  }
  if (SSL_CTX_use_PrivateKey_file(context, options.private_key.c_str(), SSL_FILETYPE_PEM) != 1 ||
      SSL_CTX_check_private_key(context) != 1) {
    return tls_error("TLS private key", options.private_key);
  }
  if (options.client_ca.empty()) return {};
  auto* const names = SSL_load_client_CA_file(options.client_ca.c_str());
  if (names == nullptr ||
      SSL_CTX_load_verify_locations(context, options.client_ca.c_str(), nullptr) != 1) {
    return tls_error("TLS client authority", options.client_ca);
  }
  SSL_CTX_set_client_CA_list(context, names);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER | SSL_VERIFY_FAIL_IF_NO_PEER_CERT, nullptr);
  return {};
}

}  // namespace

struct TlsContext::Handle {
  std::unique_ptr<SSL_CTX, Free> context;
};

TlsContext::TlsContext(std::unique_ptr<Handle> handle) : handle_(std::move(handle)) {}
TlsContext::~TlsContext() = default;

Result<std::shared_ptr<const TlsContext>> TlsContext::load(const TlsOptions& options) {
  ERR_clear_error();
  auto handle = std::make_unique<Handle>();
  handle->context.reset(SSL_CTX_new(TLS_server_method()));
  SSL_CTX* const context = handle->context.get();
  if (context == nullptr) return Error{ErrorCode::internal, "OpenSSL could not make a context"};
  SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
  SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20:!aNULL");
  SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
  SSL_CTX_set_mode(context, SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER |
                                SSL_MODE_RELEASE_BUFFERS);
  SSL_CTX_set_default_passwd_cb(context, refuse_passphrase);
  // Resumption of a session with a client certificate needs a name for where it holds.
  const std::string name = "nautilus-ml";
  SSL_CTX_set_session_id_context(context, reinterpret_cast<const unsigned char*>(name.data()),
                                 static_cast<unsigned>(name.size()));
  NAUTILUS_CHECK(apply(context, options));
  return std::shared_ptr<const TlsContext>(new TlsContext(std::move(handle)));
}

std::unique_ptr<ByteStream> TlsContext::make_stream(FileDescriptor socket) const {
  return std::make_unique<TlsStream>(std::move(socket), handle_->context.get());
}

}  // namespace nautilus::server
