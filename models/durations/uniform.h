// Every whole unit from the least to the most, both included, is equally likely.
#pragma once

#include <cstdint>
#include <string_view>

#include "models/durations/quantity.h"
#include "sim/kernel/bits.h"

namespace models {

template <class Quantity>
class Uniform {
 public:
  static constexpr std::string_view kName = "uniform";
  static constexpr std::string_view kSummary =
      "Equally likely anywhere between two bounds, both included.";
  struct Spec {
    Quantity least{};
    Quantity most{};
    void fields(auto& f) {
      f.required("least", least, "The lower bound.");
      f.required("most", most, "The upper bound.");
    }
    void verify(sim::Complaints& complaints) const {
      verify_alike(complaints, "most", most, least);
      if (units(most) < units(least)) {
        complaints.about("most", "must be at least " + sim::print(least) + ", the least");
      }
    }
    Quantity one() const { return least; }
    bool operator==(const Spec&) const = default;
  };

  explicit Uniform(const Spec& spec)
      : least_(Measure<Quantity>::whole(spec.least)),
        count_(static_cast<std::uint64_t>(Measure<Quantity>::whole(spec.most) - least_) + 1) {}

  template <sim::Bits Generator>
  SampleOf<Quantity> sample(Generator& bits) const {
    return Measure<Quantity>::sample_of(least_ + static_cast<std::int64_t>(bits.below(count_)));
  }
  double mean() const {
    return static_cast<double>(least_) + 0.5 * (static_cast<double>(count_) - 1.0);
  }
  double variance() const {
    const double count = static_cast<double>(count_);
    return (count - 1.0) * (count + 1.0) / 12.0;
  }

 private:
  std::int64_t least_;
  std::uint64_t count_;
};

}  // namespace models
