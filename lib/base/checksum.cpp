// Without EVP: its first digest reads openssl.cnf and takes two megabytes and three milliseconds
// (OpenSSL 3.0), which a check that finds nothing to do would pay every time. SHA256_* stands in
// every OpenSSL from 0.9.8 to 3.x, only marked as old.
#define OPENSSL_SUPPRESS_DEPRECATED

#include "base/checksum.h"

#include <openssl/sha.h>

#include <array>

namespace dunlin {

struct Sha256::State {
  SHA256_CTX context;

  State() { start(); }
  void start() { SHA256_Init(&context); }
};

Sha256::Sha256() : state_(std::make_unique<State>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::add(std::string_view bytes) {
  SHA256_Update(&state_->context, bytes.data(), bytes.size());
}

std::string Sha256::hex() {
  std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
  SHA256_Final(digest.data(), &state_->context);
  state_->start();
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(2 * digest.size());
  for (const unsigned char byte : digest) {
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 0xFU];
  }
  return out;
}

std::string sha256(std::string_view bytes) {
  thread_local Sha256 digest;
  digest.add(bytes);
  return digest.hex();
}

}  // namespace dunlin
