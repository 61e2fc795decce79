// What is looked up while something else is being found out.
#include "models/scenario_caches.h"

#include <map>
#include <set>
#include <string>
#include <vector>

#include "models/scenario_calls.h"

namespace models {

namespace {

using Names = std::set<std::string>;

class CacheCheck {
 public:
  CacheCheck(const Scenario& scenario, sim::Problems& problems)
      : scenario_(scenario), problems_(problems) {}

  void check() {
    each_lookup([this](const Cached::Spec& cached) {
      inside_[*cached.cache].merge(looked_up_in(cached.steps));
    });
    each_lookup([this](const Cached::Spec& cached) {
      for (const std::string& other : looked_up_in(cached.steps)) {
        if (!reaches(other, *cached.cache)) continue;
        problems_.at(cached.cache, "is looked up again by what finds it out" +
                                       (other == *cached.cache ? "" : ", by way of " + other) +
                                       ", which with single_flight would wait for itself");
        return;
      }
    });
  }

 private:
  void each_lookup(const std::function<void(const Cached::Spec&)>& visit) const {
    for (const auto& [service, spec] : scenario_.services)
      for (const auto& [operation, steps] : spec.operations)
        for_each_step(steps, [&](const StepSpec& step) {
          const auto* const cached = std::get_if<Cached::Spec>(&step.step.spec);
          if (cached != nullptr && asks_once(*cached)) visit(*cached);
        });
  }

  bool asks_once(const Cached::Spec& cached) const {
    return scenario_.caches.at(*cached.cache).single_flight;
  }

  Names looked_up_in(const std::vector<StepSpec>& steps) {
    Names names;
    for_each_step(steps, [&](const StepSpec& step) {
      if (const auto* const cached = std::get_if<Cached::Spec>(&step.step.spec)) {
        if (asks_once(*cached)) names.insert(*cached->cache);
      } else if (const auto* const call = std::get_if<Call::Spec>(&step.step.spec)) {
        const Names& more = looked_up_by(*call->call);
        names.insert(more.begin(), more.end());
      }
    });
    return names;
  }

  const Names& looked_up_by(const std::string& operation) {
    if (const auto known = known_.find(operation); known != known_.end()) return known->second;
    const OperationName parts = *operation_name(operation);
    Names names = looked_up_in(scenario_.services.at(parts.service).operations.at(parts.operation));
    return known_[operation] = std::move(names);
  }

  // Whether what fills one cache looks up the other, or is the same.
  bool reaches(const std::string& from, const std::string& to) const {
    Names seen{from};
    std::vector<std::string> open{from};
    while (!open.empty()) {
      const std::string next = std::move(open.back());
      open.pop_back();
      if (next == to) return true;
      if (const auto found = inside_.find(next); found != inside_.end())
        for (const std::string& each : found->second)
          if (seen.insert(each).second) open.push_back(each);
    }
    return false;
  }

  const Scenario& scenario_;
  sim::Problems& problems_;
  std::map<std::string, Names> inside_;  // by cache: what is looked up while it is filled
  std::map<std::string, Names> known_;   // by operation
};

}  // namespace

void check_caches(const Scenario& scenario, sim::Problems& problems) {
  CacheCheck(scenario, problems).check();
}

}  // namespace models
