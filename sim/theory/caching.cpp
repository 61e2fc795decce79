// How often a cache holds what is looked up.
#include "sim/theory/caching.h"

#include <cmath>

#include "sim/kernel/elementary.h"
#include "sim/theory/halving.h"

namespace sim::theory {

namespace {

// Whether a key is there that is looked up so often in the time for which it stays.
using Presence = double (*)(double often);

double used_lately(double often) {
  return 1 - exp(-often);
}
double stored_lately(double often) {
  return often / (1 + often);
}

bool are_shares(std::span<const double> popularity) {
  constexpr double kRounding = 1e-9;
  double sum = 0;
  for (const double each : popularity) {
    if (!(each > 0)) return false;
    sum += each;
  }
  return std::abs(sum - 1) <= kRounding;
}

std::optional<double> hit_ratio(std::span<const double> popularity, std::int64_t entries,
                                Presence presence) {
  if (entries < 1 || !are_shares(popularity)) return std::nullopt;
  if (entries >= static_cast<std::int64_t>(popularity.size())) return 1;
  const auto stays = detail::least_that([&](double time) {
    double present = 0;
    for (const double each : popularity) present += presence(each * time);
    return present >= static_cast<double>(entries);
  });
  if (!stays) return std::nullopt;
  double found = 0;
  for (const double each : popularity) found += each * presence(each * *stays);
  return found;
}

}  // namespace

std::optional<double> lru_hit_ratio(std::span<const double> popularity, std::int64_t entries) {
  return hit_ratio(popularity, entries, used_lately);
}

std::optional<double> fifo_hit_ratio(std::span<const double> popularity, std::int64_t entries) {
  return hit_ratio(popularity, entries, stored_lately);
}

std::optional<double> ttl_hit_ratio(double rate, double ttl) {
  if (!(rate >= 0 && ttl >= 0)) return std::nullopt;
  return stored_lately(rate * ttl);
}

}  // namespace sim::theory
