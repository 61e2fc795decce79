// All come at once: a sale opens, the news spread, and the crowd goes home again.
#pragma once

#include <string_view>

#include "models/arrivals/rate_curve.h"
#include "sim/input/fields.h"
#include "sim/input/quantity.h"

namespace models {

class FlashCrowd {
 public:
  static constexpr std::string_view kName = "flash_crowd";
  static constexpr std::string_view kSummary =
      "A base rate that rises in a straight line to a peak, holds it, and fades back "
      "exponentially.";
  struct Spec {
    sim::Rate base{};
    sim::Rate peak{};
    sim::Duration at{};
    sim::Duration rise{};
    sim::Duration hold{};
    sim::Duration decay{};
    void fields(auto& f) {
      f.required("base", base, "The rate before, and long after.");
      f.required("peak", peak, "The highest rate.");
      f.required("at", at, "When the rise starts.");
      f.optional("rise", rise, "How long the rise takes; 0s is a jump.");
      f.optional("hold", hold, "How long the peak lasts.");
      f.optional("decay", decay,
                 "How long until what is above the base has fallen to 37% (1/e); 0s is a jump.");
    }
    void verify(sim::Complaints& complaints) const;
    bool operator==(const Spec&) const = default;
  };

  explicit FlashCrowd(const Spec& spec) : spec_(spec) {}
  RateCurve curve() const;

 private:
  Spec spec_;
};

}  // namespace models
