// Cores shared by everybody at once: processor sharing.
#include "models/node/shared_cores.h"

#include <algorithm>
#include <cmath>

#include "sim/kernel/elementary.h"

namespace models {

double SharedCores::share() const {
  return std::min(1.0, static_cast<double>(spec_.count) / static_cast<double>(in_service_.size()));
}

void SharedCores::settle() {
  const sim::Instant now = this->now();
  if (!in_service_.empty()) {
    const double had = share() * static_cast<double>((now - since_).count());
    had_ += had;
    attained_ += had * speed_;
  }
  since_ = now;
}

void SharedCores::appoint_first() {
  if (in_service_.empty()) {
    had_ = attained_ = 0;  // so that they keep their digits however long the run is
    return;
  }
  Work& first = **in_service_.begin();
  first.wakeup_.cancel();
  if (pace() <= 0) return;
  appoint(first, now() + sim::to_duration(std::ceil(still_needs(first) / pace())), now());
}

void SharedCores::appoint_deadline(Work& work) const {
  work.wakeup_.cancel();
  if (speed_ > 0 && work.request_.deadline < sim::Instant::max())
    appoint(work, sim::Instant::max(), now());
}

void SharedCores::note_level() {
  const auto inside = static_cast<std::int64_t>(in_service_.size());
  change_busy(now(), std::min(spec_.count, inside) - busy_.level());
  note_line(line_level_, now(), std::max<std::int64_t>(0, inside - spec_.count));
}

void SharedCores::come(Work& work) {
  settle();
  work.had_ = had_;
  work.finish_ = attained_ + static_cast<double>(work.remaining_.count());
  work.arrival_ = ++came_;
  Work* const first = in_service_.empty() ? nullptr : *in_service_.begin();
  const bool is_first = *in_service_.insert(&work).first == *in_service_.begin();
  if (first != nullptr) appoint_deadline(is_first ? *first : work);
  appoint_first();
  note_level();
}

// What it did not get of a core counts as waiting.
void SharedCores::go(Work& work) {
  settle();
  in_service_.erase(&work);
  work.wakeup_.cancel();
  work.served_ = std::min(sim::to_duration(had_ - work.had_), now() - work.came_);
  appoint_first();
  note_level();
}

void SharedCores::set_speed(double speed) {
  settle();
  speed_ = speed;
  for (Work* const work : in_service_) appoint_deadline(*work);
  appoint_first();
}

}  // namespace models
