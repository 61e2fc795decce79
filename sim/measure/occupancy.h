// Who is inside, counted twice: as a level over time and as the time each one spent. The two agree
// to the nanosecond, or somebody was lost, left twice, or left with a wrong time of entry.
// (J. D. C. Little, A Proof for the Queuing Formula L = λW, Operations Research 9, 1961.)
#pragma once

#include <cstdint>
#include <optional>

#include "sim/kernel/check.h"
#include "sim/kernel/time.h"
#include "sim/measure/time_average.h"
#include "sim/measure/wide.h"

namespace sim {

class Occupancy {
 public:
  explicit Occupancy(Instant began = kStart) : inside_(began), began_(began) {}

  void enter(Instant now) {
    inside_.change(now, 1);
    entries_ += since_began(now);
    ++entered_;
  }

  // Whoever came in before the last reset() has been inside since then.
  void leave(Instant entered, Instant now) {
    check(entered <= now, "nobody leaves before having come in");
    inside_.change(now, -1);
    const std::uint64_t entry = entered < began_ ? 0 : since_began(entered);
    check(entry <= entries_, "whoever leaves has come in");
    entries_ -= entry;
    spent_ += since_began(now) - entry;
    ++left_;
  }

  // Forgets what was gathered; those inside stay and count from now.
  void reset(Instant now);

  // Breaks off unless level over time and times spent agree, those still inside included.
  void check_identity(Instant now) const;

  std::int64_t entered() const { return entered_; }
  std::int64_t left() const { return left_; }
  const TimeAverage& inside() const { return inside_; }
  // Of those who left, counted from the last reset(). None if nobody has.
  std::optional<double> mean_spent_ns() const;

  bool operator==(const Occupancy&) const = default;

 private:
  std::uint64_t since_began(Instant at) const {
    return static_cast<std::uint64_t>((at - began_).count());
  }

  TimeAverage inside_;
  Instant began_;
  std::int64_t entered_ = 0;
  std::int64_t left_ = 0;
  Uint128 spent_ = 0;    // nanoseconds spent by those who left
  Uint128 entries_ = 0;  // of those inside, the sum of when they came in, in nanoseconds
};

}  // namespace sim
