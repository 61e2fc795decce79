// headroom explain: what the model thinks the system is.
#include <iomanip>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include "models/explain/copies_at_risk.h"
#include "models/explain/offered_work.h"
#include "models/explain/structure_of.h"
#include "models/explain/unit_work.h"
#include "models/explain/weak_points.h"
#include "models/topology/topology_text.h"
#include "sim/command_line/commands.h"
#include "sim/command_line/explain_copies.h"
#include "sim/command_line/load_scenario.h"
#include "sim/command_line/standard_output.h"
#include "sim/input/json.h"
#include "sim/input/printable.h"

namespace sim {

namespace {

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

// Nothing if there are no cells.
void print_units(const std::vector<models::UnitWork>& units) {
  if (units.empty()) return;
  std::cout
      << "\nUnits of cells (at the peak; busy+: with the keys of the largest other unit too)\n"
      << "  " << std::left << std::setw(24) << "unit" << std::right << std::setw(7) << "keys"
      << "  " << std::left << std::setw(20) << "service" << std::right << std::setw(8) << "cores"
      << std::setw(9) << "busy" << std::setw(9) << "busy+" << "\n";
  for (const models::UnitWork& unit : units)
    for (const models::UnitWork::OfService& of : unit.services) {
      const auto busy = [&of](double work) {
        return of.capacity > 0 ? number(100 * work / of.capacity, 1) + "%" : std::string("-");
      };
      std::cout << "  " << std::left << std::setw(24) << unit.cells + " " + unit.unit << std::right
                << std::setw(6) << number(100 * unit.share, 1) << "%  " << std::left
                << std::setw(20) << of.service << std::right << std::setw(8)
                << (of.capacity > 0 ? number(of.capacity, 0) : "any") << std::setw(9)
                << busy(of.highest_work) << std::setw(9) << busy(of.with_another)
                << (of.capacity > 0 && of.with_another >= of.capacity ? "  too much" : "") << "\n";
    }
  std::cout << "The loss of all nodes that a unit has of a service stops payments about its keys,\n"
               "until these are cut over.\n";
}

void print_list(const std::string& title, const std::vector<std::string>& lines) {
  if (lines.empty()) return;
  std::cout << title << "\n";
  for (const std::string& line : lines) std::cout << "  " << line << "\n";
}

std::string in_words(const models::Shortage& shortage) {
  return shortage.part + ": " + std::to_string(shortage.left) + " of " +
         std::to_string(shortage.of) + " nodes of " + shortage.service + ", " +
         std::to_string(shortage.needed) + " needed";
}

void print_weak_points(const models::WeakPoints& weak, bool load_is_partial) {
  const std::vector<std::string> none{"none"};
  print_list("\nSingle points of failure of " + weak.flow + " (the loss of one stops all payments)",
             weak.stopping.empty() ? none : weak.stopping);
  if (weak.pairs_are_tried) {
    print_list("Pairs whose loss stops all payments of " + weak.flow,
               weak.stopping_pairs.empty() ? none : weak.stopping_pairs);
  } else {
    std::cout << "(too many pairs of parts to look at)\n";
  }
  print_list("Parts whose loss stops some payments of " + weak.flow + ", not all",
             weak.stopping_some);
  std::vector<std::string> shortages;
  for (const models::Shortage& each : weak.leaving_too_little) shortages.push_back(in_words(each));
  print_list("Parts whose loss leaves too little for the peak of the load" +
                 std::string(load_is_partial ? " (without populations and recordings)" : ""),
             shortages);
}

constexpr const char* kWhatStops =
    "\nA flow is stopped if none of its payments can be answered, even when callers know what is\n"
    "lost. Islands that are cut off from each other go on, each by itself, if they have what they\n"
    "need. Software: all nodes of a service at once, as by a bad deploy.\n";

Value texts(const std::vector<std::string>& all) {
  Value out = Value::array();
  for (const std::string& each : all) out.push_back(Value(each));
  return out;
}

Value json(const models::OfferedWork& offered) {
  Value services = Value::object();
  for (const models::ServiceWork& work : offered.services) {
    const bool has_capacity = work.capacity > 0;
    Value& each = services[work.service] = Value::object();
    each["calls_per_second"] = Value(work.calls);
    each["cores_wanted"] = Value(work.work);
    each["cores_wanted_at_peak"] = Value(work.highest_work);
    each["capacity"] = has_capacity ? Value(work.capacity) : Value();
    each["busy"] = has_capacity ? Value(work.work / work.capacity) : Value();
    each["busy_at_peak"] = has_capacity ? Value(work.highest_work / work.capacity) : Value();
  }
  Value out = Value::object();
  out["without_populations_and_recordings"] = Value(offered.is_partial);
  out["services"] = std::move(services);
  return out;
}

Value json(const std::vector<models::UnitWork>& units) {
  Value out = Value::object();
  for (const models::UnitWork& unit : units) {
    Value services = Value::object();
    for (const models::UnitWork::OfService& of : unit.services) {
      const bool has_capacity = of.capacity > 0;
      Value& each = services[of.service] = Value::object();
      each["capacity"] = has_capacity ? Value(of.capacity) : Value();
      each["cores_wanted_at_peak"] = Value(of.highest_work);
      each["cores_wanted_at_peak_with_another_unit"] = Value(of.with_another);
    }
    Value& told = out[unit.cells][unit.unit] = Value::object();
    told["share_of_keys"] = Value(unit.share);
    told["services"] = std::move(services);
  }
  return out;
}

// With what the loss of units stops.
std::vector<models::WeakPoints> all_weak_points(const models::Scenario& scenario,
                                                const models::Structure& structure) {
  std::vector<models::WeakPoints> flows = weak_points(structure);
  add_units(scenario, flows);
  return flows;
}

Value json(const models::WeakPoints& weak) {
  Value shortages = Value::array();
  for (const models::Shortage& shortage : weak.leaving_too_little) {
    Value each = Value::object();
    each["part"] = Value(shortage.part);
    each["service"] = Value(shortage.service);
    each["nodes_left"] = Value(static_cast<std::int64_t>(shortage.left));
    each["nodes"] = Value(static_cast<std::int64_t>(shortage.of));
    each["nodes_needed"] = Value(static_cast<std::int64_t>(shortage.needed));
    shortages.push_back(std::move(each));
  }
  Value out = Value::object();
  out["single_points_of_failure"] = texts(weak.stopping);
  out["pairs"] = weak.pairs_are_tried ? texts(weak.stopping_pairs) : Value();
  out["stops_some_payments"] = texts(weak.stopping_some);
  out["leaves_too_little"] = std::move(shortages);
  return out;
}

void print_json(const models::Scenario& scenario, const models::Layout& layout,
                const models::Structure& structure) {
  Value flows = Value::object();
  for (const models::WeakPoints& weak : all_weak_points(scenario, structure))
    flows[weak.flow] = json(weak);
  const models::OfferedWork offered = models::offered_work(scenario, models::Caches::cold);
  Value out = Value::object();
  out["offered_work"] = json(offered);
  out["cells"] = json(unit_work(scenario, offered));
  out["flows"] = std::move(flows);
  out["copies"] = copies_json(copies_at_risk(scenario, layout, structure));
  out["scenario"] = models::write_scenario(scenario);
  std::cout << to_json(out) << "\n";
}

void print_text(const models::Scenario& scenario, const models::Layout& layout,
                const models::Structure& structure) {
  std::cout << printable(scenario.name) << "\n"
            << printable(scenario.question) << "\n\nTopology\n"
            << topology_text(layout, structure);
  const models::OfferedWork offered = models::offered_work(scenario, models::Caches::cold);
  print_work(offered);
  print_units(unit_work(scenario, offered));
  std::cout << kWhatStops;
  for (const models::WeakPoints& weak : all_weak_points(scenario, structure))
    print_weak_points(weak, offered.is_partial);
  print_copies(copies_at_risk(scenario, layout, structure));
  std::cout << "\nThe scenario with every default\n"
            << to_json(models::write_scenario(scenario)) << "\n";
}

}  // namespace

ExitCode explain_scenario(const ExplainOptions& options) {
  const auto scenario = load_scenario(options.scenario);
  if (!scenario) return ExitCode::wrong_input;
  const models::Layout layout =
      lay_out(scenario->zones, scenario->network ? &*scenario->network : nullptr);
  const models::Structure structure = models::structure_of(*scenario, layout);
  if (options.format == "json") {
    print_json(*scenario, layout, structure);
  } else {
    print_text(*scenario, layout, structure);
  }
  return written(ExitCode::done);
}

}  // namespace sim
