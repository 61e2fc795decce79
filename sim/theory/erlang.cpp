// Erlang's formulas by recursion over the number of servers.
#include "sim/theory/erlang.h"

#include "sim/theory/averages.h"

namespace sim::theory {

namespace detail {

void ErlangB::add_server() {
  ++servers_;
  const auto servers = static_cast<double>(servers_);
  const double refused = load_ * blocked_;
  blocked_ = refused / (servers + refused);
  carried_ = servers / (servers + refused);
}

// C = B / (1 - load / c * (1 - B)), with the denominator written as a sum of what is positive.
double ErlangB::waits() const {
  const auto servers = static_cast<double>(servers_);
  const double busy = servers * blocked_;
  return busy / (busy + (servers - load_) * carried_);
}

namespace {

// Once nobody is refused, that stays so: the rest of the way need not be walked.
ErlangB erlang(std::int64_t servers, double load) {
  ErlangB erlang(load);
  while (erlang.servers() < servers && erlang.blocked() > 0) erlang.add_server();
  return erlang;
}

}  // namespace
}  // namespace detail

std::optional<double> erlang_b(std::int64_t servers, double load) {
  if (servers < 0 || servers > kMostServers || !detail::is_number(load)) return std::nullopt;
  return detail::erlang(servers, load).blocked();
}

std::optional<double> erlang_c(std::int64_t servers, double load) {
  if (!detail::is_count(servers) || !detail::is_number(load)) return std::nullopt;
  if (!(load < static_cast<double>(servers))) return std::nullopt;
  const detail::ErlangB erlang = detail::erlang(servers, load);
  return erlang.blocked() > 0 ? erlang.waits() : 0;
}

std::optional<std::int64_t> fewest_servers_to_refuse(double load, double share) {
  if (!detail::is_number(load) || !(share > 0 && share <= 1)) return std::nullopt;
  // No more can be served than there are servers.
  if (load * (1 - share) > static_cast<double>(kMostServers)) return std::nullopt;
  detail::ErlangB erlang(load);
  while (erlang.blocked() > share) {
    if (erlang.servers() == kMostServers) return std::nullopt;
    erlang.add_server();
  }
  return erlang.servers();
}

}  // namespace sim::theory
