#include "models/balancing/maglev_table.h"

#include <algorithm>
#include <limits>
#include <optional>

namespace models {
namespace {

constexpr std::uint32_t kFree = std::numeric_limits<std::uint32_t>::max();

bool is_prime(std::int64_t number) {
  if (number < 2) return false;
  for (std::int64_t divisor = 2; divisor * divisor <= number; ++divisor) {
    if (number % divisor == 0) return false;
  }
  return true;
}

struct Turn {
  std::uint32_t wish;  // the entry to ask for next
  double turns_taken = 0;
};

}  // namespace

std::vector<std::uint32_t> maglev_table(std::span<const MaglevPreference> nodes,
                                        std::uint32_t size) {
  if (nodes.empty()) return {};
  double highest_weight = 0;
  std::vector<Turn> turns;
  for (const MaglevPreference& node : nodes) {
    highest_weight = std::max(highest_weight, node.weight);
    turns.push_back({.wish = node.offset});
  }
  std::vector<std::uint32_t> table(size, kFree);
  std::uint32_t taken = 0;
  for (double round = 1;; ++round) {
    for (std::uint32_t i = 0; i < nodes.size(); ++i) {
      Turn& turn = turns[i];
      if (round * nodes[i].weight < turn.turns_taken * highest_weight) continue;
      ++turn.turns_taken;
      const auto next = [&] {
        const std::uint32_t left = size - nodes[i].skip;
        turn.wish = turn.wish < left ? turn.wish + nodes[i].skip : turn.wish - left;
      };
      while (table[turn.wish] != kFree) next();
      table[turn.wish] = i;
      next();
      if (++taken == size) return table;
    }
  }
}

std::int64_t prime_from(std::int64_t lowest) {
  while (!is_prime(lowest)) ++lowest;
  return lowest;
}

}  // namespace models
