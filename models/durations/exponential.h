// Without memory: how long it has taken says nothing about how long it will.
#pragma once

#include <string_view>

#include "models/durations/quantity.h"
#include "sim/kernel/variates.h"

namespace models {

template <class Quantity>
class Exponential {
 public:
  static constexpr std::string_view kName = "exponential";
  static constexpr std::string_view kSummary = "Exponential: without memory.";
  struct Spec {
    static constexpr std::string_view kShorthand = "mean";
    Quantity mean{};
    void fields(auto& f) {
      f.required("mean", mean, "The mean.", sim::Above{Measure<Quantity>::kNothing});
    }
    Quantity one() const { return mean; }
    bool operator==(const Spec&) const = default;
  };

  explicit Exponential(const Spec& spec) : mean_(units(spec.mean)) {}

  template <sim::Bits Generator>
  SampleOf<Quantity> sample(Generator& bits) const {
    return Measure<Quantity>::sample_near(mean_ * sim::unit_exponential(bits));
  }
  double mean() const { return mean_; }
  double variance() const { return mean_ * mean_; }

 private:
  double mean_;
};

}  // namespace models
