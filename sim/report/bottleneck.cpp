// Which service runs out of cores or threads first.
#include "sim/report/bottleneck.h"

#include <algorithm>
#include <tuple>
#include <vector>

#include "sim/report/seconds.h"
#include "sim/report/windows.h"

namespace sim {

namespace {

// Busiest first; of equals the first by name, and cores before threads.
std::vector<Usage> usages(const std::vector<ServiceReport>& services) {
  std::vector<Usage> usages;
  for (const ServiceReport& service : services) {
    if (service.external) continue;
    if (const auto& cores = service.utilization.estimate) {
      usages.push_back({service.name, Resource::cores, *cores});
    }
    if (const auto& threads = service.thread_utilization.estimate) {
      usages.push_back({service.name, Resource::threads, *threads});
    }
  }
  std::ranges::sort(usages, {}, [](const Usage& usage) {
    return std::tuple(-usage.utilization, usage.service, usage.resource);
  });
  return usages;
}

void find_busiest_window(const Measurements& measured, Bottleneck& bottleneck) {
  const detail::Windows windows = detail::windows_of(measured);
  for (std::size_t w = windows.measured_from; w < windows.all.size(); ++w) {
    const auto busiest = detail::condition_over(measured, windows, w, w + 1).busiest;
    if (!busiest) return;
    if (bottleneck.highest && bottleneck.highest->utilization >= busiest->utilization) continue;
    bottleneck.highest = busiest;
    bottleneck.highest_at = static_cast<double>(w) * windows.width;
  }
}

// A place is called after its service: "gateway.cpu".
bool is_external(const std::string& place, const std::vector<ServiceReport>& services) {
  return std::ranges::any_of(services, [&](const ServiceReport& service) {
    return service.external && place.starts_with(service.name + ".");
  });
}

}  // namespace

Bottleneck find_bottleneck(const Report& report, const Measurements& measured) {
  Bottleneck bottleneck;
  const std::vector<Usage> all = usages(report.services);
  if (!all.empty()) bottleneck.usage = all[0];
  if (all.size() > 1) bottleneck.runner_up = all[1];
  find_busiest_window(measured, bottleneck);
  double total = 0;
  for (const PlaceReport& place : report.time_spent) total += place.seconds;
  if (total > 0) {
    bottleneck.most = report.time_spent.front();
    bottleneck.most_share = bottleneck.most->seconds / total;
    bottleneck.most_is_external = is_external(bottleneck.most->place, report.services);
  }
  return bottleneck;
}

}  // namespace sim
