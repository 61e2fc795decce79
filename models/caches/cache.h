// A cache: what steps look up before they do the work that would find it out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "models/caches/cache_contents.h"
#include "models/caches/cache_spec.h"
#include "models/keys/catalogue.h"
#include "models/outcome.h"
#include "models/request.h"
#include "sim/kernel/hash.h"
#include "sim/kernel/kernel.h"
#include "sim/kernel/news.h"
#include "sim/measure/measurements.h"

namespace models {

class Node;

class Cache {
 public:
  // What a service looks up, and what a warm cache begins with.
  struct User {
    std::string service;
    std::size_t nodes = 0;                  // at the start
    std::uint64_t name = 0;                 // of the key, apart from others
    std::optional<RandomKey> popularity{};  // how its keys are in use, if that is known
  };
  class Part;

  Cache(sim::Kernel& kernel, std::string name, const CacheSpec& spec);
  Cache(const Cache&) = delete;
  ~Cache();

  const CacheSpec& spec() const { return spec_; }
  // A number for those who use it. What services know first of a key is what warms a cache.
  std::size_t add(const User& user);
  // The one of this node; emptied if the node has died since.
  Part& part_of(std::size_t user, const Node& node, const Request& request);
  static std::uint64_t entry(std::uint64_t name, std::uint64_t key) { return sim::mix(name, key); }

  // Whether the answer is there.
  bool look_up(Part& part, std::uint64_t entry);
  // What to wait for; null if nobody is about to store it, or everybody is to do so.
  sim::News<Outcome>* load_under_way(Part& part, std::uint64_t entry);
  void store(Part& part, std::uint64_t entry, sim::Draws draws);

  // Somebody finds out what is missing. Those who wait share what it comes to, or its failure if it
  // never ends.
  class Load {
   public:
    Load(Cache& cache, Part& part, std::uint64_t entry);
    Load(const Load&) = delete;
    ~Load() { end(Outcome::failed); }
    void end(Outcome outcome);

   private:
    Part* part_;  // null once nobody can wait for it
    std::uint64_t entry_;
  };

  void reset_measurements() { counts_ = {}; }
  sim::CacheMeasurements measurements() const;

 private:
  void warm_up(Part& part, const User& user, const Request& request);
  sim::Instant expiry(sim::Instant stored, sim::Draws& draws) const;

  sim::Kernel& kernel_;
  std::string name_;
  CacheSpec spec_;
  std::vector<User> users_;
  std::vector<std::vector<std::unique_ptr<Part>>> parts_;  // by user and node; or only one
  sim::CacheMeasurements counts_;
};

class Cache::Part {
 private:
  friend class Cache;
  Part(const CacheSpec& spec, std::uint64_t life)
      : contents_(static_cast<std::size_t>(spec.size), spec.eviction), life_(life) {}

  CacheContents contents_;
  std::uint64_t life_;  // of the node: how often it had died
  std::unordered_map<std::uint64_t, std::unique_ptr<sim::News<Outcome>>> loads_;
};

}  // namespace models
