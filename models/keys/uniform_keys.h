// Every key is equally likely.
#pragma once

#include <cstdint>
#include <string_view>

#include "sim/input/fields.h"
#include "sim/kernel/bits.h"

namespace models {

class UniformKeys {
 public:
  static constexpr std::string_view kName = "uniform";
  static constexpr std::string_view kSummary = "Every key is equally likely.";
  struct Spec {
    static constexpr std::string_view kShorthand = "count";
    std::uint64_t count = 1;
    void fields(auto& f) {
      f.required("count", count, "How many keys there are.", sim::AtLeast{std::uint64_t{1}});
    }
    bool operator==(const Spec&) const = default;
  };

  explicit UniformKeys(const Spec& spec) : count_(spec.count) {}

  template <sim::Bits Generator>
  std::uint64_t sample(Generator& bits) const {
    return bits.below(count_);
  }
  std::uint64_t most_used(std::uint64_t rank) const { return rank; }
  double largest_share() const { return 1.0 / static_cast<double>(count_); }

 private:
  std::uint64_t count_;
};

}  // namespace models
