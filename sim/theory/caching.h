// How often a cache holds what is looked up.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

namespace sim::theory {

// In these each look-up is about key i with probability popularity[i], independent of all others,
// the cache holds `entries` keys, and what was not there is there right afterwards. Given is the
// share of look-ups that find their key. Popularities add up to 1 and are positive; nothing if they
// are not, or if there are no entries. With as many entries as keys all are found.

// Where the one that was used longest ago makes room: the approximation of Che, Tung & Wang (2002),
// "Hierarchical web caching systems", which Fricker, Robert & Roberts (2012) explain: a key stays
// for a time that is nearly the same for all.
std::optional<double> lru_hit_ratio(std::span<const double> popularity, std::int64_t entries);

// Where the one that was stored longest ago makes room, or any: by the same approximation (Martina,
// Garetto & Leonardi 2014, "A unified approach to the performance analysis of caching systems").
// Both have the same hit ratio (Gelenbe 1973).
std::optional<double> fifo_hit_ratio(std::span<const double> popularity, std::int64_t entries);

// Of one key that is looked up as a Poisson process at `rate`, stored when it is missed and good
// for `ttl` from then on: rate ttl / (1 + rate ttl), as each miss is followed by rate ttl hits on
// average. For both at least 0; otherwise nothing.
std::optional<double> ttl_hit_ratio(double rate, double ttl);

}  // namespace sim::theory
