// The rule of controlled delay.
#include "models/lines/shedding.h"

#include <cmath>

namespace models {

sim::Instant ControlledDelay::next_drop(sim::Instant from) const {
  const double spacing =
      static_cast<double>(spec_.interval.count()) / std::sqrt(static_cast<double>(dropped_));
  return from + sim::Duration{static_cast<std::int64_t>(spacing)};
}

bool ControlledDelay::sheds(sim::Instant now, sim::Duration waited) {
  if (waited < spec_.target) {
    above_ = dropping_ = false;
    return false;
  }
  if (!above_) {
    above_ = true;
    tolerated_until_ = now + spec_.interval;
    return false;
  }
  if (!dropping_) {
    if (now < tolerated_until_) return false;
    dropping_ = true;
    // A spell that follows closely goes on at about the pace at which the last one ended.
    const std::int64_t gained = dropped_ - began_with_;
    dropped_ = gained > 1 && now - drop_at_ < 16 * spec_.interval ? gained : 1;
    began_with_ = dropped_;
    drop_at_ = next_drop(now);
    return true;
  }
  if (now < drop_at_) return false;
  ++dropped_;
  drop_at_ = next_drop(drop_at_);
  return true;
}

}  // namespace models
