// What a cache came to.
#include "sim/report/cache_report.h"

#include <utility>

#include "sim/report/json_values.h"
#include "sim/report/measures.h"

namespace sim::detail {

CacheReport cache_report(const Runs& runs, std::size_t index) {
  const CacheMeasurements& cache = runs.pooled().caches[index];
  return {.name = cache.name,
          .hits = cache.hits,
          .misses = cache.misses,
          .coalesced = cache.coalesced,
          .evictions = cache.evictions,
          .hit_ratio = estimate_of(*find_cache_measure("hit_ratio"), runs.cache(index))};
}

Value json_of(const std::vector<CacheReport>& caches) {
  Value out = Value::object();
  for (const CacheReport& cache : caches) {
    Value each = Value::object();
    each["hit_ratio"]["estimate"] = json(cache.hit_ratio.estimate);
    each["hit_ratio"]["low"] = json(cache.hit_ratio.low);
    each["hit_ratio"]["high"] = json(cache.hit_ratio.high);
    each["hits"] = Value(cache.hits);
    each["misses"] = Value(cache.misses);
    each["coalesced"] = Value(cache.coalesced);
    each["evictions"] = Value(cache.evictions);
    out[cache.name] = std::move(each);
  }
  return out;
}

}  // namespace sim::detail
