// What a distribution must know of its quantity: how it is told in a scenario, and in which whole
// units it is drawn. Durations are drawn in nanoseconds, money in the smallest unit of its
// currency.
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "sim/input/fields.h"
#include "sim/input/quantity.h"
#include "sim/kernel/elementary.h"
#include "sim/kernel/time.h"

namespace models {

template <class Quantity>
struct Measure;

template <>
struct Measure<sim::Duration> {
  using Sample = sim::Duration;
  static constexpr sim::Duration kNothing{};  // as limits compare it

  static std::int64_t whole(sim::Duration duration) { return duration.count(); }
  static sim::Duration sample_of(std::int64_t nanoseconds) { return sim::Duration(nanoseconds); }
  // To the nearest nanosecond, cut off at sim::kDurationLimit.
  static sim::Duration sample_near(double nanoseconds) { return sim::to_duration(nanoseconds); }
  static sim::Duration like(sim::Duration, std::int64_t nanoseconds) {
    return sim::Duration(nanoseconds);
  }
  static bool alike(sim::Duration, sim::Duration) { return true; }
};

template <>
struct Measure<sim::Money> {
  using Sample = std::int64_t;
  static constexpr std::int64_t kNothing = 0;
  static constexpr double kMost = 1e18;  // as much as a scenario can write

  static std::int64_t whole(const sim::Money& money) { return money.minor; }
  static std::int64_t sample_of(std::int64_t minor) { return minor; }
  static std::int64_t sample_near(double minor) {
    return sim::round_half_even(std::min(minor, kMost));
  }
  static sim::Money like(const sim::Money& money, std::int64_t minor) {
    return {.minor = minor, .currency = money.currency};
  }
  static bool alike(const sim::Money& a, const sim::Money& b) { return a.currency == b.currency; }
};

// What one draw gives: sim::Duration, or std::int64_t for money.
template <class Quantity>
using SampleOf = typename Measure<Quantity>::Sample;

// As a real number of its whole units.
template <class Quantity>
double units(const Quantity& quantity) {
  return static_cast<double>(Measure<Quantity>::whole(quantity));
}

// Complains about `field` if it is money of another currency than `first`.
template <class Quantity>
void verify_alike(sim::Complaints& complaints, std::string_view field, const Quantity& quantity,
                  const Quantity& first) {
  if (Measure<Quantity>::alike(quantity, first)) return;
  complaints.about(field, "must be of the same currency as " + sim::print(first));
}

}  // namespace models
