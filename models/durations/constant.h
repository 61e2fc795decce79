// Always the same.
#pragma once

#include <string_view>

#include "models/durations/quantity.h"
#include "sim/kernel/bits.h"

namespace models {

template <class Quantity>
class Constant {
 public:
  static constexpr std::string_view kName = "constant";
  static constexpr std::string_view kSummary = "Always the same.";
  static constexpr bool kBare = true;
  struct Spec {
    static constexpr std::string_view kShorthand = "value";
    Quantity value{};
    void fields(auto& f) { f.required("value", value, "What it always is."); }
    Quantity one() const { return value; }
    bool operator==(const Spec&) const = default;
  };

  explicit Constant(const Spec& spec)
      : value_(Measure<Quantity>::sample_of(Measure<Quantity>::whole(spec.value))),
        mean_(units(spec.value)) {}

  template <sim::Bits Generator>
  SampleOf<Quantity> sample(Generator&) const {
    return value_;
  }
  double mean() const { return mean_; }
  double variance() const { return 0.0; }

 private:
  SampleOf<Quantity> value_;
  double mean_;
};

}  // namespace models
