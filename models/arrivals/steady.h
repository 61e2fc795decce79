// Arrivals like clockwork.
#pragma once

#include <string_view>

#include "models/arrivals/rate_curve.h"
#include "sim/kernel/stream.h"

namespace models {

class SteadyArrivals {
 public:
  static constexpr std::string_view kName = "steady";
  static constexpr std::string_view kSummary =
      "Arrivals like clockwork, one gap apart, the first after half a gap.";
  struct Spec {
    bool operator==(const Spec&) const = default;
  };

  explicit SteadyArrivals(const Spec&) {}

  // The i-th arrival is where the integral of the rate reaches i - 1/2, so that a count never
  // differs by more than 1/2 from what is expected.
  bool advance(RatePosition& position, const RateCurve& rate, sim::Stream&) {
    const double gap = gap_;
    gap_ = 1.0;
    return rate.advance(position, gap);
  }

 private:
  double gap_ = 0.5;
};

}  // namespace models
