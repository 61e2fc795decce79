// What is known without simulating.
#pragma once

#include <functional>
#include <vector>

namespace theory {

// Blocking of M/M/c/c and waiting of M/M/c, offered load a = arrival rate / rate of one server.
double erlang_b(int servers, double offered);
double erlang_c(int servers, double offered);

// A chain on 0, 1, 2, ...: up[n] is the rate from n to n + 1, down[n] that from n to n - 1.
struct BirthDeath {
  std::vector<double> up;
  std::vector<double> down;
};

// M/M/c with at most `places` inside (as good as endless where the rest has no weight).
BirthDeath many_servers(double arrivals, int servers, int places);
// `population` clients, each of whom thinks for the mean time `think` and then asks for one of the
// servers, exponential with mean 1.
BirthDeath closed_population(int population, double think, int servers);

using OfState = std::function<double(int)>;

struct TimeAverage {
  double mean = 0;
  // The variance of an average over a time T is variance / T for large T (Whitt 1992, "Asymptotic
  // formulas for Markov processes with applications to simulation", section 3).
  double variance = 0;
};
TimeAverage time_average(const BirthDeath& chain, const OfState& f);

// The root in (0, 1) of s = transform(1 - s): P(wait > 0) in GI/M/1 at service rate 1 (Kleinrock
// 1975, Queueing Systems I, 6.3).
double root_of(const std::function<double(double)>& transform);

// Exact mean value analysis (Reiser & Lavenberg 1980) of stations with one server each and a think
// time.
struct ClosedNetwork {
  double throughput = 0;
  double response = 0;
  std::vector<double> lengths;
};
ClosedNetwork mean_value_analysis(const std::vector<double>& demands, double think, int population);

// Simpson's rule.
double integral(const std::function<double(double)>& f, double from, double to);

}  // namespace theory
