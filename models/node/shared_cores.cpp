// Cores shared by everybody at once: processor sharing.
#include "models/node/shared_cores.h"

#include <algorithm>
#include <cmath>

#include "sim/kernel/elementary.h"
#include "models/node/lined_cores.h"

namespace models {

double SharedCores::pace() const {
  const auto inside = static_cast<double>(in_service_.size());
  return speed_ * std::min(1.0, static_cast<double>(count_) / inside);
}

void SharedCores::settle() {
  const sim::Instant now = kernel_.now();
  if (!in_service_.empty()) attained_ += pace() * static_cast<double>((now - since_).count());
  since_ = now;
}

void SharedCores::stop_first() {
  if (!in_service_.empty()) (*in_service_.begin())->wakeup_.cancel();
}

void SharedCores::appoint_first() {
  if (in_service_.empty()) {
    attained_ = 0;  // so that it keeps its digits however long the run is
    return;
  }
  if (pace() <= 0) return;
  Work& first = **in_service_.begin();
  const double takes = std::ceil(std::max(0.0, first.finish_ - attained_) / pace());
  first.wakeup_.later(kernel_.now() + sim::to_duration(takes), first.who_);
}

void SharedCores::note_level() {
  busy_.set(kernel_.now(), std::min(count_, static_cast<std::int64_t>(in_service_.size())));
}

void SharedCores::come(Work& work) {
  settle();
  stop_first();
  work.finish_ = attained_ + static_cast<double>(work.remaining_.count());
  work.arrival_ = ++came_;
  work.served_ = {};
  in_service_.insert(&work);
  appoint_first();
  note_level();
}

// What it did not get of a core counts as waiting.
void SharedCores::go(Work& work) {
  settle();
  stop_first();
  in_service_.erase(&work);
  work.served_ = std::min(work.remaining_, kernel_.now() - work.came_);
  appoint_first();
  note_level();
}

void SharedCores::set_speed(double speed) {
  settle();
  stop_first();
  speed_ = speed;
  appoint_first();
}

std::unique_ptr<Cores> Cores::make(sim::Kernel& kernel, std::string name, const Spec& spec) {
  if (spec.order.shares()) return std::make_unique<SharedCores>(kernel, std::move(name), spec);
  return std::make_unique<LinedCores>(kernel, std::move(name), spec);
}

}  // namespace models
