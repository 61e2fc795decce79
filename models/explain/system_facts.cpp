// A scenario in the words of queueing theory.
#include "models/explain/system_facts.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "models/explain/path_walk.h"
#include "models/scenario_calls.h"

namespace models {

namespace {

using sim::theory::ArrivalLaw;
using sim::theory::ServiceFacts;
using sim::theory::ServiceLaw;
using sim::theory::ServiceOrder;
using sim::theory::SystemFacts;

std::string why_held_back(const CallOptions& options) {
  if (options.hedge) return "calls are hedged";
  if (options.breaker) return "circuit breakers hold calls back";
  if (options.bulkhead) return "bulkheads hold calls back";
  if (options.pool) return "connection pools hold calls back";
  return options.rate_limit ? "rate limits hold calls back" : "";
}

std::string why_calls_differ(const Scenario& scenario) {
  std::string why;
  const auto look = [&](const CallOptions& options) {
    if (why.empty()) why = why_held_back(options);
  };
  for (const auto& [name, flow] : scenario.flows) look(flow.options);
  for (const auto& [name, service] : scenario.services)
    for (const auto& [operation, steps] : service.operations)
      for_each_call(steps, [&](const Call::Spec& call) { look(call.options); });
  return why;
}

// Why the load has no rate that theory could use.
std::string why_unsteady(const Scenario& scenario) {
  for (const LoadSpec& load : scenario.load) {
    const auto* const open = std::get_if<OpenLoad::Spec>(&load.source.spec);
    if (open != nullptr) {
      if (open->rate.chosen.kind() != ConstantRate::kName) return "the load changes with time";
    } else if (!std::holds_alternative<ClosedLoad::Spec>(load.source.spec)) {
      return "the load is recorded";
    } else if (scenario.load.size() > 1) {
      return "a population is not the only load";
    }
  }
  return "";
}

std::string why_nothing_fits(const Scenario& scenario) {
  if (scenario.has_wires()) return "links or interfaces have a capacity";
  if (!scenario.failures.empty()) return "failures are planned";
  if (!scenario.operations.empty()) return "operators act";
  std::string why = why_unsteady(scenario);
  return why.empty() ? why_calls_differ(scenario) : why;
}

// The squared coefficient of variation of the gaps of a load; nothing if they depend on each other.
std::optional<double> scv_of_gaps(const sim::OneOf<Arrivals>& arrivals) {
  if (std::holds_alternative<PoissonArrivals::Spec>(arrivals.spec)) return 1.0;
  if (std::holds_alternative<SteadyArrivals::Spec>(arrivals.spec)) return 0.0;
  const auto* const renewal = std::get_if<RenewalArrivals::Spec>(&arrivals.spec);
  return renewal == nullptr ? std::nullopt : std::optional(renewal->cv * renewal->cv);
}

class Facts {
 public:
  explicit Facts(const Scenario& scenario) : scenario_(scenario) {}

  SystemFacts facts() {
    SystemFacts system{.no_theory = why_nothing_fits(scenario_)};
    if (system.no_theory.empty()) follow_loads(system);
    for (const auto& [name, spec] : scenario_.services)
      system.services.push_back(system.no_theory.empty() ? facts_of(name, spec)
                                                         : ServiceFacts{.name = name});
    return system;
  }

 private:
  void follow_loads(SystemFacts& system) {
    for (const LoadSpec& load : scenario_.load) {
      if (const auto* const closed = std::get_if<ClosedLoad::Spec>(&load.source.spec)) {
        follow(scenario_, load, 1, "", paths_);
        const double think = RandomDuration(closed->think).mean() * 1e-9;
        system.population = {.customers = closed->population,
                             .think_time = think + paths_.elsewhere};
        is_closed_ = true;
        if (scenario_.network) paths_.trouble = "a population also waits for the network";
        continue;
      }
      const auto& open = std::get<OpenLoad::Spec>(load.source.spec);
      const bool is_poisson = std::holds_alternative<PoissonArrivals::Spec>(open.arrivals.spec);
      gaps_ = scv_of_gaps(open.arrivals);
      rate_ = open.rate.curve().highest();
      follow(scenario_, load, rate_,
             is_poisson ? "" : "arrivals are " + std::string(open.arrivals.kind()), paths_);
    }
    system.no_theory = paths_.trouble;
  }

