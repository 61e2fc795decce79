// Nodes to balance over and requests that look for one: for the tests of this folder.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "models/balancing/backend.h"
#include "sim/kernel/hash.h"

namespace models {

// Nodes of weight 1 in zone 0, named after their index and the fleet.
class Fleet {
 public:
  explicit Fleet(std::size_t size, std::uint64_t fleet = 0) : nodes(size) {
    for (std::size_t i = 0; i < size; ++i)
      nodes[i].name = sim::mix(fleet, sim::hash_of("node " + std::to_string(i)));
  }
  Fleet(std::initializer_list<double> weights) : Fleet(weights.size()) {
    std::size_t i = 0;
    for (const double weight : weights) nodes[i++].weight = weight;
  }

  std::vector<Backend*> first(std::size_t count) {
    std::vector<Backend*> members;
    for (Backend& node : std::span(nodes).first(count)) members.push_back(&node);
    return members;
  }
  std::vector<Backend*> all() { return first(nodes.size()); }
  std::vector<Backend*> all_but(std::size_t index) {
    std::vector<Backend*> members = all();
    members.erase(members.begin() + static_cast<std::ptrdiff_t>(index));
    return members;
  }
  std::size_t index_of(const Backend* node) const {
    return static_cast<std::size_t>(node - nodes.data());
  }

  std::vector<Backend> nodes;
};

inline Choice request(std::uint64_t key, std::uint32_t zone = 0) {
  return {.key = key, .zone = zone, .draws = sim::Draws(key, sim::hash_of("balancing"))};
}

// Where each of the keys 0 ... count - 1 goes, as an index into the fleet.
template <class Policy>
std::vector<std::size_t> owners(Policy& policy, const Fleet& fleet, std::size_t count) {
  std::vector<std::size_t> owners(count);
  for (std::size_t key = 0; key < count; ++key)
    owners[key] = fleet.index_of(policy.choose(request(key)));
  return owners;
}

inline std::vector<double> counts_of(std::span<const std::size_t> owners, std::size_t nodes) {
  std::vector<double> counts(nodes);
  for (const std::size_t owner : owners) counts[owner] += 1;
  return counts;
}

// Tolerances: what chance exceeds once in 150,000 times.
inline constexpr double kSigmas = 4.5;

// Of a count that is binomial.
inline double binomial_tolerance(std::size_t trials, double probability) {
  return kSigmas * std::sqrt(static_cast<double>(trials) * probability * (1 - probability));
}

// Of a mean of independent samples, with its tolerance estimated from them.
struct Mean {
  double value = 0;
  double tolerance = 0;
};
inline Mean mean_of(std::span<const double> samples) {
  const auto count = static_cast<double>(samples.size());
  double sum = 0;
  double squares = 0;
  for (const double sample : samples) sum += sample;
  const double mean = sum / count;
  for (const double sample : samples) squares += (sample - mean) * (sample - mean);
  return {mean, kSigmas * std::sqrt(squares / (count - 1) / count)};
}

}  // namespace models
