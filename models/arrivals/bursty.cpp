#include "models/arrivals/bursty.h"

#include <algorithm>

#include "sim/kernel/elementary.h"
#include "sim/kernel/variates.h"

namespace models {

void BurstyArrivals::Spec::verify(sim::Complaints& complaints) const {
  const int told = factor.has_value() + share.has_value() + length.has_value();
  if (states.empty() ? told != 3 : told != 0) {
    complaints.here("needs either \"factor\", \"share\" and \"length\", or \"states\"");
  } else if (states.size() == 1) {
    complaints.about("states", "must be two or more");
  } else if (states.empty()) {
    if (*factor * share->value > 1.0) {
      complaints.about("factor",
                       "can be at most 1 / share, because then nothing is left for the "
                       "time between bursts");
    }
  } else if (std::ranges::all_of(states, [](const State& state) { return state.factor == 0.0; })) {
    complaints.about("states", "must have one with a factor above 0");
  }
}

BurstyArrivals::BurstyArrivals(const Spec& spec) : states_(spec.states) {
  if (states_.empty()) {
    const double burst = spec.share->value;
    const double quiet = 1.0 - burst;
    const double left = std::max(0.0, 1.0 - *spec.factor * burst);
    const double length = static_cast<double>(spec.length->count());
    states_.push_back({*spec.factor, *spec.length});
    states_.push_back({left / quiet, sim::to_duration(length * quiet / burst)});
  }
  normalize();
}

// Each state is entered equally often, so that its part of the time is proportional to its length.
void BurstyArrivals::normalize() {
  double total = 0.0;
  double weighted = 0.0;
  for (const State& state : states_) {
    const double length = static_cast<double>(state.length.count());
    total += length;
    weighted += length * state.factor;
  }
  for (State& state : states_) {
    state.factor *= total / weighted;
    largest_factor_ = std::max(largest_factor_, state.factor);
  }
}

bool BurstyArrivals::advance(RatePosition& position, const RateCurve& rate, sim::Stream& stream) {
  if (!state_) begin(position.at, stream);
  double amount = sim::unit_exponential(stream);
  for (;;) {
    const double factor = states_[*state_].factor;
    RatePosition next = position;
    if (factor > 0.0 && rate.advance(next, amount / factor) && next.at <= until_) {
      position = next;
      return true;
    }
    next = position;
    if (!rate.advance(next, amount / largest_factor_)) return false;
    amount = std::max(0.0, amount - factor * rate.expected(position.at, until_));
    position = rate.position(until_);
    enter(another_state(stream), until_, stream);
  }
}

// In proportion to the parts of the time; what is left of a state is as long as a new one.
void BurstyArrivals::begin(sim::Duration at, sim::Stream& stream) {
  double total = 0.0;
  for (const State& state : states_) total += static_cast<double>(state.length.count());
  double place = stream.uniform() * total;
  std::size_t first = 0;
  while (first + 1 < states_.size()) {
    place -= static_cast<double>(states_[first].length.count());
    if (place < 0.0) break;
    ++first;
  }
  enter(first, at, stream);
}

void BurstyArrivals::enter(std::size_t state, sim::Duration at, sim::Stream& stream) {
  const double mean = static_cast<double>(states_[state].length.count());
  const sim::Duration length = sim::to_duration(mean * sim::unit_exponential(stream));
  state_ = state;
  until_ = std::min(at, sim::kDurationLimit - length) + length;
}

std::size_t BurstyArrivals::another_state(sim::Stream& stream) const {
  if (states_.size() == 2) return 1 - *state_;
  const std::size_t step = 1 + stream.below(states_.size() - 1);
  return (*state_ + step) % states_.size();
}

}  // namespace models
