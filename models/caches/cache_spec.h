// What a scenario says of a cache.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "models/request.h"
#include "sim/input/codec.h"
#include "sim/input/fields.h"
#include "sim/input/problem.h"

namespace models {

enum class Eviction { lru, fifo, random };
enum class CachePer { node, shared };

struct CacheSpec {
  static constexpr std::string_view kTypeName = "Cache";
  static constexpr std::string_view kShorthand = "size";
  std::int64_t size = 1;
  std::optional<sim::Duration> ttl;
  sim::Fraction jitter{0};
  Eviction eviction = Eviction::lru;
  bool single_flight = false;
  CachePer per = CachePer::node;
  bool warm = false;

  void fields(auto& f) {
    f.required("size", size, "The most entries it holds.", sim::Between{1, 1'000'000'000});
    f.optional("ttl", ttl, "How long after it was stored an entry is good; for ever if not given.",
               sim::Above{0s});
    f.optional(
        "jitter", jitter,
        "By how much of the ttl entries may expire earlier, each by a part drawn at random.");
    f.optional("eviction", eviction,
               "Who goes when it is full: lru, the one used longest ago; fifo, the one stored "
               "longest ago; random, any.");
    f.optional("single_flight", single_flight,
               "Whether those who miss an entry that somebody is about to store wait for that and "
               "share what comes of it, instead of doing the same.");
    f.optional("per", per,
               "node: each node of a service has its own, and loses it when it dies; shared: all "
               "nodes have one.");
    f.optional("warm", warm,
               "Whether it holds the keys most in use, as many as there is room for, stored right "
               "at the start. Nodes that start later begin with nothing.");
  }
  void verify(sim::Complaints& complaints) const {
    if (jitter.value > 0 && !ttl) complaints.about("jitter", "needs a ttl to vary");
  }
  bool operator==(const CacheSpec&) const = default;
};

}  // namespace models

template <>
struct sim::EnumNames<models::Eviction> {
  static constexpr std::array<std::pair<models::Eviction, std::string_view>, 3> names = {
      {{models::Eviction::lru, "lru"},
       {models::Eviction::fifo, "fifo"},
       {models::Eviction::random, "random"}}};
};

template <>
struct sim::EnumNames<models::CachePer> {
  static constexpr std::array<std::pair<models::CachePer, std::string_view>, 2> names = {
      {{models::CachePer::node, "node"}, {models::CachePer::shared, "shared"}}};
};
