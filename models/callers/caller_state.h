// What one caller remembers of its calls to one place: the tokens, breakers and limits that decide
// whether it calls at all.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "models/callers/call_options.h"
#include "models/outcome.h"
#include "sim/kernel/check.h"

namespace models {

// Tokens flow in with time or with calls, up to a most.
class TokenBucket {
 public:
  explicit TokenBucket(double most) : most_(most), tokens_(most) {}

  void put(double tokens) { tokens_ = std::min(most_, tokens_ + tokens); }
  bool take() {
    if (tokens_ < 1.0 - kRounding) return false;
    tokens_ -= 1.0;
    return true;
  }

 private:
  static constexpr double kRounding = 1e-9;  // ten tenths make a whole
  double most_;
  double tokens_;
};

// Lets calls through while closed; opens after failures in a row; after a while lets trials
// through, whose success closes it and whose failure opens it again. What calls of an earlier spell
// (from one opening or closing to the next) come to says nothing about the present one.
class Breaker {
 public:
  explicit Breaker(const CircuitBreaker& spec) : spec_(spec) {}

  bool lets_through(sim::Instant now) {
    if (!open_) return true;
    if (now < open_until_ || trials_under_way_ >= spec_.trials) return false;
    ++trials_under_way_;
    return true;
  }
  // To be remembered by a call that was let through.
  std::uint64_t spell() const { return spell_; }
  // A call of that spell was abandoned.
  void forget(std::uint64_t spell) {
    if (open_ && spell == spell_) --trials_under_way_;
  }
  void settle(std::uint64_t spell, sim::Instant now, bool success) {
    if (spell != spell_) return;
    if (open_) {
      --trials_under_way_;
      if (!success) return open(now);
      if (++trials_passed_ >= spec_.trials) close();
      return;
    }
    failures_ = success ? 0 : failures_ + 1;
    if (failures_ >= spec_.failures) open(now);
  }

 private:
  void open(sim::Instant now) {
    ++spell_;
    open_ = true;
    open_until_ = now + spec_.open;
    trials_under_way_ = trials_passed_ = 0;
  }
  void close() {
    ++spell_;
    open_ = false;
    failures_ = 0;
  }

  CircuitBreaker spec_;
  std::uint64_t spell_ = 0;
  std::int64_t failures_ = 0;
  bool open_ = false;
  sim::Instant open_until_;
  std::int64_t trials_under_way_ = 0;
  std::int64_t trials_passed_ = 0;
};

class CallerState {
 public:
  CallerState(std::size_t caller, const CallOptions& options, const std::optional<Retry>& retry)
      : caller_(caller) {
    if (retry && retry->budget) {
      earned_ = retry->budget->ratio.value;
      budget_.emplace(retry->budget->burst);
    }
    if (options.breaker) breaker_.emplace(*options.breaker);
    if (options.rate_limit) {
      rate_ = options.rate_limit->rate.per_second;
      limit_.emplace(options.rate_limit->burst);
    }
    most_under_way_ = options.bulkhead;
  }

  // Which of the callers this is about.
  std::size_t caller() const { return caller_; }
  void note_call() {
    if (budget_) budget_->put(earned_);
  }
  bool may_retry() { return !budget_ || budget_->take(); }

  // Served if an attempt may be made now; otherwise why not.
  Outcome admit(sim::Instant now) {
    if (most_under_way_ && under_way_ >= *most_under_way_) return Outcome::bulkhead_full;
    if (breaker_ && !breaker_->lets_through(now)) return Outcome::circuit_open;
    if (limit_) {
      limit_->put(rate_ * sim::to_seconds(now - limit_since_));
      limit_since_ = now;
      if (!limit_->take()) {
        if (breaker_) breaker_->forget(breaker_->spell());
        return Outcome::rate_limited;
      }
    }
    return Outcome::served;
  }
  // An attempt that was admitted, while it is under way.
  class UnderWay {
   public:
    explicit UnderWay(CallerState& state) : state_(state) {
      ++state_.under_way_;
      if (state_.breaker_) spell_ = state_.breaker_->spell();
    }
    UnderWay(const UnderWay&) = delete;
    ~UnderWay() {
      --state_.under_way_;
      if (!settled_ && state_.breaker_) state_.breaker_->forget(spell_);
    }
    // What it came to; an attempt that is abandoned says nothing.
    void settle(sim::Instant now, Outcome outcome) {
      settled_ = true;
      if (state_.breaker_) state_.breaker_->settle(spell_, now, is_final(outcome));
    }

   private:
    CallerState& state_;
    std::uint64_t spell_ = 0;  // of the breaker, when it let this through
    bool settled_ = false;
  };

 private:
  std::size_t caller_;
  std::optional<TokenBucket> budget_;
  double earned_ = 0;
  std::optional<Breaker> breaker_;
  std::optional<TokenBucket> limit_;
  double rate_ = 0;
  sim::Instant limit_since_;
  std::optional<std::int64_t> most_under_way_;
  std::int64_t under_way_ = 0;
};

}  // namespace models
