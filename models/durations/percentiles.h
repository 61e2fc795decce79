// A table of percentiles, as monitoring shows them.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "models/durations/percentile_curve.h"
#include "models/durations/quantity.h"
#include "sim/kernel/bits.h"

namespace models {

struct PercentileName {
  std::string_view name;
  double share;
};

inline constexpr std::array<PercentileName, 21> kPercentiles = {{
    {"p0", 0.0},   {"p1", 0.01},  {"p5", 0.05},     {"p10", 0.1},     {"p20", 0.2},
    {"p25", 0.25}, {"p30", 0.3},  {"p40", 0.4},     {"p50", 0.5},     {"p60", 0.6},
    {"p70", 0.7},  {"p75", 0.75}, {"p80", 0.8},     {"p90", 0.9},     {"p95", 0.95},
    {"p98", 0.98}, {"p99", 0.99}, {"p99.5", 0.995}, {"p99.9", 0.999}, {"p99.99", 0.9999},
    {"p100", 1.0},
}};

template <class Quantity>
class Percentiles {
 public:
  static constexpr std::string_view kName = "percentiles";
  static constexpr std::string_view kSummary =
      "A table of percentiles up to p100. Between two of them the logarithm of the value runs "
      "straight (the value itself next to a value of 0); without p0 the first stretch is continued "
      "downwards.";
  struct Spec {
    std::array<std::optional<Quantity>, kPercentiles.size()> values{};

    void fields(auto& f) {
      for (std::size_t i = 0; i < values.size(); ++i) {
        f.optional(kPercentiles[i].name, values[i], "So many percent are at most this.");
      }
    }
    void verify(sim::Complaints& complaints) const {
      std::size_t told = 0;
      std::optional<Quantity> before;
      for (std::size_t i = 0; i < values.size(); ++i) {
        if (!values[i]) continue;
        ++told;
        if (before) verify_pair(complaints, kPercentiles[i].name, *values[i], *before);
        before = values[i];
      }
      if (told < 2) complaints.here("needs at least two percentiles");
      if (!values.back()) complaints.here("needs \"p100\", the largest value there is");
    }
    Quantity one() const { return values.back().value_or(Quantity{}); }
    bool operator==(const Spec&) const = default;

   private:
    static void verify_pair(sim::Complaints& complaints, std::string_view name,
                            const Quantity& value, const Quantity& before) {
      verify_alike(complaints, name, value, before);
      if (units(value) < units(before)) {
        complaints.about(name,
                         "must be at least " + sim::print(before) + ", the percentile before it");
      }
    }
  };

  explicit Percentiles(const Spec& spec) : curve_(points_of(spec)) {}

  template <sim::Bits Generator>
  SampleOf<Quantity> sample(Generator& bits) const {
    return Measure<Quantity>::sample_near(curve_.value(bits.uniform()));
  }
  double mean() const { return curve_.mean(); }
  double variance() const { return curve_.variance(); }

 private:
  static std::vector<PercentilePoint> points_of(const Spec& spec) {
    std::vector<PercentilePoint> points;
    for (std::size_t i = 0; i < spec.values.size(); ++i) {
      if (spec.values[i]) points.push_back({kPercentiles[i].share, units(*spec.values[i])});
    }
    return points;
  }

  PercentileCurve curve_;
};

}  // namespace models
