// Few keys are in much use and most in little: Zipf's law, as among merchants.
#pragma once

#include <cstdint>
#include <string_view>

#include "models/keys/scatter.h"
#include "sim/input/fields.h"
#include "sim/kernel/variates.h"

namespace models {

class ZipfKeys {
 public:
  static constexpr std::string_view kName = "zipf";
  static constexpr std::string_view kSummary =
      "The i-th most used key is used in proportion to 1 / i to the power of the exponent; which "
      "key that is, is scattered over all of them, always in the same way.";
  struct Spec {
    double exponent = 1.0;
    std::uint64_t count = 1;
    void fields(auto& f) {
      f.required("exponent", exponent, "How fast use falls; 0 is uniform.",
                 sim::Between{0.0, 10.0});
      f.required("count", count, "How many keys there are.",
                 sim::Between{std::uint64_t{1}, std::uint64_t{1} << 40});
    }
    bool operator==(const Spec&) const = default;
  };

  explicit ZipfKeys(const Spec& spec);

  template <sim::Bits Generator>
  std::uint64_t sample(Generator& bits) const {
    return scatter_.key(ranks_.draw(bits));
  }
  std::uint64_t most_used(std::uint64_t rank) const { return scatter_.key(rank); }
  double largest_share() const { return largest_share_; }

 private:
  sim::Zipf ranks_;
  Scatter scatter_;
  double largest_share_;
};

// The sum of i^-exponent over i = 1 ... count, to within 1e-12 of itself.
double generalized_harmonic(double exponent, std::uint64_t count);

}  // namespace models
