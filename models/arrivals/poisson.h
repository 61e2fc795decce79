// Arrivals that know nothing of each other, as those of many independent payers.
#pragma once

#include <string_view>

#include "models/arrivals/rate_curve.h"
#include "sim/kernel/stream.h"
#include "sim/kernel/variates.h"

namespace models {

class PoissonArrivals {
 public:
  static constexpr std::string_view kName = "poisson";
  static constexpr std::string_view kSummary =
      "Arrivals independent of each other, as those of many payers.";
  struct Spec {
    bool operator==(const Spec&) const = default;
  };

  explicit PoissonArrivals(const Spec&) {}

  // Unit exponential gaps in the integral of the rate: Çinlar (1975), Introduction to Stochastic
  // Processes, 4.7.
  bool advance(RatePosition& position, const RateCurve& rate, sim::Stream& stream) {
    return rate.advance(position, sim::unit_exponential(stream));
  }
};

}  // namespace models
