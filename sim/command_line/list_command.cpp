// headroom list: the kinds that a scenario can name.
#include <iomanip>
#include <iostream>
#include <span>

#include "models/presets/presets.h"
#include "models/scenario.h"
#include "sim/command_line/commands.h"
#include "sim/command_line/standard_output.h"
#include "sim/input/json.h"
#include "sim/input/kinds.h"

namespace sim {

namespace {

struct Catalogue {
  std::string name;
  std::string where;
  std::vector<KindName> kinds;
};

template <class List>
Catalogue catalogue(std::string name, std::string where) {
  const auto list = List::list();
  return {std::move(name), std::move(where), {list.begin(), list.end()}};
}

Catalogue preset_catalogue() {
  Catalogue all{.name = "presets", .where = "locks.*.like, stores.*.like", .kinds = {}};
  for (const models::Preset& preset : models::presets())
    all.kinds.push_back({preset.name, preset.summary});
  return all;
}

// To show a new catalogue: one line.
std::vector<Catalogue> catalogues() {
  return {
      catalogue<models::Loads>("loads", "load[]"),
      catalogue<models::Rates>("rates", "load[].rate"),
      catalogue<models::Arrivals>("arrivals", "load[].arrivals"),
      catalogue<models::Spreads>("spreads", "load[].counts.spread"),
      catalogue<models::Keys>("keys", "load[].keys"),
      catalogue<models::Amounts>("amounts", "load[].amount"),
      catalogue<models::Durations>("durations", "wherever something takes time"),
      catalogue<models::Steps>("steps", "services.*.operations.*[]"),
      catalogue<models::Balancing>("balancing", "services.*.balance"),
      catalogue<models::Orders>("orders", "services.*.line.order"),
      catalogue<models::Shedding>("shedding", "services.*.line.shed"),
      catalogue<models::Replications>("replications", "stores.*.replication"),
      catalogue<models::Failures>("failures", "failures[]"),
      catalogue<models::Operators>("operations", "operations[]"),
      preset_catalogue(),
  };
}

void print_what_they_set() {
  for (const models::Preset& preset : models::presets()) {
    Problems none;
    if (const auto fields = parse_json(preset.json, 0, none))
      std::cout << "\n"
                << name_of(preset.of) << " like " << preset.name << "\n"
                << to_json(*fields) << "\n";
  }
}

void print(const Catalogue& catalogue) {
  std::cout << catalogue.name << " (" << catalogue.where << ")\n";
  std::size_t width = 0;
  for (const KindName& kind : catalogue.kinds) width = std::max(width, kind.name.size());
  for (const KindName& kind : catalogue.kinds)
    std::cout << "  " << std::left << std::setw(static_cast<int>(width) + 2) << kind.name
              << kind.summary << "\n";
}

}  // namespace

std::vector<std::string> catalogue_names() {
  std::vector<std::string> names;
  for (const Catalogue& each : catalogues()) names.push_back(each.name);
  return names;
}

ExitCode list_kinds(const std::string& kind) {
  for (const Catalogue& each : catalogues())
    if (kind.empty() || each.name == kind) print(each);
  if (kind == "presets") print_what_they_set();
  return written(ExitCode::done);
}

}  // namespace sim
