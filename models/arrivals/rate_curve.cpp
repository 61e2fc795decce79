// Every step is computed from the rate where it starts, never as a difference of totals, so that
// its error is relative to the step.
#include "models/arrivals/rate_curve.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "sim/kernel/check.h"
#include "sim/kernel/elementary.h"

namespace models {

namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

bool is_fading(const RatePiece& piece) {
  return piece.fade.count() != 0;
}

// The rate `seconds` after the piece started.
double rate_of(const RatePiece& piece, double seconds) {
  if (!is_fading(piece)) return std::max(0.0, piece.first + piece.slope * seconds);
  return piece.floor +
         (piece.first - piece.floor) * sim::exp(-seconds / sim::to_seconds(piece.fade));
}

// The integral of a fading piece over `seconds` from where its rate is `rate`.
double faded_area(const RatePiece& piece, double rate, double seconds) {
  const double fade = sim::to_seconds(piece.fade);
  return piece.floor * seconds - (rate - piece.floor) * fade * sim::expm1(-seconds / fade);
}

// The integral over `seconds` from where the rate is `rate`.
double area(const RatePiece& piece, double rate, double seconds) {
  if (is_fading(piece)) return faded_area(piece, rate, seconds);
  return std::max(0.0, seconds * (rate + 0.5 * piece.slope * seconds));
}

// The inverse of faded_area. With a floor there is no closed form. The area is concave, so Newton's
// method from the left stays on the left, and doubles the correct digits with every step.
double faded_seconds(const RatePiece& piece, double rate, double amount) {
  const double fade = sim::to_seconds(piece.fade);
  const double excess = rate - piece.floor;
  if (piece.floor == 0.0) {
    const double part = amount / (excess * fade);
    return part < 1.0 ? -fade * sim::log1p(-part) : kNever;
  }
  constexpr int kMostSteps = 100;
  double seconds = amount / rate;
  for (int i = 0; i < kMostSteps; ++i) {
    const double rate_there = piece.floor + excess * sim::exp(-seconds / fade);
    const double step = (amount - faded_area(piece, rate, seconds)) / rate_there;
    seconds += step;
    if (step <= 1e-15 * seconds) break;
  }
  return seconds;
}

// How many seconds, from where the rate is `rate`, until the integral reaches `amount`.
double seconds_for(const RatePiece& piece, double rate, double amount) {
  if (amount <= 0.0) return 0.0;
  if (rate <= 0.0 && piece.slope <= 0.0) return kNever;
  if (is_fading(piece)) return faded_seconds(piece, rate, amount);
  if (piece.slope == 0.0) return amount / rate;
  const double square = rate * rate + 2.0 * piece.slope * amount;
  return 2.0 * amount / (rate + std::sqrt(std::max(0.0, square)));
}

double seconds_since(const RatePiece& piece, const RatePosition& position) {
  return sim::to_seconds(position.at - position.cycle - piece.start);
}

}  // namespace

RateCurve::RateCurve(std::vector<RatePiece> pieces, sim::Duration period)
    : pieces_(std::move(pieces)), period_(period) {
  sim::check(!pieces_.empty() && pieces_[0].start.count() == 0, "a rate is known from the start");
  for (std::size_t i = 0; i + 1 < pieces_.size(); ++i)
    sim::check(pieces_[i].start < pieces_[i + 1].start, "the pieces of a rate are in order");
  if (period_.count() == 0) {
    sim::check(is_fading(pieces_.back()) || pieces_.back().slope >= 0.0,
               "a rate never becomes negative");
    const RatePiece& first = pieces_.front();
    if (pieces_.size() == 1 && !is_fading(first) && first.slope == 0.0) steady_ = first.first;
    return;
  }
  sim::check(pieces_.back().start < period_, "a rate is repeated after its last piece");
  RatePosition position;
  do {
    const RatePiece& piece = pieces_[position.piece];
    per_period_ += area(piece, piece.first, seconds_to_end(position));
  } while (enter_next(position) && position.cycle.count() == 0);
}

double RateCurve::rate(sim::Duration at) const {
  const RatePosition there = position(at);
  const RatePiece& piece = pieces_[there.piece];
  return rate_of(piece, seconds_since(piece, there));
}

