// The section about caches.
#include <utility>

#include "sim/report/number_text.h"
#include "sim/report/page.h"

namespace sim::detail {

PageSection caches_section(const Report& report) {
  PageSection section{.title = "Caches",
                      .note =
                          "found: of what was looked up; shared: missed, and waited for "
                          "somebody who was finding it out"};
  if (report.caches.empty()) return section;
  if (report.replications > 1) section.note += "; counts: of all runs together";
  PageTable table{{"cache", "found", "95% from", "to", "hits", "misses", "shared", "evicted"}, {}};
  for (const CacheReport& cache : report.caches)
    table.rows.push_back({cache.name, or_none(cache.hit_ratio.estimate, percent_text),
                          or_none(cache.hit_ratio.low, percent_text),
                          or_none(cache.hit_ratio.high, percent_text), count_text(cache.hits),
                          count_text(cache.misses), count_text(cache.coalesced),
                          count_text(cache.evictions)});
  section.tables.push_back(std::move(table));
  return section;
}

}  // namespace sim::detail
