// A fixed number of customers who go round and round: they think, ask one station after the other,
// and think again.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace sim::theory {

struct ClosedStation {
  double demand = 0;         // seconds of service per round: visits times mean service time
  std::int64_t servers = 1;  // with one line
};

// First come first served with exponential service times of one mean at each station, or shared
// equally, or a server for everybody, with any law; any law of the thinking.
struct ClosedNetwork {
  std::vector<ClosedStation> stations;
  double think_time = 0;  // mean seconds per round outside of all stations
  std::int64_t customers = 1;
};

struct ClosedStationAverages {
  double utilization = 0;  // share of the servers that is busy
  double stay = 0;         // seconds per round, in line and in service
  double present = 0;      // how many are there
};

struct ClosedAverages {
  double throughput = 0;  // rounds a second
  double response = 0;    // seconds per round outside of thinking
  std::vector<ClosedStationAverages> stations;
};

// Exact mean value analysis (Reiser & Lavenberg 1980): an arrival sees the network with one
// customer less. The throughputs are those of Buzen's convolution (1973), which needs no
// probability as a difference from 1; with several servers that difference loses all digits at high
// load (Reiser 1981). For 1 to 10^6 customers, at least one station, demands and think_time >= 0
// but not all 0, 1 <= servers <= kMostServers, and at most 10^8 steps: customers times servers (no
// more count than customers), times one more than there are stations of several servers. Otherwise
// nothing.
std::optional<ClosedAverages> averages_of(const ClosedNetwork& network);

// Machines run, break down, and wait for one of the crews: M/M/c//N. The running is the thinking.
struct MachineRepair {
  std::int64_t machines = 1;
  double mean_up = 0;      // seconds until a machine breaks down
  double repair_time = 0;  // mean, seconds, exponential
  std::int64_t crews = 1;
};

// With the crews as the only station: its `utilization` is of the crews, `present` is how many
// machines are down, `throughput` how many are repaired a second. Range as for ClosedNetwork.
std::optional<ClosedAverages> averages_of(const MachineRepair& repair);

}  // namespace sim::theory
