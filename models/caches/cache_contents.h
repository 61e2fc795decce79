// What a cache holds: entries by their keys, each until it expires or has to make room.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <unordered_map>
#include <vector>

#include "models/caches/cache_spec.h"
#include "sim/kernel/draws.h"
#include "sim/kernel/time.h"

namespace models {

// Memory grows with the entries it holds, not with its size. An entry that has expired keeps its
// place until it is stored anew or has to go.
class CacheContents {
 public:
  CacheContents(std::size_t size, Eviction eviction) : size_(size), eviction_(eviction) {}

  // Whether there is an entry that is good at this instant; then it has been used.
  bool use(std::uint64_t key, sim::Instant now);
  // An entry that was there is replaced. True if another one had to go; `draws` say which, if it is
  // any.
  bool store(std::uint64_t key, sim::Instant expires, sim::Draws draws);
  void clear();
  std::size_t held() const { return entries_.size(); }

 private:
  using Index = std::uint32_t;
  static constexpr Index kNone = std::numeric_limits<Index>::max();
  struct Entry {
    std::uint64_t key;
    sim::Instant expires;
    Index newer = kNone;
    Index older = kNone;
  };

  void take_out(Index index);
  void put_first(Index index);

  std::size_t size_;
  Eviction eviction_;
  std::vector<Entry> entries_;
  std::unordered_map<std::uint64_t, Index> where_;
  Index newest_ = kNone;
  Index oldest_ = kNone;
};

}  // namespace models