  // Whether requests leave as a Poisson process where they come as one.
  bool leaves_at_random(const std::string& name) const {
    const ServiceSpec& spec = scenario_.services.at(name);
    const Traffic& traffic = paths_.services.at(name);
    const bool at_random =
        spec.nodes == 1 || std::holds_alternative<AnyNode::Spec>(spec.balance.spec);
    const std::string_view order = spec.line.order.kind();
    if (!at_random) return false;
    return order == ProcessorSharing::kName || (order == Fifo::kName && traffic.is_exponential);
  }

  // All services whose lines requests may have left before they come to this one.
  std::set<std::string> all_behind(const std::string& name) const {
    std::set<std::string> all;
    std::vector<std::string> open{name};
    while (!open.empty()) {
      const std::string next = std::move(open.back());
      open.pop_back();
      for (const std::string& before : paths_.services.at(next).behind)
        if (all.insert(before).second) open.push_back(before);
    }
    return all;
  }

  // Whether visits come right from a load with independent gaps, all of them.
  bool comes_right_from_load(const Traffic& traffic) const {
    return scenario_.load.size() == 1 && !is_closed_ && gaps_ && traffic.places == 1 &&
           traffic.comes_first && traffic.behind.empty();
  }

  std::string why_no_wait(const std::string& name, const Traffic& traffic) const {
    if (scenario_.services.at(name).cells)
      return "its requests go to the units that own their keys";
    if (!traffic.not_random.empty() && !comes_right_from_load(traffic)) return traffic.not_random;
    for (const std::string& before : all_behind(name)) {
      if (before == name && !leaves_at_random(name))
        return "requests come back to its line, and its work is not exponential with one mean";
      if (!leaves_at_random(before) || !paths_.services.at(before).not_random.empty())
        return "arrivals come by way of " + before + ", not at random";
    }
    if (is_closed_ && !leaves_at_random(name))
      return "in a population only exponential work with one mean or shared cores are known";
    return why_order_is_unknown(name);
  }

  std::string why_order_is_unknown(const std::string& name) const {
    const std::string_view order = scenario_.services.at(name).line.order.kind();
    const bool is_known = order == Fifo::kName || order == Lifo::kName ||
                          order == Priority::kName || order == ProcessorSharing::kName;
    return is_known ? "" : "the order of its line, " + std::string(order) + ", has no formula";
  }

  ServiceFacts facts_of(const std::string& name, const ServiceSpec& spec) const {
    ServiceFacts facts{.name = name, .nodes = spec.nodes};
    const auto found = paths_.services.find(name);
    if (found == paths_.services.end() || found->second.requests <= 0) {
      facts.no_theory = "nobody calls it";
      return facts;
    }
    const Traffic& traffic = found->second;
    facts.needs_free_threads = needs_free_threads(spec);
    facts.requests = traffic.requests;
    facts.visits = traffic.work.rate;
    if (!traffic.calls_others) facts.elsewhere = traffic.elsewhere / traffic.requests;
    facts.in_network = !traffic.behind.empty();
    if (queueing_of(spec) == Queueing::nowhere || facts.visits <= 0) {
      facts.node.servers = std::nullopt;
      facts.node.service_time = 0;
      return facts;
    }
    facts.no_wait = why_no_wait(name, traffic);
    facts.node.servers = spec.cores ? *spec.cores : *spec.threads;
    note_work(spec, traffic, facts);
    note_arrivals(spec, traffic, facts);
    return facts;
  }

