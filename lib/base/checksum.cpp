#include "base/checksum.h"

#include <openssl/evp.h>

#include <array>
#include <stdexcept>

namespace dunlin {

struct Sha256::State {
  EVP_MD_CTX* context = EVP_MD_CTX_new();
  // Fetched once: with OpenSSL 3, EVP_sha256() looks the algorithm up again at every init.
  EVP_MD* algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);

  State() { start(); }
  ~State() {
    EVP_MD_CTX_free(context);
    EVP_MD_free(algorithm);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  void start() {
    if (EVP_DigestInit_ex2(context, algorithm, nullptr) != 1) {
      throw std::runtime_error("OpenSSL offers no SHA-256");
    }
  }
};

Sha256::Sha256() : state_(std::make_unique<State>()) {}
Sha256::~Sha256() = default;
Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;

void Sha256::add(std::string_view bytes) {
  EVP_DigestUpdate(state_->context, bytes.data(), bytes.size());
}

std::string Sha256::hex() {
  std::array<unsigned char, 32> digest{};
  unsigned length = 0;
  EVP_DigestFinal_ex(state_->context, digest.data(), &length);
  state_->start();
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(64);
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
