// What was measured, beside what theory says of it.
#include "sim/report/theory_checks.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/report/measures.h"
#include "sim/report/number_text.h"
#include "sim/report/seconds.h"
#include "sim/statistics/sectioning.h"

namespace sim {

namespace {

using theory::ServiceTheory;
using theory::Validity;

constexpr double kDoubt = 0.001;       // of a wrong alarm, for all comparisons together
constexpr double kEdges = 1e-4;        // work cut by the ends of a run, and whole nanoseconds
constexpr double kManyMemories = 200;  // statistics of shorter runs are those of their chance

std::string why_a_station_is_disturbed(const StationMeasurements& station) {
  if (station.refused + station.lost > 0) return "nodes were down";
  if (station.shed > 0) return "requests were sent away from a line";
  if (station.expired > 0) return "work was given up at its deadline";
  if (station.failed > 0) return "some answers were failures";
  return station.too_late > 0 ? "time-outs struck" : "";
}

bool ran_out_of_threads(const StationMeasurements& station, const theory::SystemFacts& system) {
  const auto facts = std::ranges::find(system.services, station.name, &theory::ServiceFacts::name);
  return facts != system.services.end() && facts->needs_free_threads &&
         std::ranges::any_of(station.nodes, [&](const NodeMeasurements& node) {
           return node.threads.max >= station.threads_per_node;
         });
}

// Of requests that find the line full: only M/M/c/K says how many, and where nobody else is called.
bool knows_who_is_turned_away(const std::string& name, const theory::SystemFacts& system) {
  const auto facts = std::ranges::find(system.services, name, &theory::ServiceFacts::name);
  return facts != system.services.end() && !system.population && facts->no_wait.empty() &&
         facts->classes.empty() && facts->node.arrivals == theory::ArrivalLaw::poisson &&
         facts->node.service == theory::ServiceLaw::exponential &&
         facts->node.order != theory::ServiceOrder::shared;
}

// Why what the facts suppose was not so in these runs; empty if it was.
std::string why_disturbed(const Runs& runs, const theory::SystemFacts& system) {
  const Measurements& pooled = runs.pooled();
  std::int64_t stations = 0;
  std::int64_t rejected = 0;
  for (const StationMeasurements& station : pooled.stations) {
    if (std::string why = why_a_station_is_disturbed(station); !why.empty()) return why;
    if (ran_out_of_threads(station, system)) return "threads of " + station.name + " ran out";
    if (station.arrived > 0) ++stations;
    rejected += station.rejected;
    if (station.rejected > 0 && !knows_who_is_turned_away(station.name, system))
      return "requests were turned away";
  }
  if (rejected > 0 && stations > 1) return "requests were turned away";
  for (const FlowMeasurements& flow : pooled.flows) {
    if (flow.attempts > flow.intents.offered) return "calls were tried again";
    if (rejected == 0 && flow.intents.failed + flow.intents.unknown > 0) return "payments failed";
  }
  return "";
}

std::optional<std::size_t> index_of(const std::vector<StationMeasurements>& stations,
                                    const std::string& name) {
  const auto found = std::ranges::find(stations, name, &StationMeasurements::name);
  if (found == stations.end()) return std::nullopt;
  return static_cast<std::size_t>(found - stations.begin());
}

void add(const ServiceTheory& theory, const char* measure, Relation relation,
         const std::optional<double>& value, TheoryReport& report) {
  if (!value) return;
  report.checks.push_back({.service = theory.service,
                           .model = theory.model,
                           .measure = measure,
                           .relation = relation,
                           .theory = *value,
                           .note = theory.note});
}

bool is_of_threads(const StationMeasurements& station) {
  return !station.nodes.empty() && station.nodes.front().cores == 0;
}

void list_checks(const ServiceTheory& theory, const StationMeasurements& station,
                 TheoryReport& report) {
  const Relation relation =
      theory.validity == Validity::approximation ? Relation::about : Relation::equal;
  add(theory, is_of_threads(station) ? "thread_utilization" : "utilization", Relation::equal,
      theory.utilization, report);
  add(theory, "wait_mean", relation, theory.wait, report);
  add(theory, "line", relation, theory.in_line, report);
  add(theory, "stay_mean", relation, theory.stay, report);
  add(theory, "wait_mean", Relation::at_least, theory.wait_at_least, report);
  add(theory, "wait_mean", Relation::at_most, theory.wait_at_most, report);
}

// Whether the runs have long forgotten how they began, and seen all that a station does.
bool is_long_enough(const Runs& runs, double memory) {
  const double span = detail::seconds(runs.span());
  const double warmup = detail::seconds(runs.pooled().warmup_end);
  const bool has_settled =
      warmup >= 5 * memory || span >= 20 * memory * static_cast<double>(runs.count());
  return span >= kManyMemories * memory && has_settled;
}

void note_interval(const Sampled<StationMeasurements>& station, double level, TheoryCheck& check) {
  const StationMeasure& measure = *find_station_measure(check.measure);
  check.measured = measure.of(*station.pooled, station.scope);
  std::vector<double> sections;
  for (const auto& value : values_of(measure, station))
    if (value) sections.push_back(*value);
  if (!check.measured || sections.size() != station.runs.size()) return;
  if (const auto interval = sectioned_quantile(*check.measured, sections, level)) {
    check.low = std::max(0.0, interval->low);
    check.high = interval->high;
  }
}

void leave_open(std::string why, TheoryCheck& check) {
  check.agreement = Agreement::not_judged;
  check.note += (check.note.empty() ? "" : "; ") + std::move(why);
}

void judge(const ServiceTheory& theory, const Runs& runs, TheoryCheck& check) {
  if (!check.low || !check.high) return leave_open("one run has no interval", check);
  if (!is_long_enough(runs, theory.memory))
    return leave_open("the runs are too short to judge it", check);
  const bool is_rough = check.relation == Relation::about;
  if (is_rough && !theory.tolerance)
    return leave_open("a formula too rough here to judge by", check);
  if (*check.measured == 0 && *check.high == 0 && check.theory > 0)
    return leave_open("too rare to be seen", check);
  const double slack = check.theory * (is_rough ? *theory.tolerance : kEdges);
  const bool is_above = *check.low > check.theory + slack;
  const bool is_below = *check.high < check.theory - slack;
  const bool is_wrong = (is_above && check.relation != Relation::at_least) ||
                        (is_below && check.relation != Relation::at_most);
  check.agreement = is_wrong ? Agreement::differs : Agreement::agrees;
}

const char* words_for(Relation relation) {
  switch (relation) {
    case Relation::equal:
      return "";
    case Relation::about:
      return "about ";
    case Relation::at_most:
      return "at most ";
    case Relation::at_least:
      return "at least ";
  }
  return "";
}

}  // namespace

std::string theory_text(const TheoryCheck& check) {
  return words_for(check.relation) +
         value_text(check.theory, find_station_measure(check.measure)->unit);
}

TheoryReport compare_with_theory(const Runs& runs, const theory::SystemFacts& system,
                                 const Stability& stability) {
  theory::SystemFacts facts = system;
  if (facts.no_theory.empty() && !stability.stable) facts.no_theory = "the system is not steady";
  if (facts.no_theory.empty()) facts.no_theory = why_disturbed(runs, system);
  const std::vector<ServiceTheory> theories = theory::theory_of(facts);
  const auto& stations = runs.pooled().stations;
  TheoryReport report;
  for (const ServiceTheory& theory : theories) {
    const auto station = index_of(stations, theory.service);
    if (theory.model.empty())
      report.unfit.push_back({theory.service, theory.note});
    else if (station)
      list_checks(theory, stations[*station], report);
  }
  const double level =
      1 - kDoubt / static_cast<double>(std::max<std::size_t>(report.checks.size(), 1));
  for (TheoryCheck& check : report.checks) {
    note_interval(runs.station(*index_of(stations, check.service)), level, check);
    judge(*std::ranges::find(theories, check.service, &ServiceTheory::service), runs, check);
  }
  return report;
}

std::vector<std::string> warnings_of(const TheoryReport& theory) {
  std::vector<std::string> warnings;
  for (const TheoryCheck& check : theory.checks) {
    if (check.agreement != Agreement::differs || check.relation == Relation::about) continue;
    const Unit unit = find_station_measure(check.measure)->unit;
    warnings.push_back("Theory contradicts " + check.service + ": by " + check.model + " its " +
                       check.measure + " must be " + theory_text(check) + "; measured was " +
                       value_text(*check.measured, unit) + " (" + value_text(*check.low, unit) +
                       " to " + value_text(*check.high, unit) +
                       "). One of them is wrong; please report it.");
  }
  return warnings;
}

}  // namespace sim