double RateCurve::highest() const {
  double highest = 0.0;
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    const RatePiece& piece = pieces_[i];
    const RatePosition there{.piece = i, .at = piece.start};
    highest = std::max(highest, piece.first);
    if (has_end(there)) highest = std::max(highest, rate_of(piece, seconds_to_end(there)));
  }
  return highest;
}

double RateCurve::expected(sim::Duration from, sim::Duration to) const {
  double sum = 0.0;
  RatePosition position = this->position(from);
  while (position.at < to) {
    if (position.piece == 0 && position.at == position.cycle && period_.count() != 0) {
      const auto cycles = (to - position.cycle) / period_;
      sum += static_cast<double>(cycles) * per_period_;
      position.cycle += cycles * period_;
      position.at = position.cycle;
    }
    const RatePiece& piece = pieces_[position.piece];
    const double rate = rate_of(piece, seconds_since(piece, position));
    const bool ends_before = has_end(position) && end(position) <= to;
    const sim::Duration until = ends_before ? end(position) : to;
    sum += area(piece, rate, sim::to_seconds(until - position.at));
    if (!ends_before) break;
    enter_next(position);
  }
  return sum;
}

std::optional<sim::Duration> RateCurve::when(sim::Duration from, double amount) const {
  RatePosition there = position(from);
  if (!advance(there, amount)) return std::nullopt;
  return there.at;
}

RateCurve RateCurve::times(double factor) const {
  std::vector<RatePiece> pieces = pieces_;
  for (RatePiece& piece : pieces) {
    piece.first *= factor;
    piece.slope *= factor;
    piece.floor *= factor;
  }
  return RateCurve(std::move(pieces), period_);
}

RatePosition RateCurve::position(sim::Duration at) const {
  RatePosition position{.at = at};
  if (period_.count() != 0) position.cycle = at / period_ * period_;
  const auto next = std::ranges::upper_bound(pieces_, at - position.cycle, {}, &RatePiece::start);
  position.piece = static_cast<std::size_t>(next - pieces_.begin()) - 1;
  return position;
}

bool RateCurve::advance_over_pieces(RatePosition& position, double amount) const {
  while (skip_cycles(position, amount)) {
    const RatePiece& piece = pieces_[position.piece];
    const double rate = rate_of(piece, seconds_since(piece, position));
    if (!has_end(position)) return move(position, seconds_for(piece, rate, amount));
    const double seconds = seconds_to_end(position);
    const double left = area(piece, rate, seconds);
    if (amount <= left) return move(position, std::min(seconds, seconds_for(piece, rate, amount)));
    amount -= left;
    if (!enter_next(position)) return false;
  }
  return false;
}

bool RateCurve::has_end(const RatePosition& position) const {
  return position.piece + 1 < pieces_.size() || period_.count() != 0;
}

sim::Duration RateCurve::end(const RatePosition& position) const {
  const std::size_t next = position.piece + 1;
  return position.cycle + (next < pieces_.size() ? pieces_[next].start : period_);
}

double RateCurve::seconds_to_end(const RatePosition& position) const {
  const sim::Duration whole = end(position) - position.at;
  return (static_cast<double>(whole.count()) - position.fraction) * 1e-9;
}

// False if the next piece starts beyond what can be counted.
bool RateCurve::enter_next(RatePosition& position) const {
  position.at = end(position);
  position.fraction = 0.0;
  if (++position.piece == pieces_.size()) {
    position.piece = 0;
    position.cycle = position.at;
  }
  return position.at < sim::kDurationLimit;
}

// At the start of a repetition, goes over all that lie wholly before `amount` is reached. False if
// it never is.
bool RateCurve::skip_cycles(RatePosition& position, double& amount) const {
  const bool at_start = position.piece == 0 && position.at == position.cycle;
  if (period_.count() == 0 || !at_start || amount <= per_period_) return true;
  if (per_period_ <= 0.0) return false;
  const double cycles = std::ceil(amount / per_period_) - 1.0;
  const double limit = static_cast<double>((sim::kDurationLimit - position.at) / period_);
  if (cycles >= limit) return false;
  amount = std::max(0.0, amount - cycles * per_period_);
  position.cycle += static_cast<std::int64_t>(cycles) * period_;
  position.at = position.cycle;
  return true;
}

}  // namespace models
