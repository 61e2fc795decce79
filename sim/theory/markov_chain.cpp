// Elimination without subtraction.
#include "sim/theory/markov_chain.h"

#include <algorithm>

#include "sim/theory/averages.h"

namespace sim::theory {

namespace {

constexpr std::size_t kMostStates = 1'000;

// Rates from each state to each other.
class Rates {
 public:
  explicit Rates(const MarkovChain& chain)
      : states_(chain.states), rates_(chain.states * chain.states) {
    for (const Transition& one : chain.transitions) at(one.from, one.to) += one.rate;
  }

  double& at(std::size_t from, std::size_t to) { return rates_[from * states_ + to]; }
  double at(std::size_t from, std::size_t to) const { return rates_[from * states_ + to]; }

  // Takes out the states from the last down to 1: whoever went there goes on at once to where it
  // leads. False if one of them leads nowhere.
  bool eliminate() {
    for (std::size_t last = states_; last-- > 1;) {
      double out = 0;
      for (std::size_t to = 0; to < last; ++to) out += at(last, to);
      if (!detail::is_positive(out)) return false;
      for (std::size_t from = 0; from < last; ++from) take_out(from, last, out);
    }
    return true;
  }

  // After elimination: with the states put back one after the other.
  std::vector<double> shares() const {
    std::vector<double> share{1.0};
    double sum = 1;
    for (std::size_t next = 1; next < states_; ++next) {
      double in = 0;
      for (std::size_t from = 0; from < next; ++from) in += share[from] * at(from, next);
      share.push_back(in);
      sum += in;
    }
    for (double& one : share) one /= sum;
    return share;
  }

 private:
  // Leaves in at(from, last) the time spent in `last` per time spent in `from`.
  void take_out(std::size_t from, std::size_t last, double out) {
    if (at(from, last) == 0) return;
    at(from, last) /= out;
    for (std::size_t to = 0; to < last; ++to)
      if (to != from) at(from, to) += at(from, last) * at(last, to);
  }

  std::size_t states_;
  std::vector<double> rates_;
};

bool makes_sense(const MarkovChain& chain) {
  return chain.states >= 1 && chain.states <= kMostStates &&
         std::ranges::all_of(chain.transitions, [&](const Transition& one) {
           return one.from < chain.states && one.to < chain.states && one.from != one.to &&
                  detail::is_number(one.rate);
         });
}

// The states that can be reached from `start`, by their numbers in a chain of only these.
class Reached {
 public:
  Reached(const MarkovChain& chain, std::size_t start) : number_(chain.states, kNone) {
    std::vector<std::vector<std::size_t>> next(chain.states);
    for (const Transition& one : chain.transitions)
      if (one.rate > 0) next[one.from].push_back(one.to);
    add(start);
    for (std::size_t i = 0; i < found_.size(); ++i)
      for (const std::size_t state : next[found_[i]]) add(state);
  }

  bool contains(std::size_t state) const { return number_[state] != kNone; }
  std::size_t number(std::size_t state) const { return number_[state]; }
  std::size_t count() const { return found_.size(); }

 private:
  static constexpr std::size_t kNone = ~std::size_t{0};

  void add(std::size_t state) {
    if (contains(state)) return;
    number_[state] = found_.size();
    found_.push_back(state);
  }

  std::vector<std::size_t> number_;
  std::vector<std::size_t> found_;
};

// All aims become one, `arrived`, which leads back to the start at the rate 1: a round takes the
// time that is sought and then, on average, 1 second.
MarkovChain in_rounds(const MarkovChain& chain, std::size_t start, const std::vector<bool>& is_aim,
                      std::size_t arrived) {
  MarkovChain rounds{.states = chain.states, .transitions = {}};
  for (const Transition& one : chain.transitions) {
    if (is_aim[one.from]) continue;
    const std::size_t to = is_aim[one.to] ? arrived : one.to;
    rounds.transitions.push_back({.from = one.from, .to = to, .rate = one.rate});
  }
  rounds.transitions.push_back({.from = arrived, .to = start, .rate = 1});
  return rounds;
}

MarkovChain only(const MarkovChain& chain, const Reached& reached) {
  MarkovChain part{.states = reached.count(), .transitions = {}};
  for (const Transition& one : chain.transitions) {
    if (!reached.contains(one.from) || !reached.contains(one.to)) continue;
    part.transitions.push_back(
        {.from = reached.number(one.from), .to = reached.number(one.to), .rate = one.rate});
  }
  return part;
}

}  // namespace

std::optional<std::vector<double>> stationary(const MarkovChain& chain) {
  if (!makes_sense(chain)) return std::nullopt;
  Rates rates(chain);
  if (!rates.eliminate()) return std::nullopt;
  std::vector<double> shares = rates.shares();
  if (!std::ranges::all_of(shares, detail::is_number)) return std::nullopt;
  return shares;
}

std::optional<double> mean_time_until(const MarkovChain& chain, std::size_t start,
                                      std::span<const std::size_t> aims) {
  const auto is_state = [&](std::size_t state) { return state < chain.states; };
  if (!makes_sense(chain) || !is_state(start) || !std::ranges::all_of(aims, is_state))
    return std::nullopt;
  if (aims.empty()) return std::nullopt;
  std::vector<bool> is_aim(chain.states);
  for (const std::size_t aim : aims) is_aim[aim] = true;
  if (is_aim[start]) return 0;
  const std::size_t arrived = aims.front();
  const MarkovChain rounds = in_rounds(chain, start, is_aim, arrived);
  const Reached reached(rounds, start);
  if (!reached.contains(arrived)) return std::nullopt;
  const auto shares = stationary(only(rounds, reached));
  if (!shares) return std::nullopt;
  double under_way = 0;
  const std::size_t end = reached.number(arrived);
  for (std::size_t state = 0; state < shares->size(); ++state)
    if (state != end) under_way += (*shares)[state];
  const double time = under_way / (*shares)[end];
  if (!detail::is_number(time)) return std::nullopt;
  return time;
}

}  // namespace sim::theory
