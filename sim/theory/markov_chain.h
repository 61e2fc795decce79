// Chains of a few states that change at constant rates: who is up, who is under repair.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace sim::theory {

struct Transition {
  std::size_t from = 0;
  std::size_t to = 0;
  double rate = 0;  // a second; those given for the same pair add up
};

// States are numbered from 0.
struct MarkovChain {
  std::size_t states = 0;
  std::vector<Transition> transitions;
};

// The share of time spent in each state in the long run, by the elimination of Grassmann, Taksar &
// Heyman (1985), which never subtracts: every share has nearly all its digits, the smallest too
// (O'Cinneide 1993). For 1 to 1,000 states, rates >= 0 between different states, and state 0 within
// reach of every state; otherwise nothing. Costs states^3 / 3 steps, less if most states that a
// state leads to have numbers near to its own.
std::optional<std::vector<double>> stationary(const MarkovChain& chain);

// Mean seconds until the chain, started in `start`, is in one of the states of `aims` for the first
// time: 0 if it starts there. From the shares of a chain that is put back to `start` whenever it
// has arrived, so without subtractions too. For a chain as above whose aims are within reach of
// every state that is within reach of `start`; otherwise nothing.
std::optional<double> mean_time_until(const MarkovChain& chain, std::size_t start,
                                      std::span<const std::size_t> aims);

}  // namespace sim::theory
