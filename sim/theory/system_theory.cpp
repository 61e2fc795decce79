// From services to stations and networks, and back.
#include "sim/theory/system_theory.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

#include "sim/theory/averages.h"
#include "sim/theory/closed_network.h"
#include "sim/theory/erlang.h"
#include "sim/theory/many_servers.h"

namespace sim::theory {

namespace {

// Where so many wait, Allen-Cunneen and Kraemer & Langenbach-Belz are within so much of what is
// exact for one server and any scv up to kWidestScv, and for constant service with 20 servers.
constexpr double kManyWait = 0.25;
constexpr double kApproximately = 0.2;

double servers_of(const ServiceFacts& facts) {
  return static_cast<double>(facts.node.servers.value_or(1));
}

double scv_of(const std::optional<double>& scv) {
  return scv.value_or(1);
}

// The relaxation time of M/M/1 as fast as all servers, s / (c (1 - sqrt(rho))^2) (Cohen 1982, The
// Single Server Queue, III.7), times the variability; at least a service, and with K places at most
// the time in which the number there diffuses over them.
double memory_of(const StationFacts& node) {
  const auto servers = static_cast<double>(node.servers.value_or(1));
  const double rho = node.arrival_rate * node.service_time / servers;
  const double variability =
      std::max(1.0, (scv_of(node.arrival_scv) + scv_of(node.service_scv)) / 2);
  const double apart = 1 - std::sqrt(std::min(rho, 1.0));
  double memory = variability * node.service_time / (servers * apart * apart);
  if (node.line_limit) {
    const double places = servers + static_cast<double>(*node.line_limit);
    memory = std::min(memory, variability * node.service_time * places * places / servers);
  }
  return std::max(memory, node.service_time);
}

// Of the work alone. Whoever finds no place brings none.
ServiceTheory of_work(const ServiceFacts& facts) {
  ServiceTheory theory{.service = facts.name, .memory = facts.node.service_time};
  if (!facts.no_theory.empty() || !facts.node.servers) {
    theory.note = facts.no_theory.empty() ? "nobody waits there" : facts.no_theory;
    return theory;
  }
  const double utilization = facts.node.arrival_rate * facts.node.service_time / servers_of(facts);
  if (utilization >= 1) {
    theory.note = "it is offered more work than it can do";
    return theory;
  }
  theory.model = "utilization law";
  theory.utilization = utilization;
  theory.note = facts.no_wait;
  return theory;
}

std::string joined(const std::vector<std::string>& reasons) {
  std::string text;
  for (const std::string& reason : reasons) text += (text.empty() ? "" : "; ") + reason;
  return text;
}

// From the wait at a visit to that of a request, and to all nodes.
void note_wait(const ServiceFacts& facts, double wait, double let_in, ServiceTheory& theory) {
  const double per_request = facts.visits / facts.requests;
  theory.wait = wait * per_request;
  theory.in_line = facts.visits * let_in * wait;
  if (facts.elsewhere)
    theory.stay = *theory.wait + facts.node.service_time * per_request + *facts.elsewhere;
}

void note_tolerance(const ServiceFacts& facts, ServiceTheory& theory) {
  if (theory.validity != Validity::approximation) return;
  const double load = facts.node.arrival_rate * facts.node.service_time;
  const auto waits = erlang_c(facts.node.servers.value_or(1), load);
  const bool too_regular = facts.node.arrivals != ArrivalLaw::poisson &&
                           scv_of(facts.node.arrival_scv) < 1 && servers_of(facts) > 1;
  if (waits && *waits >= kManyWait && !too_regular) theory.tolerance = kApproximately;
}

// Exponential work at nodes to which requests go as they come, blindly or not. All nodes serving
// one line is the best there can be, as no server is idle while somebody waits. A node drawn at
// random is worse than the one with fewer out of several (Winston 1977, "Optimality of the shortest
// line discipline"; Turner 1998, "The effect of increasing routing choice on resource pooling").
void bound_by_information(const ServiceFacts& facts, ServiceTheory& theory) {
  const ManyServers alone{.servers = *facts.node.servers,
                          .arrival_rate = facts.node.arrival_rate,
                          .service_time = facts.node.service_time};
  const ManyServers together{
      .servers = *facts.node.servers * facts.nodes,
      .arrival_rate = facts.node.arrival_rate * static_cast<double>(facts.nodes),
      .service_time = facts.node.service_time};
  const auto most = averages_of(alone);
  const auto least = averages_of(together);
  if (!most || !least) return;
  theory.model = "M/M/c, one line for all or nodes at random";
  theory.validity = Validity::bound;
  theory.wait_at_most = most->wait;
  theory.wait_at_least = least->wait;
  theory.note = "it looks for nodes with fewer requests, which no formula knows exactly";
}

// Over the classes, each as often as it comes.
std::optional<double> mean_wait(std::span<const PriorityClass> classes,
                                const std::optional<ManyClassTimes>& times) {
  if (!times) return std::nullopt;
  double rate = 0;
  double sum = 0;
  for (std::size_t i = 0; i < classes.size(); ++i) {
    rate += classes[i].arrival_rate;
    sum += classes[i].arrival_rate * (*times)[i].wait;
  }
  if (rate <= 0) return std::nullopt;
  return sum / rate;
}

std::optional<double> wait_by_priority(const ServiceFacts& facts) {
  const std::vector<PriorityClass>& classes = facts.classes;
  if (*facts.node.servers == 1)
    return mean_wait(classes,
                     facts.preemptive ? preemptive_resume(classes) : non_preemptive(classes));
  PriorityServers several{
      .servers = *facts.node.servers, .service_time = facts.node.service_time, .arrival_rates = {}};
  if (facts.node.service != ServiceLaw::exponential) return std::nullopt;
  for (const PriorityClass& each : classes) several.arrival_rates.push_back(each.arrival_rate);
  return mean_wait(classes,
                   facts.preemptive ? preemptive_resume(several) : non_preemptive(several));
}

void rank_by_priority(const ServiceFacts& facts, ServiceTheory& theory) {
  const auto wait = facts.node.arrivals == ArrivalLaw::poisson && !facts.node.line_limit
                        ? wait_by_priority(facts)
                        : std::nullopt;
  if (!wait) {
    theory.note = "no formula for priorities with these arrivals, this work or this limit";
    return;
  }
  theory.model = facts.preemptive ? "M/G/1 priorities, preemptive" : "M/G/1 priorities (Cobham)";
  if (*facts.node.servers > 1) theory.model = "M/M/c priorities";
  note_wait(facts, *wait, 1, theory);
}

void look_at_one_node(const ServiceFacts& facts, ServiceTheory& theory) {
  const auto node = theory_of(facts.node);
  if (!node) {
    theory.note = "no formula for these arrivals, this work and this line";
    return;
  }
  theory.model = node->name + (facts.in_network ? " in a Jackson network" : "");
  theory.validity = node->validity;
  theory.utilization = node->utilization;
  theory.note = joined(node->why_it_may_differ);
  if (node->wait_at_most) theory.wait_at_most = *node->wait_at_most * facts.visits / facts.requests;
  if (node->validity != Validity::bound) note_wait(facts, node->wait, 1 - node->loss, theory);
  note_tolerance(facts, theory);
}

ServiceTheory open_theory(const ServiceFacts& facts) {
  ServiceTheory theory = of_work(facts);
  const bool sheds_load = facts.node.line_limit && facts.no_theory.empty();
  if (theory.model.empty() && !(sheds_load && facts.node.servers)) return theory;
  if (!facts.no_wait.empty() || facts.requests <= 0) return theory;
  theory.memory = memory_of(facts.node);
  if (facts.is_informed)
    bound_by_information(facts, theory);
  else if (!facts.classes.empty())
    rank_by_priority(facts, theory);
  else
    look_at_one_node(facts, theory);
  return theory;
}

// A population at stations of which each could stand in an open network with a product form.
class Rounds {
 public:
  explicit Rounds(const SystemFacts& system) : system_(system) {
    network_.customers = system.population->customers;
    network_.think_time = system.population->think_time;
    for (const ServiceFacts& facts : system.services) add(facts);
    if (trouble_.empty()) averages_ = averages_of(network_);
    if (trouble_.empty() && !averages_) trouble_ = "it is too large to compute";
  }