  static void note_work(const ServiceSpec& spec, const Traffic& traffic, ServiceFacts& facts) {
    const auto nodes = static_cast<double>(spec.nodes);
    const auto scv = [](const WorkSums& work) {
      const double mean = work.mean / work.rate;
      return mean > 0 ? std::max(0.0, work.square / work.rate / (mean * mean) - 1) : 0.0;
    };
    const WorkSums& work = traffic.work;
    facts.node.arrival_rate = work.rate / nodes;
    facts.node.service_time = work.mean / work.rate / spec.speed;
    facts.node.service_scv = scv(work);
    facts.node.service = traffic.is_exponential ? ServiceLaw::exponential : ServiceLaw::independent;
    if (!facts.needs_free_threads) facts.node.line_limit = spec.line.limit;
    const std::string_view order = spec.line.order.kind();
    if (order == ProcessorSharing::kName) facts.node.order = ServiceOrder::shared;
    // Any order that neither interrupts nor looks at the work has the same mean wait.
    const bool is_mean_known =
        traffic.not_random.empty() && (traffic.is_exponential || facts.node.servers == 1);
    if (order == Lifo::kName && !is_mean_known) facts.node.order = ServiceOrder::other;
    const auto* const priority = std::get_if<Priority::Spec>(&spec.line.order.spec);
    if (priority == nullptr || traffic.by_priority.size() < 2) return;
    facts.preemptive = priority->preemptive && spec.cores.has_value();
    for (const auto& [rank, part] : traffic.by_priority)
      facts.classes.push_back({.arrival_rate = part.rate / nodes,
                               .service_time = part.mean / part.rate / spec.speed,
                               .service_scv = scv(part)});
  }

  // At one node of several, by how requests are shared out.
  void note_arrivals(const ServiceSpec& spec, const Traffic& traffic, ServiceFacts& facts) const {
    const bool is_poisson = traffic.not_random.empty();
    facts.node.arrivals = is_poisson ? ArrivalLaw::poisson : ArrivalLaw::independent;
    facts.node.arrival_scv = is_poisson ? 1.0 : 1 + facts.visits / rate_ * (*gaps_or_one() - 1);
    if (spec.nodes == 1 || !facts.no_wait.empty()) return;
    const auto nodes = static_cast<double>(spec.nodes);
    const double scv = *facts.node.arrival_scv;
    const bool is_simple = facts.visits == facts.requests && traffic.places == 1;
    const auto& policy = spec.balance.spec;
    if (std::holds_alternative<AnyNode::Spec>(policy)) {
      facts.node.arrival_scv = 1 + (scv - 1) / nodes;
    } else if (std::holds_alternative<RoundRobin::Spec>(policy) && is_simple &&
               traffic.comes_first && scenario_.zones.size() < 2) {
      facts.node.arrivals = ArrivalLaw::independent;
      facts.node.arrival_scv = scv / nodes;
    } else if (looks_for_fewer(spec, traffic) && is_simple && is_poisson) {
      facts.is_informed = true;
    } else {
      facts.no_wait =
          "how " + std::string(spec.balance.kind()) + " shares out the requests has no formula";
    }
  }

  std::optional<double> gaps_or_one() const { return gaps_ ? gaps_ : std::optional(1.0); }

  // What is owed is what is there: no time on the way, nothing before or after the work.
  bool looks_for_fewer(const ServiceSpec& spec, const Traffic& traffic) const {
    const bool looks = std::holds_alternative<LeastLoaded::Spec>(spec.balance.spec) ||
                       std::holds_alternative<FewestOf::Spec>(spec.balance.spec);
    return looks && traffic.is_exponential && traffic.elsewhere == 0 && !traffic.calls_others &&
           !scenario_.network && !spec.line.limit && spec.line.order.kind() == Fifo::kName;
  }

  const Scenario& scenario_;
  Paths paths_;
  std::optional<double> gaps_;  // of the last load with a rate
  double rate_ = 0;
  bool is_closed_ = false;
};

}  // namespace

SystemFacts system_facts(const Scenario& scenario) {
  return Facts(scenario).facts();
}

}  // namespace models
