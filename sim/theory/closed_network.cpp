// Convolution for the throughputs, mean value analysis for the stations.
#include "sim/theory/closed_network.h"

#include <algorithm>
#include <cstddef>
#include <span>

#include "sim/theory/averages.h"
#include "sim/theory/scaled.h"

namespace sim::theory {

namespace {

using detail::Scaled;

// The normalising constants G(0), G(1), ..., G(customers) of a network.
using Constants = std::vector<Scaled>;

constexpr std::int64_t kMostCustomers = 1'000'000;
constexpr double kMostSteps = 1e8;

std::size_t servers_that_count(const ClosedStation& station, std::int64_t customers) {
  return static_cast<std::size_t>(std::min(station.servers, customers));
}

// Demand^n / n! for n = 0, 1, ..., last: a station where nobody waits.
std::vector<Scaled> weights(double demand, std::size_t last) {
  std::vector<Scaled> result{Scaled(1)};
  for (std::size_t n = 1; n <= last; ++n)
    result.push_back(result.back() * (demand / static_cast<double>(n)));
  return result;
}

// The network with one station more. From `servers` customers on each one more weighs
// demand / servers, so that their sum goes on from the one before.
Constants convolve(const Constants& without, double demand, std::size_t servers) {
  const std::vector<Scaled> weight = weights(demand, servers);
  const double ratio = demand / static_cast<double>(servers);
  Constants with(without.size());
  Scaled crowded;
  for (std::size_t n = 0; n < without.size(); ++n) {
    Scaled sum;
    for (std::size_t there = 0; there < std::min(servers, n + 1); ++there)
      sum = sum + weight[there] * without[n - there];
    if (n >= servers) crowded = crowded * ratio + weight[servers] * without[n - servers];
    with[n] = sum + crowded;
  }
  return with;
}

// Of the network without the station at `left_out`.
Constants constants_of(const ClosedNetwork& network, std::optional<std::size_t> left_out = {}) {
  Constants constants = weights(network.think_time, static_cast<std::size_t>(network.customers));
  for (std::size_t i = 0; i < network.stations.size(); ++i) {
    const ClosedStation& station = network.stations[i];
    if (i == left_out || station.demand == 0) continue;
    constants = convolve(constants, station.demand, servers_that_count(station, network.customers));
  }
  return constants;
}

// How many servers more than one an arrival finds free, on average, with n - 1 customers besides:
// the sum over j of (servers - 1 - j) P(j are there).
double found_free(const std::vector<Scaled>& weight, const Constants& without,
                  const Constants& whole, std::size_t n) {
  double sum = 0;
  const std::size_t servers = weight.size();
  for (std::size_t j = 0; j + 1 < servers && j < n; ++j) {
    const double probability = (weight[j] * without[n - 1 - j]).over(whole[n - 1]);
    sum += static_cast<double>(servers - 1 - j) * probability;
  }
  return sum;
}

ClosedStationAverages station_averages(const ClosedNetwork& network, std::size_t index,
                                       const Constants& whole) {
  const ClosedStation& station = network.stations[index];
  const std::size_t servers = servers_that_count(station, network.customers);
  const bool several = servers > 1 && station.demand > 0;
  const Constants without = several ? constants_of(network, index) : Constants{};
  const std::vector<Scaled> weight = weights(station.demand, servers - 1);
  ClosedStationAverages averages;
  for (std::size_t n = 1; n < whole.size(); ++n) {
    const double throughput = whole[n - 1].over(whole[n]);
    const double free = several ? found_free(weight, without, whole, n) : 0;
    averages.stay = station.demand / static_cast<double>(servers) * (1 + averages.present + free);
    averages.present = throughput * averages.stay;
    averages.utilization = throughput * station.demand / static_cast<double>(station.servers);
  }
  return averages;
}

bool makes_sense(const ClosedNetwork& network) {
  if (network.customers < 1 || network.customers > kMostCustomers) return false;
  if (network.stations.empty()) return false;
  if (!detail::is_number(network.think_time)) return false;
  double servers = 0;
  double several = 1;
  double longest = network.think_time;
  for (const ClosedStation& station : network.stations) {
    if (!detail::is_number(station.demand) || !detail::is_count(station.servers)) return false;
    servers += static_cast<double>(std::min(station.servers, network.customers));
    if (station.servers > 1) ++several;
    longest = std::max(longest, station.demand);
  }
  return longest > 0 && static_cast<double>(network.customers) * servers * several <= kMostSteps;
}

}  // namespace

std::optional<ClosedAverages> averages_of(const ClosedNetwork& network) {
  if (!makes_sense(network)) return std::nullopt;
  const Constants whole = constants_of(network);
  const auto last = static_cast<std::size_t>(network.customers);
  ClosedAverages averages{
      .throughput = whole[last - 1].over(whole[last]), .response = 0, .stations = {}};
  for (std::size_t i = 0; i < network.stations.size(); ++i) {
    averages.stations.push_back(station_averages(network, i, whole));
    averages.response += averages.stations.back().stay;
  }
  if (!detail::is_number(averages.throughput) || !detail::is_number(averages.response))
    return std::nullopt;
  return averages;
}

std::optional<ClosedAverages> averages_of(const MachineRepair& repair) {
  return averages_of(
      ClosedNetwork{.stations = {{.demand = repair.repair_time, .servers = repair.crews}},
                    .think_time = repair.mean_up,
                    .customers = repair.machines});
}

}  // namespace sim::theory
