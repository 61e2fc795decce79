// The ways of payments through a scenario.
#include "models/explain/path_walk.h"

#include <algorithm>
#include <variant>

namespace models {

namespace {

constexpr std::int64_t kMostSteps = 20'000;

// Of one piece of work, in seconds.
struct Moments {
  double mean = 0;
  double variance = 0;
  bool is_exponential = false;
};

Moments moments_of(const sim::OneOf<Durations>& law) {
  const RandomDuration duration(law);
  return {.mean = duration.mean() * 1e-9,
          .variance = duration.variance() * 1e-18,
          .is_exponential = std::holds_alternative<Exponential<sim::Duration>::Spec>(law.spec)};
}

bool is_one_stretch_of_work(const std::vector<StepSpec>& steps) {
  return steps.size() == 1 && std::holds_alternative<Cpu::Spec>(steps.front().step.spec);
}

// Work and waits one after the other, and nothing else.
bool is_plain(const std::vector<StepSpec>& steps) {
  return std::ranges::all_of(steps, [](const StepSpec& each) {
    return std::holds_alternative<Cpu::Spec>(each.step.spec) ||
           std::holds_alternative<Wait::Spec>(each.step.spec);
  });
}

Moments sum_of(const std::vector<StepSpec>& plain) {
  Moments sum;
  for (const StepSpec& each : plain) {
    const auto* const cpu = std::get_if<Cpu::Spec>(&each.step.spec);
    const Moments one =
        moments_of(cpu != nullptr ? cpu->cpu : std::get<Wait::Spec>(each.step.spec).wait);
    sum.mean += one.mean;
    sum.variance += one.variance;
    sum.is_exponential = plain.size() == 1 && one.is_exponential;
  }
  return sum;
}

// One way through the steps so far.
struct Path {
  double rate = 0;
  std::int64_t priority = 0;
  bool is_delayed = false;  // at random, so that gaps are not those of the load any more
  std::set<std::string> behind{};
  std::string not_random{};
};

class PathWalk {
 public:
  PathWalk(const Scenario& scenario, Paths& paths) : scenario_(scenario), paths_(paths) {}

  void operation(const std::string& name, Path& path) {
    const OperationName parts = *operation_name(name);
    const auto& all = scenario_.services.at(parts.service).operations.at(parts.operation);
    if (scenario_.network) path.is_delayed = true;
    Traffic& traffic = paths_.services[parts.service];
    traffic.requests += path.rate;
    if (queueing_of(scenario_.services.at(parts.service)) == Queueing::for_threads)
      visit(parts.service, sum_of(all), path);
    else
      steps(parts.service, all, path);
    if (scenario_.network) path.is_delayed = true;
  }

 private:
  void steps(const std::string& service, const std::vector<StepSpec>& all, Path& path) {
    for (const StepSpec& each : all) {
      if (++steps_ > kMostSteps) paths_.trouble = "payments take too many steps to follow";
      if (!paths_.trouble.empty()) return;
      std::visit([&](const auto& spec) { step(service, spec, path); }, each.step.spec);
    }
  }

  void visit(const std::string& service, const Moments& work, Path& path) {
    Traffic& traffic = paths_.services[service];
    const auto add = [&](WorkSums& sums) {
      sums.rate += path.rate;
      sums.mean += path.rate * work.mean;
      sums.square += path.rate * (work.variance + work.mean * work.mean);
    };
    add(traffic.work);
    add(traffic.by_priority[path.priority]);
    const bool is_same = !traffic.mean || *traffic.mean == work.mean;
    traffic.is_exponential = traffic.is_exponential && work.is_exponential && is_same;
    traffic.mean = work.mean;
    ++traffic.places;
    traffic.comes_first = traffic.comes_first && !path.is_delayed && path.behind.empty();
    traffic.behind.insert(path.behind.begin(), path.behind.end());
    if (traffic.not_random.empty()) traffic.not_random = path.not_random;
    path.behind.insert(service);
    path.is_delayed = true;
  }

  void spend_elsewhere(const std::string& service, double mean, Path& path) {
    paths_.services[service].elsewhere += path.rate * mean;
    paths_.elsewhere += path.rate * mean;
    path.is_delayed = true;
  }

