// Values that were measured, each as likely as any other.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string_view>
#include <vector>

#include "models/durations/quantity.h"
#include "sim/kernel/bits.h"

namespace models {

template <class Quantity>
class RecordedSample {
 public:
  static constexpr std::string_view kName = "sample";
  static constexpr std::string_view kSummary = "Measured values, each as likely as any other.";
  struct Spec {
    static constexpr std::string_view kShorthand = "values";
    std::vector<Quantity> values{};
    void fields(auto& f) { f.required("values", values, "The values.", sim::NotEmpty{}); }
    void verify(sim::Complaints& complaints) const {
      for (const Quantity& value : values) {
        if (Measure<Quantity>::alike(value, values[0])) continue;
        verify_alike(complaints, "values", value, values[0]);
        return;
      }
    }
    Quantity one() const { return values.empty() ? Quantity{} : values[0]; }
    bool operator==(const Spec&) const = default;
  };

  explicit RecordedSample(const Spec& spec) {
    const double count = static_cast<double>(spec.values.size());
    for (const Quantity& value : spec.values) {
      values_.push_back(Measure<Quantity>::sample_of(Measure<Quantity>::whole(value)));
      mean_ += units(value) / count;
    }
    for (const Quantity& value : spec.values) {
      const double distance = units(value) - mean_;
      variance_ += distance * distance / count;
    }
  }

  template <sim::Bits Generator>
  SampleOf<Quantity> sample(Generator& bits) const {
    return values_[bits.below(values_.size())];
  }
  double mean() const { return mean_; }
  double variance() const { return variance_; }

 private:
  std::vector<SampleOf<Quantity>> values_;
  double mean_ = 0.0;
  double variance_ = 0.0;
};

}  // namespace models
