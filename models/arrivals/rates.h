// The ways in which a rate can run over time. To add one: write its file, add it to the list.
#pragma once

#include <concepts>
#include <string_view>

#include "models/arrivals/constant_rate.h"
#include "models/arrivals/flash_crowd.h"
#include "models/arrivals/profile.h"
#include "models/arrivals/rate_curve.h"
#include "sim/input/kinds.h"

namespace models {

template <class Kind>
concept RateKind = requires(const Kind kind) {
  { kind.curve() } -> std::same_as<RateCurve>;
};

struct Rates : sim::Kinds<ConstantRate, Profile, FlashCrowd> {
  static constexpr std::string_view kTypeName = "RateKind";
};
static_assert(Rates::all<[]<class Kind>() { return RateKind<Kind>; }>());

// A rate as a scenario tells it: "4000/s" (constant), [["0s", "4000/s"], ["5min", "12000/s"]] (a
// profile), or a kind by its name.
struct RateOverTime {
  sim::OneOf<Rates> chosen{};

  RateCurve curve() const;
  bool operator==(const RateOverTime&) const = default;
};

}  // namespace models

template <>
struct sim::Codec<models::RateOverTime> {
  static constexpr std::string_view kTypeName = "RateOverTime";
  static void read(models::RateOverTime& out, const Value& value, Reading& reading);
  static Value write(const models::RateOverTime& rate);
  static Value schema(SchemaMaker& maker);
  static std::string_view words() { return "rate, list of [time, rate], or kind of rate"; }
};
