// Maglev's lookup table (Eisenbud et al. 2016, NSDI, section 3.4): the nodes take turns to take the
// entry they like best of those that are free.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace models {

// What a node likes, in this order: offset, offset + skip, offset + 2 skip, ... modulo the size.
struct MaglevPreference {
  std::uint32_t offset;  // 0 ... size - 1
  std::uint32_t skip;    // 1 ... size - 1
  double weight = 1.0;  // relative to the highest of all: the part of the rounds it takes a turn in
};

// For each entry the index of the node that has it. `size` is prime, so that every node gets to
// every entry. Equal weights: each node has floor or ceil of size / nodes entries. Empty without
// nodes.
std::vector<std::uint32_t> maglev_table(std::span<const MaglevPreference> nodes,
                                        std::uint32_t size);

// The smallest prime that is at least `lowest`.
std::int64_t prime_from(std::int64_t lowest);

}  // namespace models
