// headroom explain: what the model thinks the system is.
#include <iomanip>
#include <iostream>
#include <sstream>

#include "models/explain/offered_work.h"
#include "models/explain/structure_of.h"
#include "models/topology/cuts.h"
#include "models/topology/topology_text.h"
#include "sim/command_line/commands.h"
#include "sim/command_line/load_scenario.h"
#include "sim/input/codec.h"
#include "sim/input/json.h"

namespace sim {

namespace {

constexpr double kSetsTried = 2e5;  // of parts that could fail together: about a second's work

std::string number(double value, int decimals) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(decimals) << value;
  return text.str();
}

void print_work(const models::OfferedWork& offered) {
  std::cout << "\nOffered work (first attempts";
  if (offered.is_partial) std::cout << "; without populations and recordings";
  std::cout << ")\n  " << std::left << std::setw(20) << "service" << std::right << std::setw(12)
            << "calls/s" << std::setw(14) << "cores wanted" << std::setw(10) << "at peak"
            << std::setw(10) << "cores" << std::setw(8) << "busy" << std::setw(9) << "at peak"
            << "\n";
  for (const models::ServiceWork& work : offered.services) {
    std::cout << "  " << std::left << std::setw(20) << work.service << std::right << std::setw(12)
              << number(work.calls, 1) << std::setw(14) << number(work.work, 2) << std::setw(10)
              << number(work.highest_work, 2);
    if (work.capacity > 0) {
      std::cout << std::setw(10) << number(work.capacity, 0) << std::setw(7)
                << number(100 * work.work / work.capacity, 1) << "%" << std::setw(8)
                << number(100 * work.highest_work / work.capacity, 1) << "%";
      if (work.highest_work >= work.capacity) std::cout << "  too much";
    } else {
      std::cout << std::setw(10) << "any" << std::setw(8) << "-" << std::setw(9) << "-";
    }
    std::cout << "\n";
  }
}

void print_single_points(const models::Structure& structure) {
  for (std::size_t flow = 0; flow < structure.flows.size(); ++flow) {
    std::cout << "\nSingle points of failure of " << structure.flows[flow].name << "\n";
    bool any = false;
    for (const models::Impact& impact : models::single_losses(structure, flow)) {
      if (!impact.stops) continue;
      any = true;
      std::cout << "  " << impact.part.name << "\n";
    }
    if (!any) std::cout << "  none\n";
    if (models::sets_to_try(structure, flow, 2) > kSetsTried) {
      std::cout << "  (too many pairs of parts to look at)\n";
      continue;
    }
    bool first = true;
    for (const models::CutSet& cut : models::minimal_cuts(structure, flow, 2)) {
      if (cut.size() < 2) continue;
      if (first) std::cout << "Pairs whose loss stops it\n";
      first = false;
      std::cout << "  " << models::in_words(cut) << "\n";
    }
  }
}

}  // namespace

ExitCode explain_scenario(const ExplainOptions& options) {
  const auto scenario = load_scenario(options.scenario);
  if (!scenario) return ExitCode::wrong_input;
  if (options.format == "json") {
    std::cout << to_json(write(*scenario)) << "\n";
    return std::cout.flush() ? ExitCode::done : ExitCode::not_written;
  }
  const models::Layout layout =
      lay_out(scenario->zones, scenario->network ? &*scenario->network : nullptr);
  const models::Structure structure = models::structure_of(*scenario, layout);
  std::cout << scenario->name << "\n"
            << scenario->question << "\n\nTopology\n"
            << topology_text(layout, structure);
  print_work(models::offered_work(*scenario));
  print_single_points(structure);
  std::cout << "\nThe scenario with every default\n" << to_json(write(*scenario)) << "\n";
  return std::cout.flush() ? ExitCode::done : ExitCode::not_written;
}

}  // namespace sim
