// What a cache came to.
#include "sim/report/cache_report.h"

#include <algorithm>
#include <utility>

#include "sim/report/seconds.h"
#include "sim/statistics/ratio_interval.h"

namespace sim::detail {

namespace {

Value number(const std::optional<double>& value) {
  return value ? Value(*value) : Value();
}

// Between runs, as what is found in one run hangs together.
Estimate hit_ratio(const Runs& runs, std::size_t index) {
  const CacheMeasurements& pooled = runs.pooled().caches[index];
  Estimate ratio{.estimate = share(pooled.hits, pooled.hits + pooled.misses)};
  std::vector<Cycle> cycles;
  for (const Measurements& run : runs.each()) {
    const CacheMeasurements& cache = run.caches[index];
    cycles.push_back({.part = static_cast<double>(cache.hits),
                      .whole = static_cast<double>(cache.hits + cache.misses)});
  }
  if (const auto interval = ratio_interval(cycles)) {
    ratio.low = std::max(0.0, interval->low);
    ratio.high = std::min(1.0, interval->high);
  }
  return ratio;
}

}  // namespace

CacheReport cache_report(const Runs& runs, std::size_t index) {
  const CacheMeasurements& cache = runs.pooled().caches[index];
  return {.name = cache.name,
          .hits = cache.hits,
          .misses = cache.misses,
          .coalesced = cache.coalesced,
          .evictions = cache.evictions,
          .hit_ratio = hit_ratio(runs, index)};
}

Value json_of(const std::vector<CacheReport>& caches) {
  Value out = Value::object();
  for (const CacheReport& cache : caches) {
    Value each = Value::object();
    each["hit_ratio"]["estimate"] = number(cache.hit_ratio.estimate);
    each["hit_ratio"]["low"] = number(cache.hit_ratio.low);
    each["hit_ratio"]["high"] = number(cache.hit_ratio.high);
    each["hits"] = Value(cache.hits);
    each["misses"] = Value(cache.misses);
    each["coalesced"] = Value(cache.coalesced);
    each["evictions"] = Value(cache.evictions);
    out[cache.name] = std::move(each);
  }
  return out;
}

}  // namespace sim::detail
