#include "models/events/phase_clock.h"

#include <algorithm>
#include <utility>

namespace models {

namespace {

std::string without_star(const std::string& text) {
  return text.ends_with("/*") ? text.substr(0, text.size() - 2) : text;
}

}  // namespace

bool is_meant(const std::string& spoken, const std::string& what) {
  const std::string all = without_star(spoken);
  const std::string told = without_star(what);
  return told == all || told.starts_with(all + "/") || told.starts_with(all + " to ");
}

PhaseClock::PhaseClock(sim::Phase phase, sim::Instant measured_from)
    : phase_(std::move(phase)), measured_from_(measured_from) {
  if (phase_.when == sim::Phase::When::always) from_ = sim::kStart;
}

bool PhaseClock::concerns(const std::string& what, bool is_failure) const {
  if (phase_.when == sim::Phase::When::always) return false;
  return phase_.event.empty() ? is_failure : is_meant(phase_.event, what);
}

void PhaseClock::event_begins(sim::Instant now) {
  if (events_++ > 0) return;
  if (phase_.when == sim::Phase::When::during)
    from_ = now;
  else
    stop(now);
}

void PhaseClock::event_ends(sim::Instant now) {
  if (--events_ > 0) return;
  if (phase_.when == sim::Phase::When::during)
    stop(now);
  else
    from_ = now + phase_.within;
}

sim::Duration PhaseClock::lasted(sim::Instant now) const {
  if (!from_) return lasted_;
  return lasted_ + std::max(sim::Duration::zero(), now - std::max(*from_, measured_from_));
}

void PhaseClock::stop(sim::Instant now) {
  lasted_ = lasted(now);
  from_.reset();
}

}  // namespace models
