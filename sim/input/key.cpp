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
  constexpr std::size_t kDigitsThatFit = 19;
  const bool has_leading_zero = text.size() > 1 && text.front() == '0';
  if (text.empty() || has_leading_zero) return hash(text);
  std::uint64_t number = 0;
  if (text.size() <= kDigitsThatFit) {
    for (const char character : text) {
      const unsigned digit = static_cast<unsigned char>(character) - unsigned{'0'};
      if (digit > 9) return hash(text);
      number = number * 10 + digit;
    }
    return number;
  }
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, number);
  return error == std::errc{} && stopped == end ? number : hash(text);
}

}  // namespace sim
