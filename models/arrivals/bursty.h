// Arrivals that come thick and thin by turns: a Markov-modulated Poisson process.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "models/arrivals/rate_curve.h"
#include "sim/input/fields.h"
#include "sim/input/quantity.h"
#include "sim/kernel/stream.h"

namespace models {

class BurstyArrivals {
 public:
  static constexpr std::string_view kName = "bursty";
  static constexpr std::string_view kSummary =
      "Poisson, with bursts of exponential length in which the rate is multiplied and quiet times "
      "in between, such that the mean is kept (MMPP); or with any number of states.";
  static constexpr sim::Duration kShortest = std::chrono::milliseconds{1};  // of a state's means
  struct State {
    double factor = 1.0;
    sim::Duration length{};
    void fields(auto& f) {
      f.required("factor", factor, "The rate, relative to that of the other states.",
                 sim::Between{0.0, 1e9});
      f.required("length", length, "How long it lasts on average.", sim::AtLeast{kShortest});
    }
    bool operator==(const State&) const = default;
  };
  struct Spec {
    std::optional<double> factor{};
    std::optional<sim::Fraction> share{};
    std::optional<sim::Duration> length{};
    std::vector<State> states{};
    void fields(auto& f) {
      f.optional("factor", factor, "How many times its mean the rate is within a burst.",
                 sim::AtLeast{1.0});
      f.optional("share", share, "What part of the time is burst.", sim::Above{0.0},
                 sim::Below{1.0});
      f.optional("length", length, "How long a burst lasts on average.", sim::AtLeast{kShortest});
      f.optional("states", states,
                 "Instead of the above: states that follow each other at random, each of the "
                 "others equally likely.");
    }
    void verify(sim::Complaints& complaints) const;
    bool operator==(const Spec&) const = default;
  };

  explicit BurstyArrivals(const Spec& spec);

  // States change in time; within one, gaps are unit exponential in the integral of the rate. It
  // starts as if it had gone on for ever before.
  bool advance(RatePosition& position, const RateCurve& rate, sim::Stream& stream);

 private:
  void normalize();
  void begin(sim::Duration at, sim::Stream& stream);
  void enter(std::size_t state, sim::Duration at, sim::Stream& stream);
  std::size_t another_state(sim::Stream& stream) const;

  std::vector<State> states_;  // factors relative to the mean
  double largest_factor_ = 0.0;
  std::optional<std::size_t> state_;
  sim::Duration until_{};
};

}  // namespace models
