// What varies from one time to the next: durations and amounts of money, by the same kinds. To add
// one: write its file, add it to the list.
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <variant>

#include "models/durations/constant.h"
#include "models/durations/erlang.h"
#include "models/durations/exponential.h"
#include "models/durations/gamma.h"
#include "models/durations/hyperexponential.h"
#include "models/durations/lognormal.h"
#include "models/durations/pareto.h"
#include "models/durations/percentiles.h"
#include "models/durations/quantity.h"
#include "models/durations/recorded_sample.h"
#include "models/durations/uniform.h"
#include "models/durations/weibull.h"
#include "sim/input/kinds.h"
#include "sim/kernel/stream.h"

namespace models {

// A draw is never negative. mean() and variance() are exact before the rounding to whole units, in
// nanoseconds (or smallest units of money) and their squares. one(): any quantity that was told,
// for its currency.
template <class Kind, class Quantity>
concept Distribution =
    requires(const Kind kind, const typename Kind::Spec spec, sim::Stream& stream) {
      { kind.sample(stream) } -> std::same_as<SampleOf<Quantity>>;
      { kind.mean() } -> std::same_as<double>;
      { kind.variance() } -> std::same_as<double>;
      { spec.one() } -> std::same_as<Quantity>;
    };

template <class Quantity>
using DistributionsOf =
    sim::Kinds<Constant<Quantity>, Uniform<Quantity>, Exponential<Quantity>, Erlang<Quantity>,
               Gamma<Quantity>, Lognormal<Quantity>, Weibull<Quantity>, Pareto<Quantity>,
               Hyperexponential<Quantity>, Percentiles<Quantity>, RecordedSample<Quantity>>;

struct Durations : DistributionsOf<sim::Duration> {
  using Quantity = sim::Duration;
  static constexpr std::string_view kTypeName = "RandomDuration";
};
struct Amounts : DistributionsOf<sim::Money> {
  using Quantity = sim::Money;
  static constexpr std::string_view kTypeName = "RandomAmount";
};
static_assert(Durations::all<[]<class Kind>() { return Distribution<Kind, sim::Duration>; }>());
static_assert(Amounts::all<[]<class Kind>() { return Distribution<Kind, sim::Money>; }>());

// A chosen distribution, ready to be drawn from.
template <class List>
class Random {
 public:
  using Sample = SampleOf<typename List::Quantity>;

  explicit Random(const typename List::Spec& spec) : kind_(List::make(spec)) {}
  explicit Random(const sim::OneOf<List>& chosen) : Random(chosen.spec) {}

  template <sim::Bits Generator>
  Sample sample(Generator& bits) const {
    return std::visit([&bits](const auto& kind) { return kind.sample(bits); }, kind_);
  }
  double mean() const {
    return std::visit([](const auto& kind) { return kind.mean(); }, kind_);
  }
  double variance() const {
    return std::visit([](const auto& kind) { return kind.variance(); }, kind_);
  }

 private:
  typename List::Any kind_;
};

using RandomDuration = Random<Durations>;
using RandomAmount = Random<Amounts>;

// The currency that a distribution of amounts was told in.
inline std::string currency_of(const Amounts::Spec& spec) {
  return std::visit([](const auto& told) { return told.one().currency; }, spec);
}

}  // namespace models
