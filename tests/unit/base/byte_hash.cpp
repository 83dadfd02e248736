#include <refract/base/byte_hash.hpp>

using namespace refract::detail;

// The published numbers of FNV-1a with 64 bits.
static_assert(hash_of_bytes("") == 0xcbf29ce484222325u);
static_assert(hash_of_bytes("a") == 0xaf63dc4c8601ec8cu);
static_assert(hash_of_bytes("foobar") == 0x85944171f73967e8u);
static_assert(hash_of_bytes("bar", hash_of_bytes("foo")) == hash_of_bytes("foobar"));
