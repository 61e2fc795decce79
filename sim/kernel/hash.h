// Stable 64-bit hashes: of a name, and of two words. The same in every run and on every machine.
#pragma once

#include <cstdint>
#include <string_view>

namespace sim {

namespace detail {
inline constexpr std::uint64_t kGolden =
    0x9e3779b97f4a7c15;  // 2^64 / golden ratio, as in SplitMix64

// The output function of SplitMix64 (Steele, Lea & Flood 2014, in Stafford's variant 13): a
// one-to-one map.
constexpr std::uint64_t scatter(std::uint64_t word) {
  word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9;
  word = (word ^ (word >> 27)) * 0x94d049bb133111eb;
  return word ^ (word >> 31);
}
}  // namespace detail

// The hash of a name: 64-bit FNV-1a over its bytes, scattered.
constexpr std::uint64_t hash_of(std::string_view name) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char letter : name) hash = (hash ^ static_cast<unsigned char>(letter)) * 0x100000001b3;
  return detail::scatter(hash);
}

// One word from two, whose order counts. For a fixed first word it is a one-to-one map of the
// second, and the other way round: what differs stays different.
constexpr std::uint64_t mix(std::uint64_t first, std::uint64_t second) {
  const std::uint64_t scattered = detail::scatter(first + detail::kGolden);
  return detail::scatter(scattered ^ (second * detail::kGolden));
}

}  // namespace sim