  std::vector<ServiceTheory> theories() const {
    std::vector<ServiceTheory> all;
    std::size_t station = 0;
    for (const ServiceFacts& facts : system_.services) {
      ServiceTheory theory{.service = facts.name};
      if (!trouble_.empty()) {
        theory.note = trouble_;
      } else if (!has_line(facts)) {
        theory.note = "nobody waits there";
      } else {
        look_at(facts, averages_->stations[station], theory);
        station += static_cast<std::size_t>(facts.nodes);
      }
      all.push_back(std::move(theory));
    }
    return all;
  }

 private:
  static bool has_line(const ServiceFacts& facts) {
    return facts.node.servers && facts.requests > 0 && facts.no_theory.empty();
  }

  void add(const ServiceFacts& facts) {
    if (!has_line(facts)) return;
    if (trouble_.empty() && !facts.no_wait.empty()) trouble_ = facts.name + ": " + facts.no_wait;
    for (std::int64_t node = 0; node < facts.nodes && trouble_.empty(); ++node)
      network_.stations.push_back({.demand = facts.node.arrival_rate * facts.node.service_time,
                                   .servers = *facts.node.servers});
  }

  void look_at(const ServiceFacts& facts, const ClosedStationAverages& node,
               ServiceTheory& theory) const {
    const double demand = facts.node.arrival_rate * facts.node.service_time;
    const auto nodes = static_cast<double>(facts.nodes);
    theory.model = "closed network (mean value analysis)";
    theory.utilization = node.utilization;
    theory.wait = nodes * std::max(0.0, node.stay - demand) / facts.requests;
    theory.in_line = *theory.wait * facts.requests * averages_->throughput;
    if (facts.elsewhere) theory.stay = nodes * node.stay / facts.requests + *facts.elsewhere;
    theory.memory = network_.think_time + averages_->response;
  }

  const SystemFacts& system_;
  ClosedNetwork network_;
  std::optional<ClosedAverages> averages_;
  std::string trouble_;
};

}  // namespace

std::vector<ServiceTheory> theory_of(const SystemFacts& system) {
  std::vector<ServiceTheory> all;
  if (!system.no_theory.empty()) {
    for (const ServiceFacts& facts : system.services)
      all.push_back({.service = facts.name, .note = system.no_theory});
    return all;
  }
  if (system.population) return Rounds(system).theories();
  for (const ServiceFacts& facts : system.services) all.push_back(open_theory(facts));
  return all;
}

}  // namespace sim::theory
