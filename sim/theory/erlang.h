// Erlang's formulas: how likely it is that all servers are busy.
#pragma once

#include <cstdint>
#include <optional>

namespace sim::theory {

// In all of these `load` is what is offered, in servers: arrival rate times mean service time. They
// hold for arrivals of a Poisson process and at most kMostServers servers.

// Erlang B: the share of arrivals that finds all servers busy where nobody waits (M/G/c/c, any law
// of the service time). Erlang (1917), by the recursion of Jagerman (1974), which only adds,
// multiplies and divides what is positive. For servers >= 0 and load >= 0; otherwise nothing.
std::optional<double> erlang_b(std::int64_t servers, double load);

// Erlang C: the share of arrivals that must wait where all wait as long as it takes (M/M/c, service
// times exponential). Erlang (1917), from Erlang B. For servers >= 1 and 0 <= load < servers;
// otherwise nothing.
std::optional<double> erlang_c(std::int64_t servers, double load);

// The fewest servers with which Erlang B is at most `share`, by the same recursion. For load >= 0
// and 0 < share <= 1; otherwise nothing, as if it took more than kMostServers.
std::optional<std::int64_t> fewest_servers_to_refuse(double load, double share);

namespace detail {

// Erlang B for one server more each time, together with its complement, which for heavy loads would
// lose its digits in 1 - blocked.
class ErlangB {
 public:
  explicit ErlangB(double load) : load_(load) {}

  std::int64_t servers() const { return servers_; }
  double blocked() const { return blocked_; }
  double carried() const { return carried_; }
  // For load < servers.
  double waits() const;
  void add_server();

 private:
  double load_;
  std::int64_t servers_ = 0;
  double blocked_ = 1;
  double carried_ = 0;
};

}  // namespace detail
}  // namespace sim::theory
