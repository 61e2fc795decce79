// A rate told at points in time.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "models/arrivals/rate_curve.h"
#include "sim/input/fields.h"
#include "sim/input/quantity.h"

namespace models {

class Profile {
 public:
  static constexpr std::string_view kName = "profile";
  static constexpr std::string_view kSummary =
      "Points [time, rate]: straight lines between them, constant before the first and after the "
      "last; a time given twice is a jump.";
  struct Spec {
    static constexpr std::string_view kShorthand = "points";
    std::vector<std::pair<sim::Duration, sim::Rate>> points{};
    sim::Duration repeat{};
    void fields(auto& f) {
      f.required("points", points, "[time, rate], in the order of time.", sim::NotEmpty{});
      f.optional("repeat", repeat, "After how long all starts again; 0s is never.");
    }
    void verify(sim::Complaints& complaints) const;
    bool operator==(const Spec&) const = default;
  };

  explicit Profile(const Spec& spec) : spec_(spec) {}
  RateCurve curve() const;

 private:
  Spec spec_;
};

}  // namespace models
