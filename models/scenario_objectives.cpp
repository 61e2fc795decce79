// What the objectives of a scenario speak of.
#include "models/scenario_objectives.h"

#include <algorithm>
#include <string>
#include <vector>

#include "models/events/phase_clock.h"
#include "sim/input/suggest.h"

namespace models {

namespace {

// An event as objectives name it.
struct Event {
  std::string what;
  bool is_failure = true;
  bool ends = true;
  std::vector<std::string> victims{};  // that it may befall one by one: "crash risk/2"
};

template <class Spec>
std::string what_and_whom(const Spec& spec) {
  return std::string(spec.what.kind()) + " " +
         std::visit([](const auto& each) { return *each.target(); }, spec.what.spec);
}

// "crash risk/2" and "crash ledger/*" of one crash of both.
std::vector<std::string> names_of(const FailureSpec& failure) {
  const auto names = [](const auto& target) -> std::vector<std::string> {
    if constexpr (requires { target.each; }) {
      std::vector<std::string> all;
      for (const auto& name : target.each) all.push_back(*name);
      return all;
    } else {
      return {*target};
    }
  };
  std::vector<std::string> all =
      std::visit([&](const auto& spec) { return names(spec.target()); }, failure.what.spec);
  for (std::string& each : all) each = std::string(failure.what.kind()) + " " + each;
  return all;
}

// Of "crash risk/*" every node of risk, of "crash risk/2" that one only.
std::vector<std::string> victims_of(const std::string& what, const Scenario& scenario) {
  const std::string name = what.substr(what.find(' ') + 1);
  const std::size_t slash = name.find('/');
  const auto nodes = scenario.nodes_of(name.substr(0, slash));
  std::vector<std::string> victims;
  if (!nodes) return victims;
  if (slash != std::string::npos && name.substr(slash) != "/*") return victims;
  const std::string whole = what.substr(0, what.find('/')) + "/";
  for (std::int64_t node = 0; node < *nodes; ++node)
    victims.push_back(whole + std::to_string(node));
  return victims;
}

std::vector<Event> events_of(const Scenario& scenario) {
  std::vector<Event> events;
  for (const FailureSpec& failure : scenario.failures) {
    Event event{.what = what_and_whom(failure),
                .is_failure = true,
                .ends = failure.mtbf.has_value() || failure.lasts.has_value()};
    if (failure.mtbf && !failure.together)
      for (const std::string& each : names_of(failure)) {
        event.victims.push_back(each);
        for (std::string& victim : victims_of(each, scenario))
          event.victims.push_back(std::move(victim));
      }
    events.push_back(std::move(event));
  }
  for (const OperatorSpec& action : scenario.operations)
    events.push_back({.what = what_and_whom(action),
                      .is_failure = false,
                      .ends = action.what.kind() != Drain::kName || action.lasts.has_value()});
  return events;
}

bool speaks_of(const std::string& spoken, const Event& event) {
  if (spoken.empty()) return event.is_failure;
  return is_meant(spoken, event.what) || spoken.starts_with(event.what + " to ") ||
         std::ranges::find(event.victims, spoken) != event.victims.end();
}

class ObjectiveCheck {
 public:
  ObjectiveCheck(const Scenario& scenario, sim::Problems& problems)
      : scenario_(scenario), problems_(problems), events_(events_of(scenario)) {}

  void check(const sim::Located<sim::Objective>& objective) {
    switch (objective->of) {
      case sim::Objective::Of::flow:
        check_name(objective, scenario_.flows, "flow");
        check_class(objective);
        check_event(objective);
        break;
      case sim::Objective::Of::service:
        check_name(objective, scenario_.services, "service");
        break;
      case sim::Objective::Of::store:
        check_name(objective, scenario_.stores, "store");
        break;
      case sim::Objective::Of::lock:
        check_name(objective, scenario_.locks, "lock service");
        break;
      case sim::Objective::Of::cache:
        check_name(objective, scenario_.caches, "cache");
        break;
      case sim::Objective::Of::queue:
        check_name(objective, scenario_.queues, "queue");
        break;
    }
  }

 private:
  using Told = sim::Located<sim::Objective>;

  // What else has that name; empty if nothing has.
  std::string what_is(const std::string& name) const {
    if (scenario_.flows.contains(name)) return "flow";
    if (scenario_.services.contains(name)) return "service";
    if (scenario_.stores.contains(name)) return "store";
    if (scenario_.locks.contains(name)) return "lock service";
    if (scenario_.caches.contains(name)) return "cache";
    return scenario_.queues.contains(name) ? "queue" : "";
  }

  template <class Wanted>
  void check_name(const Told& objective, const Wanted& wanted, const std::string& what) {
    const std::string& name = objective->name;
    if (wanted.contains(name)) return;
    if (const std::string other = what_is(name); !other.empty())
      problems_.at(objective, sim::in_quotes(name) + " is a " + other + ", and " +
                                  objective->measure + " is asked of a " + what);
    else
      problems_.at(objective, sim::not_known(name, sim::names_in(wanted), "is no " + what));
  }

  void check_class(const Told& objective) {
    const std::string& name = objective->payment_class;
    if (name.empty() || !scenario_.flows.contains(objective->name)) return;
    std::vector<std::string> known;
    for (const LoadSpec& load : scenario_.load)
      if (*load.flow == objective->name && load.payment_class) known.push_back(*load.payment_class);
    if (std::ranges::find(known, name) == known.end())
      problems_.at(objective,
                   sim::not_known(name, known, "is no class of the load of " + objective->name));
  }

  void check_event(const Told& objective) {
    using When = sim::Phase::When;
    const sim::Phase& phase = objective->phase;
    if (phase.when == When::always) return;
    std::vector<std::string> known;
    bool found = false;
    bool ends = false;
    for (const Event& event : events_) {
      if (std::ranges::find(known, event.what) == known.end()) known.push_back(event.what);
      if (!speaks_of(phase.event, event)) continue;
      found = true;
      ends = ends || event.ends;
    }
    if (!found && phase.event.empty())
      problems_.at(objective, "there is no failure to recover from");
    else if (!found)
      problems_.at(objective, sim::not_known(phase.event, known, "does not happen"));
    else if (phase.when == When::after && !ends)
      problems_.at(objective,
                   (phase.event.empty() ? "every failure" : sim::in_quotes(phase.event)) +
                       std::string(" lasts to the end of the run; say \"for\" how long"));
  }

  const Scenario& scenario_;
  sim::Problems& problems_;
  std::vector<Event> events_;
};

// A payment remembers which slices it belongs to.
void check_number_of_slices(const Scenario& scenario, sim::Problems& problems) {
  for (const auto& [name, flow] : scenario.flows) {
    const std::size_t slices = scenario.slices_of(name).size();
    if (slices > Flow::kSlicesMost)
      problems.at(flow.entry, "objectives speak of " + std::to_string(slices) + " parts of " +
                                  name + "; at most " + std::to_string(Flow::kSlicesMost) +
                                  " can be told apart");
  }
}

}  // namespace

void check_objectives(const Scenario& scenario, sim::Problems& problems) {
  ObjectiveCheck checking(scenario, problems);
  for (const auto& objective : scenario.objectives) checking.check(objective);
  check_number_of_slices(scenario, problems);
}

}  // namespace models
