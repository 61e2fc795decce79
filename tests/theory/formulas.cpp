// What is known without simulating.
#include "tests/theory/formulas.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace theory {

double erlang_b(int servers, double offered) {
  double blocking = 1;
  for (int n = 1; n <= servers; ++n) blocking = offered * blocking / (n + offered * blocking);
  return blocking;
}

double erlang_c(int servers, double offered) {
  const double blocking = erlang_b(servers, offered);
  return blocking / (1 - offered / servers * (1 - blocking));
}

BirthDeath many_servers(double arrivals, int servers, int places) {
  BirthDeath chain;
  for (int n = 0; n <= places; ++n) {
    chain.up.push_back(n < places ? arrivals : 0);
    chain.down.push_back(std::min(n, servers));
  }
  return chain;
}

BirthDeath closed_population(int population, double think, int servers) {
  BirthDeath chain;
  for (int n = 0; n <= population; ++n) {
    chain.up.push_back((population - n) / think);
    chain.down.push_back(std::min(n, servers));
  }
  return chain;
}

TimeAverage time_average(const BirthDeath& chain, const OfState& f) {
  const std::size_t states = chain.up.size();
  std::vector<double> share{1.0};
  double sum = 1;
  for (std::size_t n = 1; n < states; ++n) {
    share.push_back(share.back() * chain.up[n - 1] / chain.down[n]);
    sum += share.back();
  }
  TimeAverage average;
  for (std::size_t n = 0; n < states; ++n) {
    share[n] /= sum;
    average.mean += share[n] * f(static_cast<int>(n));
  }
  // What is in excess of the mean from a state on, summed from above where it is small there.
  std::vector<double> above(states + 1);
  for (std::size_t n = states; n-- > 0;)
    above[n] = above[n + 1] + share[n] * (f(static_cast<int>(n)) - average.mean);
  double below = 0;
  for (std::size_t n = 0; n + 1 < states; ++n) {
    below += share[n] * (f(static_cast<int>(n)) - average.mean);
    const double least = std::min(std::abs(below), std::abs(above[n + 1]));
    if (share[n] > 0) average.variance += 2 * least * least / (chain.up[n] * share[n]);
  }
  return average;
}

double root_of(const std::function<double(double)>& transform) {
  double root = 0.5;
  for (int i = 0; i < 10'000; ++i) root = transform(1 - root);
  return root;
}

ClosedNetwork mean_value_analysis(const std::vector<double>& demands, double think,
                                  int population) {
  ClosedNetwork network;
  network.lengths.assign(demands.size(), 0);
  for (int n = 1; n <= population; ++n) {
    network.response = 0;
    for (std::size_t i = 0; i < demands.size(); ++i)
      network.response += demands[i] * (1 + network.lengths[i]);
    network.throughput = n / (think + network.response);
    for (std::size_t i = 0; i < demands.size(); ++i)
      network.lengths[i] = network.throughput * demands[i] * (1 + network.lengths[i]);
  }
  return network;
}

double integral(const std::function<double(double)>& f, double from, double to) {
  constexpr int kParts = 20'000;
  const double step = (to - from) / kParts;
  double sum = f(from) + f(to);
  for (int i = 1; i < kParts; ++i) sum += f(from + i * step) * (i % 2 == 1 ? 4 : 2);
  return sum * step / 3;
}

}  // namespace theory
