// A part of a whole, from 0 to 1, held exactly to twelve decimals: an objective of 99.95 % or the
// 0.999 of a percentile, so that comparing counts with it and finding a rank never round.
#pragma once

#include <cmath>
#include <compare>
#include <cstdint>
#include <optional>

#include "sim/kernel/check.h"
#include "sim/measure/wide.h"

namespace sim {

class Share {
 public:
  static constexpr std::int64_t kWhole = 1'000'000'000'000;

  // From 0 to kWhole.
  static constexpr Share of_trillion(std::int64_t parts) {
    if (parts < 0 || parts > kWhole) check(false, "a share is from 0 to 1");
    return Share(parts);
  }

  // The nearest share to a number; none if the number is not from 0 to 1.
  static std::optional<Share> nearest(double number) {
    if (!(number >= 0.0 && number <= 1.0)) return std::nullopt;
    return Share(std::llround(number * static_cast<double>(kWhole)));
  }

  constexpr std::int64_t parts() const { return parts_; }
  constexpr double value() const {
    return static_cast<double>(parts_) / static_cast<double>(kWhole);
  }
  constexpr Share complement() const { return Share(kWhole - parts_); }

  // Whether `part` of `whole` falls short of this share; both counts at least 0.
  constexpr bool is_missed_by(std::int64_t part, std::int64_t whole) const {
    return static_cast<Uint128>(part) * static_cast<Uint128>(kWhole) <
           static_cast<Uint128>(whole) * static_cast<Uint128>(parts_);
  }

  // The smallest whole number that is at least this share of `count`, which is at least 0.
  constexpr std::int64_t of_rounded_up(std::int64_t count) const {
    const auto product = static_cast<Uint128>(count) * static_cast<Uint128>(parts_);
    const auto whole = static_cast<Uint128>(kWhole);
    return static_cast<std::int64_t>((product + whole - 1) / whole);
  }

  friend constexpr auto operator<=>(const Share&, const Share&) = default;

 private:
  explicit constexpr Share(std::int64_t parts) : parts_(parts) {}

  std::int64_t parts_;
};

}  // namespace sim
