// A power of an exponential: below shape 1 what has lasted lasts, above it what is old ends soon.
#pragma once

#include <string_view>

#include "models/durations/quantity.h"
#include "sim/kernel/variates.h"

namespace models {

template <class Quantity>
class Weibull {
 public:
  static constexpr std::string_view kName = "weibull";
  static constexpr std::string_view kSummary =
      "Weibull: heavier than exponential below shape 1, lighter above it.";
  struct Spec {
    Quantity mean{};
    double shape = 1.0;
    void fields(auto& f) {
      f.required("mean", mean, "The mean.", sim::Above{Measure<Quantity>::kNothing});
      f.required("shape", shape, "The shape; 1 is exponential.", sim::Between{0.1, 100.0});
    }
    Quantity one() const { return mean; }
    bool operator==(const Spec&) const = default;
  };

  explicit Weibull(const Spec& spec)
      : mean_(units(spec.mean)),
        power_(1.0 / spec.shape),
        scale_(mean_ / sim::gamma_function(1.0 + power_)),
        log_scale_(sim::log(scale_)) {}

  template <sim::Bits Generator>
  SampleOf<Quantity> sample(Generator& bits) const {
    return Measure<Quantity>::sample_near(
        sim::exp(log_scale_ + power_ * sim::log(sim::unit_exponential(bits))));
  }
  double mean() const { return mean_; }
  double variance() const {
    return scale_ * scale_ * sim::gamma_function(1.0 + 2.0 * power_) - mean_ * mean_;
  }

 private:
  double mean_;
  double power_;
  double scale_;
  double log_scale_;
};

}  // namespace models
