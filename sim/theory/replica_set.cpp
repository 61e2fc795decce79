// Chains of nodes that fail and are repaired.
#include "sim/theory/replica_set.h"

#include <compare>
#include <map>
#include <vector>

#include "sim/theory/averages.h"
#include "sim/theory/markov_chain.h"

namespace sim::theory {

namespace {

constexpr std::size_t kMostNodes = 100;

bool makes_sense(const ReplicaSet& set) {
  return set.nodes >= 1 && set.nodes <= kMostNodes && set.needed >= 1 && set.needed <= set.nodes &&
         detail::is_positive(set.mean_up) && detail::is_positive(set.mean_down);
}

// Who is up, and at which stage the takeover is: 0 for none; beyond the last, it waits for enough
// nodes.
struct State {
  bool leader = true;
  std::size_t followers = 0;
  std::size_t stage = 0;
  auto operator<=>(const State&) const = default;
};

// Finds the states one after the other, beginning with all nodes up.
class LedChain {
 public:
  LedChain(const ReplicaSet& set, double takeover, std::size_t stages)
      : set_(set), stages_(stages), stage_rate_(static_cast<double>(stages) / takeover) {
    number_of({.leader = true, .followers = set.nodes - 1, .stage = 0});
    for (std::size_t next = 0; next < states_.size(); ++next) add_transitions(states_[next]);
    chain_.states = states_.size();
  }

  std::optional<double> share_led() const {
    const auto shares = stationary(chain_);
    if (!shares) return std::nullopt;
    double led = 0;
    for (std::size_t i = 0; i < states_.size(); ++i)
      if (is_led(states_[i])) led += (*shares)[i];
    return led;
  }

 private:
  bool is_led(const State& state) const {
    return state.leader && state.followers + 1 >= set_.needed;
  }

  // What happens at once: a takeover begins, or ends.
  State settled(State state) const {
    if (state.stage == 0 && !is_led(state)) state.stage = 1;
    if (state.stage <= stages_) return state;
    if (!state.leader && state.followers >= set_.needed)
      return {.leader = true, .followers = state.followers - 1, .stage = 0};
    if (is_led(state)) state.stage = 0;
    return state;
  }

  std::size_t number_of(const State& state) {
    const auto [found, is_new] = numbers_.try_emplace(state, states_.size());
    if (is_new) states_.push_back(state);
    return found->second;
  }

  void add(std::size_t from, const State& to, double rate) {
    chain_.transitions.push_back({.from = from, .to = number_of(settled(to)), .rate = rate});
  }

  void add_transitions(const State state) {
    const std::size_t from = number_of(state);
    const auto up = static_cast<double>(state.followers);
    const auto down = static_cast<double>(set_.nodes - 1 - state.followers);
    State next = state;
    next.leader = !state.leader;
    add(from, next, state.leader ? 1 / set_.mean_up : 1 / set_.mean_down);
    next = state;
    ++next.followers;
    if (down > 0) add(from, next, down / set_.mean_down);
    next.followers = state.followers - 1;
    if (up > 0) add(from, next, up / set_.mean_up);
    next = state;
    ++next.stage;
    if (state.stage > 0 && state.stage <= stages_) add(from, next, stage_rate_);
  }

  ReplicaSet set_;
  std::size_t stages_;
  double stage_rate_;
  std::map<State, std::size_t> numbers_;
  std::vector<State> states_;
  MarkovChain chain_;
};

}  // namespace

std::optional<double> share_with_enough(const ReplicaSet& set) {
  if (!makes_sense(set)) return std::nullopt;
  MarkovChain chain{.states = set.nodes + 1, .transitions = {}};  // by how many are up
  for (std::size_t up = 0; up < set.nodes; ++up) {
    chain.transitions.push_back({up, up + 1, static_cast<double>(set.nodes - up) / set.mean_down});
    chain.transitions.push_back({up + 1, up, static_cast<double>(up + 1) / set.mean_up});
  }
  const auto shares = stationary(chain);
  if (!shares) return std::nullopt;
  double enough = 0;
  for (std::size_t up = set.needed; up <= set.nodes; ++up) enough += (*shares)[up];
  return enough;
}

std::optional<double> share_led(const ReplicaSet& set, double takeover, std::size_t stages) {
  if (!makes_sense(set) || !detail::is_positive(takeover) || stages < 1) return std::nullopt;
  return LedChain(set, takeover, stages).share_led();
}

}  // namespace sim::theory
