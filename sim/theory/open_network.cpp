// Jackson's networks; the traffic equations are solved by Eigen.
#include "sim/theory/open_network.h"

#include <Eigen/LU>
#include <algorithm>
#include <numeric>

#include "sim/theory/many_servers.h"

namespace sim::theory {

namespace {

constexpr std::size_t kMostStations = 500;
constexpr double kRounding = 1e-9;

bool is_square_of_probabilities(const OpenNetwork& network) {
  const std::size_t size = network.stations.size();
  if (network.routes.size() != size) return false;
  return std::ranges::all_of(network.routes, [size](const std::vector<double>& row) {
    return row.size() == size && std::ranges::all_of(row, detail::is_number) &&
           std::accumulate(row.begin(), row.end(), 0.0) <= 1 + kRounding;
  });
}

// Whether jobs leave the network from every station, at once or by way of others.
bool has_ways_out(const OpenNetwork& network) {
  const std::size_t size = network.stations.size();
  std::vector<bool> leads_out(size);
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < size; ++i) {
    const auto& row = network.routes[i];
    leads_out[i] = std::accumulate(row.begin(), row.end(), 0.0) < 1 - kRounding;
    if (leads_out[i]) found.push_back(i);
  }
  for (std::size_t next = 0; next < found.size(); ++next) {
    for (std::size_t i = 0; i < size; ++i) {
      if (leads_out[i] || !(network.routes[i][found[next]] > kRounding)) continue;
      leads_out[i] = true;
      found.push_back(i);
    }
  }
  return found.size() == size;
}

bool makes_sense(const OpenNetwork& network) {
  const auto good = [](const OpenStation& station) {
    return detail::is_count(station.servers) && detail::is_positive(station.service_time) &&
           detail::is_number(station.from_outside);
  };
  const auto sends = [](const OpenStation& station) { return station.from_outside > 0; };
  return !network.stations.empty() && network.stations.size() <= kMostStations &&
         std::ranges::all_of(network.stations, good) &&
         std::ranges::any_of(network.stations, sends) && is_square_of_probabilities(network) &&
         has_ways_out(network);
}

// Full pivoting works entry by entry. Partial pivoting in Eigen works in blocks, whose size, and
// with it the order of the sums, depends on the caches of the processor it runs on.
std::vector<double> solve_traffic(const OpenNetwork& network) {
  const auto size = static_cast<Eigen::Index>(network.stations.size());
  Eigen::MatrixXd equations = Eigen::MatrixXd::Identity(size, size);
  Eigen::VectorXd from_outside(size);
  for (Eigen::Index i = 0; i < size; ++i) {
    const auto from = static_cast<std::size_t>(i);
    from_outside(i) = network.stations[from].from_outside;
    for (Eigen::Index j = 0; j < size; ++j)
      equations(j, i) -= network.routes[from][static_cast<std::size_t>(j)];
  }
  const Eigen::VectorXd rates = equations.fullPivLu().solve(from_outside);
  std::vector<double> result;
  // Rounding may leave a trace below 0 at a station where nobody comes.
  for (Eigen::Index i = 0; i < size; ++i) result.push_back(std::max(0.0, rates(i)));
  return result;
}

}  // namespace

std::optional<OpenAverages> averages_of(const OpenNetwork& network) {
  if (!makes_sense(network)) return std::nullopt;
  OpenAverages averages;
  averages.arrival_rates = solve_traffic(network);
  if (!std::ranges::all_of(averages.arrival_rates, detail::is_number)) return std::nullopt;
  double present = 0;
  double come = 0;
  for (std::size_t i = 0; i < network.stations.size(); ++i) {
    const OpenStation& station = network.stations[i];
    averages.stations.push_back(averages_of(ManyServers{.servers = station.servers,
                                                        .arrival_rate = averages.arrival_rates[i],
                                                        .service_time = station.service_time}));
    come += station.from_outside;
    if (averages.stations.back())
      present += averages.stations.back()->present;
    else
      averages.overloaded.push_back(i);
  }
  if (averages.overloaded.empty()) averages.stay = present / come;
  return averages;
}

}  // namespace sim::theory
