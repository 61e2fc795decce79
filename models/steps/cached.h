// Steps that are only taken if a cache does not hold what they would find out.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/durations/catalogue.h"
#include "models/steps/program.h"
#include "sim/input/fields.h"

namespace models {

class Cache;

class Cached {
 public:
  static constexpr std::string_view kName = "cache";
  static constexpr std::string_view kSummary =
      "Looks something up in a cache; steps that find it out are taken if it is not there, and it "
      "is stored when they are served.";
  struct Spec {
    sim::Located<std::string> cache;
    std::optional<sim::Located<std::string>> key;
    std::optional<sim::OneOf<Durations>> hit;
    std::vector<StepSpec> steps;
    void fields(auto& f) {
      f.required("cache", cache, "The name of one of /caches.");
      f.optional("key", key,
                 "The key of the payment that is looked up; if not given, it is the same for all "
                 "payments.");
      f.optional("hit", hit, "How long it takes to have what is there; no time if not given.");
      f.required("steps", steps, "What finds it out when it is not there.", sim::NotEmpty{});
    }
  };

  Cached(const Spec& spec, const Assembly& assembly);
  sim::Task<Outcome> take(Visit& visit) const;
  bool has_effect() const { return program_.has_effect(); }

 private:
  sim::Task<Outcome> hit(Visit& visit) const;

  const Setting* setting_;
  PlaceId elsewhere_;
  std::uint64_t purpose_;
  Cache* cache_;
  std::uint64_t name_;  // of the key
  std::optional<std::size_t> key_;
  std::size_t user_;
  std::optional<RandomDuration> hit_;
  Program program_;
};

}  // namespace models
