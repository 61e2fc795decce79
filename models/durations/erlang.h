// The sum of several equally long exponential phases.
#pragma once

#include <cstdint>
#include <string_view>

#include "models/durations/quantity.h"
#include "sim/kernel/variates.h"

namespace models {

template <class Quantity>
class Erlang {
 public:
  static constexpr std::string_view kName = "erlang";
  static constexpr std::string_view kSummary =
      "The sum of several exponential phases: the more of them, the less it varies.";
  struct Spec {
    Quantity mean{};
    std::int64_t phases = 1;
    void fields(auto& f) {
      f.required("mean", mean, "The mean of the whole.", sim::Above{Measure<Quantity>::kNothing});
      f.required("phases", phases, "How many phases.", sim::Between{1, 1'000'000});
    }
    Quantity one() const { return mean; }
    bool operator==(const Spec&) const = default;
  };

  explicit Erlang(const Spec& spec)
      : phases_(static_cast<double>(spec.phases)), phase_mean_(units(spec.mean) / phases_) {}

  template <sim::Bits Generator>
  SampleOf<Quantity> sample(Generator& bits) const {
    return Measure<Quantity>::sample_near(phase_mean_ * sim::gamma(bits, phases_));
  }
  double mean() const { return phase_mean_ * phases_; }
  double variance() const { return phase_mean_ * phase_mean_ * phases_; }

 private:
  double phases_;
  double phase_mean_;
};

}  // namespace models
