// A scenario: everything a run is told.
#include "models/scenario.h"

#include <algorithm>
#include <filesystem>
#include <set>

#include "sim/input/codec.h"

namespace models {

namespace {

// Files are named relative to the scenario that names them; those that --set names, to where the
// process runs.
std::string found_from_here(const sim::Located<std::string>& file, const sim::Files& files) {
  const std::string named_in(files.name(file.position.file));
  if (named_in.starts_with("--set ")) return *file;
  return (std::filesystem::path(named_in).parent_path() / *file).string();
}

void find_recordings(Scenario& scenario, const sim::Files& files, sim::Problems& problems) {
  for (LoadSpec& load : scenario.load) {
    auto* const recorded = std::get_if<RecordedLoad::Spec>(&load.source.spec);
    if (recorded == nullptr) continue;
    recorded->path = found_from_here(recorded->recorded, files);
    RecordedLoad::verify_file(*recorded, problems);
  }
}

}  // namespace

Scenario::Scenario() = default;
Scenario::Scenario(const Scenario&) = default;
Scenario::Scenario(Scenario&&) noexcept = default;
Scenario& Scenario::operator=(const Scenario&) = default;
Scenario& Scenario::operator=(Scenario&&) noexcept = default;
Scenario::~Scenario() = default;

// Failures and reports know them by their names alone.
void Scenario::verify(sim::Complaints& complaints) const {
  for (const auto& [each, spec] : stores)
    if (services.contains(each))
      complaints.about("stores", sim::in_quotes(each) + " is the name of a service too");
  for (const auto& [each, spec] : locks)
    if (services.contains(each) || stores.contains(each))
      complaints.about("locks", sim::in_quotes(each) + " is the name of a " +
                                    (stores.contains(each) ? "store" : "service") + " too");
}

std::optional<std::int64_t> Scenario::nodes_of(const std::string& fleet) const {
  if (const auto service = services.find(fleet); service != services.end())
    return service->second.nodes;
  if (const auto store = stores.find(fleet); store != stores.end()) return store->second.nodes;
  if (const auto lock = locks.find(fleet); lock != locks.end()) return lock->second.nodes;
  return std::nullopt;
}

bool Scenario::has_leaders(const std::string& store) const {
  const auto told = stores.find(store);
  return told != stores.end() && told->second.replication.kind() == LeaderReplication::kName;
}

bool Scenario::has_wires() const {
  const auto has_interface = [](const auto& each) { return each.second.interface.has_value(); };
  const auto has_capacity = [](const LinkSpec& link) { return link.capacity.has_value(); };
  return std::ranges::any_of(services, has_interface) ||
         std::ranges::any_of(stores, has_interface) ||
         (network && std::ranges::any_of(network->links, has_capacity));
}

std::vector<std::string> Scenario::recordings() const {
  std::vector<std::string> paths;
  for (const LoadSpec& each : load)
    if (const auto* recorded = std::get_if<RecordedLoad::Spec>(&each.source.spec))
      paths.push_back(recorded->path);
  return paths;
}

std::vector<std::string> Scenario::key_names() const {
  std::set<std::string> names;
  for (const LoadSpec& each : load)
    for (const std::string& key : each.key_names()) names.insert(key);
  return {names.begin(), names.end()};
}

std::size_t Scenario::key_index(const std::string& key) const {
  const std::vector<std::string> names = key_names();
  const auto found = std::find(names.begin(), names.end(), key.empty() ? "payer" : key);
  return found == names.end() ? 0 : static_cast<std::size_t>(found - names.begin());
}

std::vector<std::string> Scenario::class_names() const {
  std::set<std::string> names;
  for (const LoadSpec& each : load)
    if (each.payment_class) names.insert(*each.payment_class);
  return {names.begin(), names.end()};
}

std::uint32_t Scenario::class_number(const std::string& payment_class) const {
  const std::vector<std::string> names = class_names();
  const auto found = std::ranges::find(names, payment_class);
  return found == names.end() ? 0 : static_cast<std::uint32_t>(found - names.begin()) + 1;
}

std::vector<SliceSpec> Scenario::slices_of(const std::string& flow) const {
  std::vector<SliceSpec> slices;
  for (const auto& objective : objectives) {
    const std::string slice = sim::slice_of(*objective);
    if (objective->name != flow || slice.empty()) continue;
    if (std::ranges::find(slices, slice, &SliceSpec::name) != slices.end()) continue;
    slices.push_back({.name = slice,
                      .payment_class = class_number(objective->payment_class),
                      .phase = objective->phase});
  }
  return slices;
}

std::optional<OperationName> operation_name(const std::string& text) {
  const std::size_t dot = text.find('.');
  if (dot == std::string::npos) return std::nullopt;
  return OperationName{text.substr(0, dot), text.substr(dot + 1)};
}

std::optional<Scenario> read_scenario(const sim::Value& json, const sim::Files& files,
                                      sim::Problems& problems) {
  const std::size_t before = problems.count();
  auto scenario = sim::read<Scenario>(json, files, problems);
  if (scenario) {
    find_recordings(*scenario, files, problems);
    check_references(*scenario, problems);
  }
  if (problems.count() != before) return std::nullopt;
  return scenario;
}

}  // namespace models
