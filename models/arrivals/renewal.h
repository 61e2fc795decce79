// Gaps independent of each other, more or less regular than Poisson's.
#pragma once

#include <string_view>

#include "models/arrivals/rate_curve.h"
#include "sim/input/fields.h"
#include "sim/kernel/stream.h"
#include "sim/kernel/variates.h"

namespace models {

class RenewalArrivals {
 public:
  static constexpr std::string_view kName = "renewal";
  static constexpr std::string_view kSummary =
      "Gaps independent of each other, gamma distributed: with a cv below 1 more regular than "
      "Poisson, above it more irregular.";
  struct Spec {
    static constexpr std::string_view kShorthand = "cv";
    double cv = 1.0;
    void fields(auto& f) {
      f.required("cv", cv, "The standard deviation of a gap over its mean; 1 is Poisson.",
                 sim::Between{0.01, 10.0});
    }
    bool operator==(const Spec&) const = default;
  };

  explicit RenewalArrivals(const Spec& spec) : shape_(1.0 / (spec.cv * spec.cv)) {}

  // As if it had gone on for ever before: the first arrival is uniformly somewhere within a gap
  // that is found with a probability proportional to its length, which for Gamma(k) is Gamma(k +
  // 1).
  bool advance(RatePosition& position, const RateCurve& rate, sim::Stream& stream) {
    if (has_begun_) return rate.advance(position, sim::gamma(stream, shape_) / shape_);
    has_begun_ = true;
    const double gap = sim::gamma(stream, shape_ + 1.0) / shape_;
    return rate.advance(position, gap * stream.uniform());
  }

 private:
  double shape_;
  bool has_begun_ = false;
};

}  // namespace models
