#include "sim/input/key.h"

#include <charconv>
#include <system_error>

namespace sim {

namespace {

// Offset basis and prime of 64-bit FNV-1a, as its authors (Fowler, Noll, Vo) publish them.
constexpr std::uint64_t kBasis = 0xcbf29ce484222325;
constexpr std::uint64_t kPrime = 0x100000001b3;

std::uint64_t hash(std::string_view text) {
  std::uint64_t state = kBasis;
  for (const char byte : text) state = (state ^ static_cast<unsigned char>(byte)) * kPrime;
  // Steele, Lea, Flood: Fast splittable pseudorandom number generators (2014), as in Vigna's
  // splitmix64.c. FNV alone leaves the high bits of short texts alike.
  state = (state ^ (state >> 30)) * 0xbf58476d1ce4e5b9;
  state = (state ^ (state >> 27)) * 0x94d049bb133111eb;
  return state ^ (state >> 31);
}

}  // namespace

std::uint64_t parse_key(std::string_view text) {
  const bool has_leading_zero = text.size() > 1 && text.front() == '0';
  if (!has_leading_zero) {
    std::uint64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, number);
    if (error == std::errc{} && stopped == end) return number;
  }
  return hash(text);
}

}  // namespace sim
