// How often something happens, as it changes over time: counted by integrals, so that how many
// events are due by when is exact, whatever the rate does.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "sim/kernel/elementary.h"
#include "sim/kernel/time.h"

namespace models {

// A stretch of time, up to where the next one starts. With `fade` zero the rate runs straight:
// first + slope t; otherwise it fades: floor + (first - floor) e^(-t / fade), first >= floor.
struct RatePiece {
  sim::Duration start{};
  double first = 0.0;  // events a second, where it starts
  double slope = 0.0;  // events a second, per second
  double floor = 0.0;  // events a second
  sim::Duration fade{};
};

// A place on a curve, finer than nanoseconds: `at` is the nearest whole one, `fraction` what is
// left, so that many small steps do not drift. `cycle` is where the current repetition started.
struct RatePosition {
  std::size_t piece = 0;
  sim::Duration cycle{};
  sim::Duration at{};
  double fraction = 0.0;  // nanoseconds
};

class RateCurve {
 public:
  // The first piece starts at 0, the others after the one before; rates are not negative, and a
  // last piece that never ends does not fall in a straight line. With a `period` above zero, which
  // is after the last start, all is repeated for ever; otherwise the last piece lasts for ever.
  explicit RateCurve(std::vector<RatePiece> pieces, sim::Duration period = {});

  // Events a second; where it jumps, the rate after the jump. Times are not negative.
  double rate(sim::Duration at) const;
  // The largest rate there is, events a second.
  double highest() const;
  // How many events are due within [from, to), on average: the integral of the rate.
  double expected(sim::Duration from, sim::Duration to) const;
  // When the integral from `from` on reaches `amount`; nothing if never before sim::kDurationLimit.
  std::optional<sim::Duration> when(sim::Duration from, double amount) const;
  // The same curve with every rate multiplied.
  RateCurve times(double factor) const;

  RatePosition position(sim::Duration at) const;
  // On to where the integral from `position` on reaches `amount` >= 0. False if it never does
  // before sim::kDurationLimit; where `position` then is means nothing.
  bool advance(RatePosition& position, double amount) const {
    if (steady_ > 0.0 && amount > 0.0) return move(position, amount / steady_);
    return advance_over_pieces(position, amount);
  }

 private:
  // False if that is beyond what can be counted.
  static bool move(RatePosition& position, double seconds) {
    const double exact = position.fraction + seconds * 1e9;
    if (!(exact < static_cast<double>((sim::kDurationLimit - position.at).count()))) return false;
    const sim::Duration step = sim::to_duration(exact);
    position.at += step;
    position.fraction = exact - static_cast<double>(step.count());
    return true;
  }
  bool advance_over_pieces(RatePosition& position, double amount) const;
  bool has_end(const RatePosition& position) const;
  sim::Duration end(const RatePosition& position) const;
  double seconds_to_end(const RatePosition& position) const;
  bool enter_next(RatePosition& position) const;
  bool skip_cycles(RatePosition& position, double& amount) const;

  std::vector<RatePiece> pieces_;
  sim::Duration period_;
  double per_period_ = 0.0;
  double steady_ = 0.0;  // the rate, if it is the same for ever
};

}  // namespace models
