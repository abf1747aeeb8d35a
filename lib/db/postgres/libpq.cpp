// libpq, loaded when PostgreSQL is first spoken to. Linked as usual it costs every start some 3 ms
// (it brings OpenSSL, Kerberos and LDAP), and most starts have no use for it: `dunlin --help`, a
// SQLite database, `check`. So its functions are defined here, each passing its arguments on.

#include "db/postgres/libpq.h"

#ifdef DUNLIN_LIBPQ_ON_DEMAND

#include <dlfcn.h>
#include <libpq-fe.h>

#include <stdexcept>
#include <tuple>

namespace {

constexpr const char* kLibrary = "libpq.so.5";

/// For the life of the process: libpq's threads and OpenSSL's handlers outlive any session.
void* library() {
  static void* const handle = ::dlopen(kLibrary, RTLD_NOW | RTLD_LOCAL);
  return handle;
}

void* symbol(const char* name) {
  void* address = library() != nullptr ? ::dlsym(library(), name) : nullptr;
  if (address == nullptr) {
    throw std::runtime_error(std::string(kLibrary) + " lacks " + name + ": it is too old");
  }
  return address;
}

template <class>
struct Signature;
template <class R, class... A>
struct Signature<R(A...)> {
  using Returned = R;
  template <std::size_t N>
  using Taken = std::tuple_element_t<N, std::tuple<A...>>;
};
template <class F>
using Returned = typename Signature<F>::Returned;
template <class F, std::size_t N>
using Taken = typename Signature<F>::template Taken<N>;

}  // namespace

// The types are those of the header, so that no forwarder can disagree with it.
#define LIBPQ_T(name, n) Taken<decltype(::name), n>
#define LIBPQ_F(name) static auto* const real = reinterpret_cast<decltype(&::name)>(symbol(#name))
#define LIBPQ_0(name)                 \
  Returned<decltype(::name)> name() { \
    LIBPQ_F(name);                    \
    return real();                    \
  }
#define LIBPQ_1(name)                                   \
  Returned<decltype(::name)> name(LIBPQ_T(name, 0) a) { \
    LIBPQ_F(name);                                      \
    return real(a);                                     \
  }
#define LIBPQ_2(name)                                                       \
  Returned<decltype(::name)> name(LIBPQ_T(name, 0) a, LIBPQ_T(name, 1) b) { \
    LIBPQ_F(name);                                                          \
    return real(a, b);                                                      \
  }
#define LIBPQ_3(name)                                                                           \
  Returned<decltype(::name)> name(LIBPQ_T(name, 0) a, LIBPQ_T(name, 1) b, LIBPQ_T(name, 2) c) { \
    LIBPQ_F(name);                                                                              \
    return real(a, b, c);                                                                       \
  }
#define LIBPQ_4(name)                                                                         \
  Returned<decltype(::name)> name(LIBPQ_T(name, 0) a, LIBPQ_T(name, 1) b, LIBPQ_T(name, 2) c, \
                                  LIBPQ_T(name, 3) d) {                                       \
    LIBPQ_F(name);                                                                            \
    return real(a, b, c, d);                                                                  \
  }
#define LIBPQ_5(name)                                                                         \
  Returned<decltype(::name)> name(LIBPQ_T(name, 0) a, LIBPQ_T(name, 1) b, LIBPQ_T(name, 2) c, \
                                  LIBPQ_T(name, 3) d, LIBPQ_T(name, 4) e) {                   \
    LIBPQ_F(name);                                                                            \
    return real(a, b, c, d, e);                                                               \
  }
#define LIBPQ_7(name)                                                                         \
  Returned<decltype(::name)> name(LIBPQ_T(name, 0) a, LIBPQ_T(name, 1) b, LIBPQ_T(name, 2) c, \
                                  LIBPQ_T(name, 3) d, LIBPQ_T(name, 4) e, LIBPQ_T(name, 5) f, \
                                  LIBPQ_T(name, 6) g) {                                       \
    LIBPQ_F(name);                                                                            \
    return real(a, b, c, d, e, f, g);                                                         \
  }
#define LIBPQ_8(name)                                                                         \
  Returned<decltype(::name)> name(LIBPQ_T(name, 0) a, LIBPQ_T(name, 1) b, LIBPQ_T(name, 2) c, \
                                  LIBPQ_T(name, 3) d, LIBPQ_T(name, 4) e, LIBPQ_T(name, 5) f, \
                                  LIBPQ_T(name, 6) g, LIBPQ_T(name, 7) h) {                   \
    LIBPQ_F(name);                                                                            \
    return real(a, b, c, d, e, f, g, h);                                                      \
  }
#define LIBPQ(arity, name) LIBPQ_##arity(name)

extern "C" {
#include "db/postgres/libpq.def"
}

namespace dunlin::db::postgres {

std::optional<std::string> missing_libpq() {
  if (library() != nullptr) return std::nullopt;
  return std::string(kLibrary) + " not found: apt install libpq5";
}

}  // namespace dunlin::db::postgres

#else

namespace dunlin::db::postgres {

std::optional<std::string> missing_libpq() { return std::nullopt; }

}  // namespace dunlin::db::postgres

#endif
