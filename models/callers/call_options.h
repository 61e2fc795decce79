// How a caller calls: how long it waits, how often it tries, when it stops trying.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "models/callers/pool_spec.h"
#include "models/request.h"
#include "sim/input/codec.h"
#include "sim/input/fields.h"
#include "sim/input/problem.h"
#include "sim/input/quantity.h"

namespace models {

enum class Jitter { none, equal, full };

// The wait before the n-th retry: first * factor^(n-1), at most `most`, spread by the jitter
// (Brooker, "Exponential backoff and jitter", 2015).
struct Backoff {
  static constexpr std::string_view kTypeName = "Backoff";
  static constexpr std::string_view kShorthand = "first";
  sim::Duration first = 0s;
  double factor = 2.0;
  std::optional<sim::Duration> most;
  Jitter jitter = Jitter::none;

  void fields(auto& f) {
    f.optional("first", first, "The wait before the first retry.");
    f.optional("factor", factor, "How much longer each further wait is.", sim::AtLeast{1});
    f.optional("most", most, "The longest wait.");
    f.optional("jitter", jitter,
               "Spread: none; equal, from half the wait to all of it; full, from nothing to all.");
  }
  void verify(sim::Complaints& complaints) const {
    if (most && *most < first) complaints.about("most", "must not be shorter than the first wait");
  }
  bool operator==(const Backoff&) const = default;

  // `retry` counts from 1.
  sim::Duration wait(std::int64_t retry, sim::Draws draws) const;
};

// A token bucket: every call puts in `ratio` of a token, every retry takes one out.
struct RetryBudget {
  static constexpr std::string_view kTypeName = "RetryBudget";
  static constexpr std::string_view kShorthand = "ratio";
  sim::Fraction ratio{0.1};
  double burst = 10;

  void fields(auto& f) {
    f.optional("ratio", ratio, "Retries that are earned, per call.");
    f.optional("burst", burst, "The most retries that can be saved up; there at the start.",
               sim::AtLeast{1});
  }
  bool operator==(const RetryBudget&) const = default;
};

struct Retry {
  static constexpr std::string_view kTypeName = "Retry";
  std::int64_t tries = 3;
  Backoff backoff;
  std::optional<RetryBudget> budget;

  void fields(auto& f) {
    f.optional("tries", tries, "Attempts in all, the first included.", sim::Between{1, 1000});
    f.optional("backoff", backoff, "The wait before each retry.");
    f.optional("budget", budget, "Limits retries to a share of the calls.");
  }
  bool operator==(const Retry&) const = default;
};

// A retry policy by the name it has under /retries, or its own.
struct RetryChoice {
  sim::Located<std::string> name;  // empty if `own` is given
  std::optional<Retry> own;
  bool operator==(const RetryChoice&) const = default;
};

struct Hedge {
  static constexpr std::string_view kTypeName = "Hedge";
  static constexpr std::string_view kShorthand = "after";
  sim::Duration after = 0s;
  std::int64_t most = 1;

  void fields(auto& f) {
    f.required("after", after, "How long to wait for an answer before asking another node too.",
               sim::AtMost{1h});
    f.optional("most", most, "Further nodes to ask, one after the other.", sim::Between{1, 10});
  }
  bool operator==(const Hedge&) const = default;
};

struct CircuitBreaker {
  static constexpr std::string_view kTypeName = "CircuitBreaker";
  static constexpr std::string_view kShorthand = "failures";
  std::int64_t failures = 5;
  sim::Duration open = 5s;
  std::int64_t trials = 1;

  void fields(auto& f) {
    f.optional("failures", failures, "Failures in a row that open it.", sim::AtLeast{1});
    f.optional("open", open, "How long it lets nothing through.", sim::Above{0s});
    f.optional("trials", trials, "Calls let through then; it closes when all of them succeed.",
               sim::AtLeast{1});
  }
  bool operator==(const CircuitBreaker&) const = default;
};

struct RateLimit {
  static constexpr std::string_view kTypeName = "RateLimit";
  static constexpr std::string_view kShorthand = "rate";
  sim::Rate rate{1.0};
  double burst = 1;

  void fields(auto& f) {
    f.required("rate", rate, "Calls let through per time, by each caller.", sim::Above{0});
    f.optional("burst", burst, "Calls let through at once after a pause.", sim::AtLeast{1});
  }
  bool operator==(const RateLimit&) const = default;
};

// What becomes of a payment when a step that asks somebody else is not served.
enum class OnFailure { fail, go_on };

struct CallOptions {
  std::optional<sim::Duration> timeout;
  std::optional<RetryChoice> retry;
  std::optional<Hedge> hedge;
  std::optional<CircuitBreaker> breaker;
  std::optional<std::int64_t> bulkhead;
  std::optional<RateLimit> rate_limit;
  std::optional<Pool> pool;
  std::optional<sim::Bytes> message;
  bool propagate_deadline = false;

  void fields(auto& f) {
    f.optional("timeout", timeout,
               "How long to wait for the answer to one attempt; the work goes on all the same.",
               sim::Above{0s});
    f.optional("retry", retry, "How often to try: the name of one of /retries, or a policy.");
    f.optional("hedge", hedge, "Asks another node when the answer is slow; the first one counts.");
    f.optional("breaker", breaker, "Stops calling for a while after failures in a row.");
    f.optional("bulkhead", bulkhead, "The most calls under way at once, by each caller.",
               sim::AtLeast{1});
    f.optional("rate_limit", rate_limit, "The most calls per time, by each caller.");
    f.optional("pool", pool,
               "Calls go over connections that each caller keeps to each node; without, they cost "
               "nothing and there are as many as are needed.");
    f.optional("message", message,
               "The size of its request, and of the answer; that of the network's messages if not "
               "given.");
    f.optional("propagate_deadline", propagate_deadline,
               "Whether the other side is told until when the answer is waited for, and gives up "
               "what is not done by then.");
  }
  bool operator==(const CallOptions&) const = default;
};

}  // namespace models

template <>
struct sim::EnumNames<models::Jitter> {
  static constexpr std::array<std::pair<models::Jitter, std::string_view>, 3> names = {
      {{models::Jitter::none, "none"},
       {models::Jitter::equal, "equal"},
       {models::Jitter::full, "full"}}};
};

template <>
struct sim::EnumNames<models::OnFailure> {
  static constexpr std::array<std::pair<models::OnFailure, std::string_view>, 2> names = {
      {{models::OnFailure::fail, "fail"}, {models::OnFailure::go_on, "continue"}}};
};

template <>
struct sim::Codec<models::RetryChoice> {
  static void read(models::RetryChoice& choice, const Value& value, Reading& reading) {
    if (value.kind() == Value::Kind::text) {
      Codec<Located<std::string>>::read(choice.name, value, reading);
    } else {
      Codec<models::Retry>::read(choice.own.emplace(), value, reading);
    }
  }
  static Value write(const models::RetryChoice& choice) {
    return choice.own ? Codec<models::Retry>::write(*choice.own) : Value(choice.name.value);
  }
  static Value schema(SchemaMaker& maker) {
    Value either = Value::object();
    either["anyOf"] = Value::array();
    either["anyOf"].push_back(maker.of<std::string>());
    either["anyOf"].push_back(maker.of<models::Retry>());
    return either;
  }
  static std::string words() { return "name or Retry"; }
};
