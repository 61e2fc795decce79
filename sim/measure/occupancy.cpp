#include "sim/measure/occupancy.h"

namespace sim {

void Occupancy::reset(Instant now) {
  inside_.reset(now);
  began_ = now;
  entered_ = 0;
  left_ = 0;
  spent_ = 0;
  entries_ = 0;
}

void Occupancy::check_identity(Instant now) const {
  const auto inside = static_cast<Uint128>(inside_.level());
  const Uint128 still_inside = inside * since_began(now) - entries_;
  check(inside_.integral(now) == spent_ + still_inside,
        "the number inside over time is the time spent inside");
}

std::optional<double> Occupancy::mean_spent_ns() const {
  if (left_ == 0) return std::nullopt;
  return static_cast<double>(spent_) / static_cast<double>(left_);
}

}  // namespace sim
