// How arrivals fall around a rate: by clockwork, at random, in bursts. To add one: write its file,
// add it to the list.
#pragma once

#include <concepts>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>

#include "models/arrivals/bursty.h"
#include "models/arrivals/poisson.h"
#include "models/arrivals/rate_curve.h"
#include "models/arrivals/rates.h"
#include "models/arrivals/renewal.h"
#include "models/arrivals/steady.h"
#include "sim/input/kinds.h"
#include "sim/kernel/stream.h"

namespace models {

// advance(): on to the next arrival; false if there is none.
template <class Kind>
concept ArrivalKind =
    requires(Kind kind, RatePosition& position, const RateCurve& rate, sim::Stream& stream) {
      { kind.advance(position, rate, stream) } -> std::same_as<bool>;
    };

struct Arrivals : sim::Kinds<PoissonArrivals, SteadyArrivals, RenewalArrivals, BurstyArrivals> {
  static constexpr std::string_view kTypeName = "Arrivals";
};
static_assert(Arrivals::all<[]<class Kind>() { return ArrivalKind<Kind>; }>());

// The instants at which payments arrive, one after the other.
class ArrivalProcess {
 public:
  // Time is counted from where the rate has its 0.
  ArrivalProcess(const Arrivals::Spec& spec, RateCurve rate)
      : kind_(Arrivals::make(spec)), rate_(std::move(rate)) {}
  ArrivalProcess(const sim::OneOf<Arrivals>& chosen, const RateOverTime& rate)
      : ArrivalProcess(chosen.spec, rate.curve()) {}

  // The next arrival, not before the one before; nothing if there is none, and from then on.
  std::optional<sim::Duration> next(sim::Stream& stream) {
    if (is_over_) return std::nullopt;
    is_over_ =
        !std::visit([&](auto& kind) { return kind.advance(position_, rate_, stream); }, kind_);
    if (is_over_) return std::nullopt;
    return position_.at;
  }
  const RateCurve& rate() const { return rate_; }

 private:
  Arrivals::Any kind_;
  RateCurve rate_;
  RatePosition position_{};
  bool is_over_ = false;
};

}  // namespace models
