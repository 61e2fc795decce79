// What a generator of random bits can be asked for, whichever generator it is.
#pragma once

#include <concepts>
#include <cstdint>

#include "sim/kernel/check.h"

namespace sim {

// next(): 64 uniformly random bits; uniform(): [0, 1); below(bound): 0 ... bound - 1.
template <class Generator>
concept Bits = requires(Generator bits, std::uint64_t bound) {
  { bits.next() } -> std::same_as<std::uint64_t>;
  { bits.uniform() } -> std::same_as<double>;
  { bits.below(bound) } -> std::same_as<std::uint64_t>;
};

namespace detail {

__extension__ using Wide = unsigned __int128;

// Uniform over the multiples of 2^-53 in [0, 1), from the top 53 bits.
constexpr double uniform_of(std::uint64_t word) {
  return static_cast<double>(static_cast<std::int64_t>(word >> 11)) * 0x1p-53;
}

// Uniform over 0 ... bound - 1, without bias: Lemire (2019), ACM TOMACS 29 (1), 3.
template <class Generator>
constexpr std::uint64_t uniform_below(Generator& bits, std::uint64_t bound) {
  if (bound == 0) [[unlikely]]
    check(false, "a number is drawn from at least one");
  Wide product = static_cast<Wide>(bits.next()) * bound;
  if (static_cast<std::uint64_t>(product) < bound) [[unlikely]] {
    const std::uint64_t surplus = -bound % bound;  // 2^64 mod bound
    while (static_cast<std::uint64_t>(product) < surplus)
      product = static_cast<Wide>(bits.next()) * bound;
  }
  return static_cast<std::uint64_t>(product >> 64);
}

}  // namespace detail
}  // namespace sim
