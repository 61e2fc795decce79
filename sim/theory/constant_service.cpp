// How long jobs wait in M/D/1, from how many of them there are.
#include <cstddef>
#include <vector>

#include "sim/kernel/elementary.h"
#include "sim/theory/general_service.h"
#include "sim/theory/halving.h"

namespace sim::theory {

namespace {

constexpr double kMostServiceTimes = 20'000;
constexpr double kLeastTail = 1e-9;

// How many are in M/D/1, as far as it was asked for. The recursion, by cuts between n - 1 and n, is
// that of Ramaswami (1988), "A stable recursion for the steady state vector in Markov chains of
// M/G/1 type": it never subtracts.
class Numbers {
 public:
  explicit Numbers(double load) : load_(load), none_arrive_(exp(-load)) {
    std::vector<double> arrive{none_arrive_};
    while (arrive.back() > 0)
      arrive.push_back(arrive.back() * load / static_cast<double>(arrive.size()));
    at_least_.assign(arrive.size() + 1, 0);
    for (std::size_t n = arrive.size(); n-- > 0;) at_least_[n] = at_least_[n + 1] + arrive[n];
    present_.push_back(1 - load);
    at_most_.push_back(1 - load);
  }

  double load() const { return load_; }

  // P(at most n are there).
  double at_most(std::size_t n) {
    while (at_most_.size() <= n) add();
    return at_most_[n];
  }

 private:
  void add() {
    const std::size_t n = present_.size();
    double up = n < at_least_.size() ? present_[0] * at_least_[n] : 0;
    const std::size_t reach = at_least_.size();
    for (std::size_t from = n + 1 > reach ? n + 2 - reach : 1; from < n; ++from)
      up += present_[from] * at_least_[n - from + 1];
    present_.push_back(up / none_arrive_);
    at_most_.push_back(at_most_.back() + present_.back());
  }

  double load_;
  double none_arrive_;
  std::vector<double> at_least_;  // P(so many or more come in a service time)
  std::vector<double> present_;
  std::vector<double> at_most_;
};

// With x in service times and k - 1 <= x < k: P(wait <= x) is the sum over j of the chance that j
// come in k - x, and that at most k - 1 - j wait.
double waiting_longer(Numbers& numbers, double x) {
  const auto k = static_cast<std::size_t>(x) + 1;
  const double come = numbers.load() * (static_cast<double>(k) - x);
  double term = exp(-come);
  double sum = 0;
  for (std::size_t j = 0; j < k && term > 0; ++j) {
    sum += term * numbers.at_most(k - j);
    term *= come / static_cast<double>(j + 1);
  }
  return sum < 1 ? 1 - sum : 0;
}

std::optional<Numbers> numbers_of(const ConstantService& station) {
  const GeneralService same{
      .arrival_rate = station.arrival_rate, .service_time = station.service_time, .service_scv = 0};
  if (!averages_of(same)) return std::nullopt;
  return Numbers(station.arrival_rate * station.service_time);
}

}  // namespace

std::optional<double> share_waiting_longer(const ConstantService& station, double seconds) {
  auto numbers = numbers_of(station);
  if (!numbers || !detail::is_number(seconds)) return std::nullopt;
  const double x = seconds / station.service_time;
  if (!(x <= kMostServiceTimes)) return std::nullopt;
  return waiting_longer(*numbers, x);
}

std::optional<double> wait_percentile(const ConstantService& station, double p) {
  auto numbers = numbers_of(station);
  if (!numbers || !(p >= 0 && 1 - p >= kLeastTail)) return std::nullopt;
  const auto kept = [&](double x) {
    return x > kMostServiceTimes || waiting_longer(*numbers, x) <= 1 - p;
  };
  const auto found = detail::least_that(kept);
  if (!found || *found > kMostServiceTimes) return std::nullopt;
  return *found * station.service_time;
}

}  // namespace sim::theory
