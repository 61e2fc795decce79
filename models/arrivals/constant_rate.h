// The same rate for ever.
#pragma once

#include <string_view>
#include <vector>

#include "models/arrivals/rate_curve.h"
#include "sim/input/fields.h"
#include "sim/input/quantity.h"

namespace models {

class ConstantRate {
 public:
  static constexpr std::string_view kName = "constant";
  static constexpr std::string_view kSummary = "The same rate for ever.";
  static constexpr bool kBare = true;
  struct Spec {
    static constexpr std::string_view kShorthand = "value";
    sim::Rate value{};
    void fields(auto& f) { f.required("value", value, "The rate."); }
    bool operator==(const Spec&) const = default;
  };

  explicit ConstantRate(const Spec& spec) : rate_(spec.value.per_second) {}
  RateCurve curve() const { return RateCurve(std::vector{RatePiece{.first = rate_}}); }

 private:
  double rate_;
};

}  // namespace models