  void step(const std::string& service, const Cpu::Spec& spec, Path& path) {
    const ServiceSpec& told = scenario_.services.at(service);
    Moments work = moments_of(spec.cpu);
    if (told.cores)
      visit(service, work, path);
    else
      spend_elsewhere(service, work.mean / told.speed, path);
  }
  void step(const std::string& service, const Wait::Spec& spec, Path& path) {
    spend_elsewhere(service, moments_of(spec.wait).mean, path);
  }
  void step(const std::string& service, const Call::Spec& spec, Path& path) {
    paths_.services[service].calls_others = true;
    operation(*spec.call, path);
  }
  void step(const std::string&, const Read::Spec&, Path&) {
    paths_.trouble = "stores have lines that theory does not know";
  }
  void step(const std::string&, const Write::Spec&, Path&) {
    paths_.trouble = "stores have lines that theory does not know";
  }
  void step(const std::string&, const Publish::Spec&, Path&) {
    paths_.trouble = "messages wait in queues for their consumers";
  }
  void step(const std::string& service, const Parallel::Spec& spec, Path& path) {
    at_once(service, spec.parallel, path);
  }
  void step(const std::string& service, const First::Spec& spec, Path& path) {
    if (spec.first < static_cast<std::int64_t>(spec.of.size()))
      paths_.trouble = "steps are dropped when enough others are served";
    at_once(service, spec.of, path);
  }
  void step(const std::string& service, const Choose::Spec& spec, Path& path) {
    Path after = path;
    for (const CaseSpec& each : spec.choose) after.rate -= path.rate * each.share.value;
    for (const CaseSpec& each : spec.choose) {
      Path taken = path;
      taken.rate = path.rate * each.share.value;
      steps(service, each.steps, taken);
      after.rate += taken.rate;
      join(taken, after);
    }
    path = std::move(after);
  }
  void step(const std::string&, const Decline::Spec& spec, Path& path) {
    path.rate *= 1.0 - spec.decline.value;
  }
  void step(const std::string& service, const Sequence::Spec& spec, Path& path) {
    steps(service, spec.steps, path);
  }

  void step(const std::string&, const Lock::Spec&, Path&) {
    paths_.trouble = "payments wait for each other's locks";
  }
  void step(const std::string&, const Cached::Spec&, Path&) {
    paths_.trouble = "what is found in caches is not known";
  }

  static void join(const Path& other, Path& path) {
    path.behind.insert(other.behind.begin(), other.behind.end());
    path.is_delayed = path.is_delayed || other.is_delayed;
    if (path.not_random.empty()) path.not_random = other.not_random;
  }

  // What two branches visit is visited by one payment more than once at a time.
  void at_once(const std::string& service, const std::vector<StepSpec>& branches, Path& path) {
    paths_.services[service].calls_others = true;
    Path after = path;
    std::set<std::string> seen;
    for (const StepSpec& branch : branches) {
      Path taken = path;
      taken.behind.clear();
      steps(service, {branch}, taken);
      for (const std::string& visited : taken.behind) {
        paths_.services[visited].behind.insert(path.behind.begin(), path.behind.end());
        if (!seen.insert(visited).second)
          paths_.services[visited].not_random = "one payment asks it for several things at once";
      }
      if (taken.rate < path.rate) paths_.trouble = "steps are dropped when others are declined";
      join(taken, after);
    }
    after.not_random = "calls in parallel wait for each other";
    path = std::move(after);
  }

  const Scenario& scenario_;
  Paths& paths_;
  std::int64_t steps_ = 0;
};

// All operations are held by one thread each while they work and wait, and nothing else.
bool serves_by_threads(const ServiceSpec& spec) {
  return spec.threads && !spec.cores && spec.speed == 1.0 &&
         spec.line.order.kind() != ProcessorSharing::kName &&
         std::ranges::all_of(spec.operations,
                             [](const auto& each) { return is_plain(each.second); });
}

// The line for threads goes on as the line for cores, so that both are one.
bool has_one_line(const ServiceSpec& spec) {
  return spec.cores && *spec.threads >= *spec.cores && !spec.line.limit &&
         spec.line.order.kind() == Fifo::kName &&
         std::ranges::all_of(spec.operations,
                             [](const auto& each) { return is_one_stretch_of_work(each.second); });
}

}  // namespace

Queueing queueing_of(const ServiceSpec& spec) {
  if (serves_by_threads(spec)) return Queueing::for_threads;
  return spec.cores ? Queueing::for_cores : Queueing::nowhere;
}

bool needs_free_threads(const ServiceSpec& spec) {
  return spec.threads && !serves_by_threads(spec) && !has_one_line(spec);
}

void follow(const Scenario& scenario, const LoadSpec& load, double rate,
            const std::string& not_random, Paths& paths) {
  const FlowSpec& flow = scenario.flows.at(*load.flow);
  Path path{.rate = rate, .priority = flow.priority, .not_random = not_random};
  PathWalk(scenario, paths).operation(*flow.entry, path);
}

}  // namespace models
