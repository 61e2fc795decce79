// A few keys take a fixed share of all payments, as on a sale's opening night.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string_view>

#include "models/keys/scatter.h"
#include "sim/input/fields.h"
#include "sim/input/quantity.h"
#include "sim/kernel/bits.h"

namespace models {

class HotKeys {
 public:
  static constexpr std::string_view kName = "hot";
  static constexpr std::string_view kSummary =
      "A few hot keys take a share of all payments, evenly among them, the other keys the rest; "
      "which ones are hot is scattered over all of them, always in the same way.";
  struct Spec {
    std::uint64_t count = 1;
    std::uint64_t hot_count = 1;
    sim::Fraction hot_share{};
    void fields(auto& f) {
      f.required("count", count, "How many keys there are.", sim::AtLeast{std::uint64_t{2}});
      f.required("hot_count", hot_count, "How many of them are hot.",
                 sim::AtLeast{std::uint64_t{1}});
      f.required("hot_share", hot_share, "The share of payments that hot keys take together.");
    }
    void verify(sim::Complaints& complaints) const {
      if (hot_count >= count) complaints.about("hot_count", "must be below the count of all keys");
    }
    bool operator==(const Spec&) const = default;
  };

  explicit HotKeys(const Spec& spec)
      : hot_(spec.hot_count),
        cold_(spec.count - spec.hot_count),
        share_(spec.hot_share.value),
        scatter_(spec.count) {}

  template <sim::Bits Generator>
  std::uint64_t sample(Generator& bits) const {
    const bool is_hot = bits.uniform() < share_;
    return scatter_.key(is_hot ? bits.below(hot_) : hot_ + bits.below(cold_));
  }
  std::uint64_t most_used(std::uint64_t rank) const {
    const bool hot_first =
        share_ / static_cast<double>(hot_) >= (1.0 - share_) / static_cast<double>(cold_);
    if (hot_first) return scatter_.key(rank);
    return scatter_.key(rank < cold_ ? hot_ + rank : rank - cold_);
  }
  double largest_share() const {
    return std::max(share_ / static_cast<double>(hot_),
                    (1.0 - share_) / static_cast<double>(cold_));
  }

 private:
  std::uint64_t hot_;
  std::uint64_t cold_;
  double share_;
  Scatter scatter_;
};

}  // namespace models
