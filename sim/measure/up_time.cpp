#include "sim/measure/up_time.h"

#include <algorithm>

#include "sim/kernel/check.h"

namespace sim {

std::optional<double> OutageTimes::availability() const {
  if (observed == Duration::zero()) return std::nullopt;
  return static_cast<double>((observed - down).count()) / static_cast<double>(observed.count());
}

void OutageTimes::merge(const OutageTimes& other) {
  outages += other.outages;
  down += other.down;
  longest = std::max(longest, other.longest);
  observed += other.observed;
}

void UpTime::down(Instant now) {
  check(now >= since_, "outages come in order");
  check(up_, "what is down cannot go down");
  up_ = false;
  since_ = now;
  ++times_.outages;
}

void UpTime::up(Instant now) {
  check(now >= since_, "outages come in order");
  check(!up_, "what is up cannot come up");
  end_outage(times_, now);
  up_ = true;
  since_ = now;
}

void UpTime::reset(Instant now) {
  check(now >= since_, "outages come in order");
  began_ = now;
  since_ = now;
  times_ = OutageTimes{.outages = up_ ? 0 : 1};
}

OutageTimes UpTime::finish(Instant now) const {
  check(now >= since_, "outages come in order");
  OutageTimes times = times_;
  if (!up_) end_outage(times, now);
  times.observed = now - began_;
  return times;
}

void UpTime::end_outage(OutageTimes& times, Instant now) const {
  times.down += now - since_;
  times.longest = std::max(times.longest, now - since_);
}

}  // namespace sim
