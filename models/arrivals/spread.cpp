#include "models/arrivals/spread.h"

#include "sim/kernel/check.h"

namespace models {

CountedArrivals::CountedArrivals(const Spreads::Spec& spec, const CountedInterval& interval)
    : kind_(Spreads::make(spec, interval)) {
  sim::check(interval.count == 0 || interval.from < interval.to,
             "an interval that holds events is not empty");
}

AtRandom::AtRandom(const Spec&, const CountedInterval& interval)
    : interval_(interval),
      to_come_(interval.count),
      left_(static_cast<double>((interval.to - interval.from).count())) {}

// The i-th event, from 0, comes after (2 i + 1) / (2 count) of the length.
Evenly::Evenly(const Spec&, const CountedInterval& interval)
    : interval_(interval), to_come_(interval.count), at_(interval.from) {
  if (to_come_ == 0) return;
  const auto length = static_cast<std::uint64_t>((interval.to - interval.from).count());
  step_ = sim::Duration(length / interval.count);
  remainder_ = 2 * (length % interval.count);
  at_ += sim::Duration(length / (2 * interval.count));
  carried_ = length % (2 * interval.count);
}

}  // namespace models
