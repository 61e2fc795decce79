// Everything that exists in one run.
#include "models/world.h"

#include <algorithm>

#include "models/cells/cut_over_plan.h"
#include "sim/kernel/hash.h"

namespace models {

namespace {

// What streams are named after: what it is about, and a number among its like, so that something
// added to a scenario leaves what is drawn for everything else as it was.
std::string name_of_load(const std::vector<LoadSpec>& loads, std::size_t index) {
  const std::string& flow = *loads[index].flow;
  const auto end = loads.begin() + static_cast<std::ptrdiff_t>(index);
  const auto like =
      std::count_if(loads.begin(), end, [&](const LoadSpec& each) { return *each.flow == flow; });
  return "load of " + flow + " " + std::to_string(like);
}

std::string what_and_whom(const FailureSpec& failure) {
  return std::string(failure.what.kind()) + " " +
         std::visit([](const auto& spec) { return *spec.target(); }, failure.what.spec);
}

std::string name_of_failure(const std::vector<FailureSpec>& failures, std::size_t index) {
  const std::string name = what_and_whom(failures[index]);
  const auto end = failures.begin() + static_cast<std::ptrdiff_t>(index);
  const auto like = std::count_if(
      failures.begin(), end, [&](const FailureSpec& each) { return what_and_whom(each) == name; });
  return "failure " + name + " " + std::to_string(like);
}

}  // namespace

World::World(const Scenario& scenario, Recorder recorder, std::uint64_t replication)
    : scenario_(scenario),
      seed_(scenario.run.seed, replication),
      network_(scenario.zones, scenario.network ? &*scenario.network : nullptr),
      setting_{.kernel = kernel_,
               .crowd = crowd_,
               .network = network_,
               .books = books_,
               .spent = spent_,
               .on_the_network = spent_.add_place("network"),
               .backing_off = spent_.add_place("backoff"),
               .waiting_for_connection = spent_.add_place("pool"),
               .shaking_hands = spent_.add_place("handshake"),
               .fencing = fencing_,
               .waits_for = waits_for_,
               .has_wires = scenario.has_wires(),
               .message = static_cast<std::uint64_t>(
                   scenario.network.value_or(NetworkSpec{}).message.count)},
      log_(kernel_),
      workplace_{.kernel = kernel_, .crowd = crowd_, .log = log_, .targets = *this},
      crowd_(kernel_) {
  measured_.timeline.window = sim::readable_width(scenario.run.duration);
  build_services();
  build_flows();
  build_loads(recorder);
  build_failures();
  build_operators();
  for (auto& [name, store] : stores_) store->open();
}

// Failures that last end here; nobody is to act on it.
World::~World() {
  network_.forget_observers();
}

std::uint32_t World::zone_called(const std::string& name) const {
  return models::zone_called(network_.layout(), name)->index;
}

std::vector<std::uint32_t> World::zones_of(
    const std::vector<sim::Located<std::string>>& named) const {
  std::vector<std::uint32_t> zones;
  for (const auto& zone : named) zones.push_back(zone_called(*zone));
  if (zones.empty())
    for (std::uint32_t zone = 0; zone < network_.layout().zones.size(); ++zone)
      zones.push_back(zone);
  return zones;
}

Service& World::add_service(const std::string& name, const ServiceSpec& spec) {
  // Callers in different zones may see different nodes only where there are several zones.
  std::vector<std::uint32_t> seen_from{kNowhere};
  if (!spec.external && network_.layout().zones.size() > 1)
    for (std::uint32_t zone = 0; zone < network_.layout().zones.size(); ++zone)
      seen_from.push_back(zone);
  const Cells* const cells = spec.cells ? cells_.at(**spec.cells).get() : nullptr;
  std::vector<std::uint32_t> zones;
  if (!spec.external)
    zones = cells != nullptr && spec.zones.empty() ? cells->zones() : zones_of(spec.zones);
  services_[name] =
      std::make_unique<Service>(setting_, name, spec, std::move(zones), seen_from, cells);
  services_[name]->on_belief([this](const Node& node) { log_.note_belief(node); });
  fleets_.push_back(services_[name].get());
  return *services_[name];
}

void World::build_stores() {
  for (const auto& [name, spec] : scenario_.stores) {
    Cells* const cells = spec.cells ? cells_.at(**spec.cells).get() : nullptr;
    Homes homes;
    if (spec.cells) homes = homes_of(scenario_, **spec.cells, network_.layout());
    stores_[name] = std::make_unique<Store>(
        setting_, name, spec, add_service(name, spec.as_service()), cells, std::move(homes));
  }
}

void World::build_services() {
  for (const auto& [name, spec] : scenario_.cells)
    cells_[name] = std::make_unique<Cells>(kernel_, name, spec, network_.layout(), seed_);
  for (const auto& [name, spec] : scenario_.caches)
    caches_[name] = std::make_unique<Cache>(kernel_, name, spec);
  for (const auto& [name, spec] : scenario_.services) add_service(name, spec);
  build_stores();
  build_locks();
  for (const auto& [name, spec] : scenario_.queues)
    queues_[name] = std::make_unique<Queue>(setting_, name, spec);
  for (auto& [name, service] : services_) service->assemble(*this);
  for (auto& [name, queue] : queues_) queue->assemble(*this);
  network_.on_change([this] {
    for (auto& [name, lock] : locks_) lock->notice_all();
    for (auto& [name, service] : services_) service->notice_all();
  });
  const std::size_t count = services_.size();
  sim::TimelineMeasurements& timeline = measured_.timeline;
  timeline.backlog.resize(queues_.size());
  levels_ = {{&Service::Areas::busy, &timeline.busy, {}},
             {&Service::Areas::line, &timeline.line, {}},
             {&Service::Areas::in_service, &timeline.in_service, {}}};
  for (LevelSeries& level : levels_) {
    level.windows->resize(count);
    level.before.resize(count);
  }
}

void World::build_locks() {
  for (const auto& [name, spec] : scenario_.locks) {
    locks_[name] = std::make_unique<LockService>(setting_, name, spec, zones_of(spec.zones), seed_);
    locks_[name]->on_belief([this](const Node& node) { log_.note_belief(node); });
    fleets_.push_back(locks_[name].get());
  }
}

void World::build_flows() {
  const std::size_t count = scenario_.flows.size();
  spent_.open(count);
  measured_.places = spent_.places();
  measured_.flows.resize(count);
  const sim::TimelineSpec windows{.width = measured_.timeline.window};
  const std::vector<std::string> columns{"offered",  "good", "bad",    "declined",
                                         "attempts", "lost", "at_risk"};
  measured_.timeline.flows.assign(count, sim::Timeline(windows, columns));
  measured_.timeline.latency.assign(count, sim::LatencyTimeline(windows));
  for (const auto& [name, spec] : scenario_.flows) {
    const auto index = static_cast<std::uint32_t>(flows_.size());
    const Assembly assembly{.setting = setting_,
                            .directory = *this,
                            .caller = "flow " + name,
                            .path = "flow " + name,
                            .on_a_core = 0,
                            .in_line = 0,
                            .elsewhere = 0};
    const Flow::Books books{.measured = measured_.flows[index],
                            .timeline = measured_.timeline,
                            .log = log_,
                            .under_way = under_way_};
    const std::uint32_t zone = spec.from ? zone_called(**spec.from) : kNowhere;
    flows_.push_back(
        std::make_unique<Flow>(name, index, spec, zone, scenario_.run, seed_, assembly, books));
    flows_.back()->measure_slices(scenario_.slices_of(name));
  }
}

void World::build_loads(const Recorder& recorder) {
  for (std::size_t i = 0; i < scenario_.load.size(); ++i) {
    const LoadSpec& spec = scenario_.load[i];
    const auto flow = std::find_if(flows_.begin(), flows_.end(),
                                   [&](const auto& each) { return each->name() == *spec.flow; });
    sources_.push_back(std::make_unique<Source>(
        Source{.kernel = kernel_,
               .crowd = crowd_,
               .flow = **flow,
               .name = name_of_load(scenario_.load, i),
               .key_names = scenario_.key_names(),
               .seed = seed_,
               .payment_class = scenario_.class_number(spec.payment_class.value_or("")),
               .end = sim::kStart + scenario_.run.duration,
               .record = recorder,
               .trouble = trouble_}));
    loads_.push_back(std::make_unique<Loads::Any>(Loads::make(spec.source.spec, *sources_.back())));
    auto& currency = measured_.flows[(*flow)->index()].currency;
    if (!currency) currency = spec.currency();
  }
}

void World::build_failures() {
  Targets& targets = *this;
  for (const FailureSpec& spec : scenario_.failures)
    failures_.push_back(std::make_unique<Failure>(kernel_, crowd_, log_, spec, targets));
}

void World::build_operators() {
  for (const OperatorSpec& spec : scenario_.operations) {
    operators_.push_back(
        std::make_unique<Operators::Any>(Operators::make(spec.what.spec, workplace_)));
    const auto prepare = [&](auto& kind) {
      if constexpr (requires { kind.prepare(spec.at); }) kind.prepare(spec.at);
    };
    std::visit(prepare, *operators_.back());
  }
}

std::vector<Targets::Victim> World::nodes(const std::string& name) {
  std::vector<Victim> victims;
  if (const auto place = find(network_.layout(), name)) {
    const std::vector<ZoneId> zones = zones_touched(*place, network_.layout());
    for (Fleet* const fleet : fleets_)
      for (const auto& node : fleet->nodes())
        if (std::find(zones.begin(), zones.end(), ZoneId{node->zone}) != zones.end())
          victims.push_back({fleet, node.get()});
    return victims;
  }
  const std::size_t slash = name.find('/');
  Fleet& fleet = fleet_called(name.substr(0, slash));
  const bool all = slash == std::string::npos || name.substr(slash) == "/*";
  for (const auto& node : fleet.nodes())
    if (all || node->label() == name) victims.push_back({&fleet, node.get()});
  return victims;
}

Fleet& World::fleet_called(const std::string& name) {
  if (const auto service = services_.find(name); service != services_.end())
    return *service->second;
  return *locks_.at(name);
}

// What is scheduled first happens first when all falls at one instant: failures, then operators,
// then load.
void World::begin() {
  for (std::size_t i = 0; i < failures_.size(); ++i) {
    Failure& failure = *failures_[i];
    if (!failure.recurs()) {
      crowd_.spawn(failure.happen_once());
      continue;
    }
    for (std::size_t clock = 0; clock < failure.clocks(); ++clock) {
      const std::string name =
          name_of_failure(scenario_.failures, i) + "/" + failure.name_of_clock(clock);
      crowd_.spawn(failure.happen_again(clock, sim::Stream(seed_, name)));
    }
  }
  for (std::size_t i = 0; i < operators_.size(); ++i) {
    const OperatorSpec& spec = scenario_.operations[i];
    std::visit([&](auto& kind) { crowd_.spawn(kind.carry_out(spec.at, spec.lasts)); },
               *operators_[i]);
  }
  for (auto& [name, store] : stores_)
    if (Backups* const backups = store->backups()) backups->begin(log_);
  for (const auto& load : loads_) std::visit([&](auto& kind) { crowd_.spawn(kind.send()); }, *load);
}

// How much of the time is simulated in one go: so much that whoever waits for an answer to "shall
// it go on?" does not wait long, however much happens and however wide the windows are.
class Stride {
 public:
  explicit Stride(sim::Duration longest)
      : longest_(longest), length_(std::min(longest, sim::Duration(std::chrono::seconds{1}))) {}

  sim::Duration length() const { return length_; }
  void adapt(std::uint64_t events) {
    if (events > kMost) length_ = std::max(sim::Duration(1), length_ / 2);
    if (events < kMost / 4) length_ = std::min(longest_, length_ * 2);
  }

 private:
  static constexpr std::uint64_t kMost = 200'000;  // events: some hundredths of a second
  sim::Duration longest_;
  sim::Duration length_;
};

void World::advance(sim::Instant end, const Watch& watch) {
  watch ? kernel_.run_until(end, watch) : kernel_.run_until(end);
}

std::optional<std::string> World::run(const GoesOn& goes_on, const Watch& watch) {
  const sim::Instant end = sim::kStart + scenario_.run.duration;
  const sim::Instant warmup_end = sim::kStart + scenario_.run.warmup.time;
  measured_.warmup_end = warmup_end;
  begin();
  Stride stride(measured_.timeline.window);
  while (kernel_.now() < end && goes_on(kernel_.now())) {
    const sim::Instant window_end = std::min(end, sampled_ + measured_.timeline.window);
    const sim::Instant stride_end = std::min(window_end, kernel_.now() + stride.length());
    const std::uint64_t before = kernel_.events();
    if (warmup_end > kernel_.now() && warmup_end <= stride_end) {
      // What happens at the very end of the warm-up is measured.
      advance(warmup_end - sim::Duration{1}, watch);
      end_warmup();
    }
    advance(stride_end, watch);
    if (trouble_) return trouble_;
    stride.adapt(kernel_.events() - before);
    if (kernel_.now() == window_end) sample_window();
  }
  if (kernel_.now() > sampled_) sample_window();
  finish();
  return std::nullopt;
}

bool World::piled_up() const {
  return under_way_ > kUnderWayMost || std::ranges::any_of(queues_, [](const auto& each) {
           return each.second->backlog() > kUnderWayMost;
         });
}

void World::end_warmup() {
  spent_.reset();
  for (auto& [name, service] : services_) service->reset_measurements(kernel_.now());
  for (auto& [name, store] : stores_) store->reset_measurements(kernel_.now());
  for (auto& [name, lock] : locks_) lock->reset_measurements(kernel_.now());
  fencing_.reset_counts();
  for (std::optional<Wire>& wire : network_.wires())
    if (wire) wire->reset_measurements(kernel_.now());
  for (auto& [name, cache] : caches_) cache->reset_measurements();
  for (auto& [name, queue] : queues_) queue->reset_measurements(kernel_.now());
}

void World::sample_window() {
  const sim::Instant now = kernel_.now();
  std::size_t i = 0;
  for (const auto& [name, service] : services_) {
    const Service::Areas areas = service->areas(now);
    for (LevelSeries& level : levels_) {
      const sim::Uint128 area = areas.*level.area;
      (*level.windows)[i].push_back(
          {.area = area - level.before[i], .span = now - sampled_, .max = 0});
      level.before[i] = area;
    }
    ++i;
  }
  measured_.timeline.under_way.push_back(under_way_);
  std::size_t number = 0;
  for (const auto& [name, queue] : queues_)
    measured_.timeline.backlog[number++].push_back(queue->backlog());
  sampled_ = now;
}

void World::measure_wires(sim::Instant now) {
  for (std::size_t i = 0; i < network_.wires().size(); ++i)
    if (const std::optional<Wire>& wire = network_.wires()[i])
      measured_.wires.push_back({.name = "link " + network_.layout().links[i].name,
                                 .bytes = wire->bytes(),
                                 .busy = {wire->measured_busy(now)}});
  for (const auto& [name, service] : services_)
    for (const auto& [end, wire_of] :
         {std::pair(", out", &Interface::out), {", in", &Interface::in}}) {
      sim::WireMeasurements all{.name = name + end, .bytes = 0, .busy = {}};
      for (const auto& node : service->nodes()) {
        if (node->interface() == nullptr) continue;
        const Wire& wire = node->interface()->*wire_of;
        all.bytes += wire.bytes();
        all.busy.push_back(wire.measured_busy(now));
      }
      if (!all.busy.empty()) measured_.wires.push_back(std::move(all));
    }
}

void World::finish() {
  const sim::Instant now = kernel_.now();
  measured_.end = now;
  if (under_way_ > 0 && kernel_.idle()) measured_.stalled = kernel_.waiting();
  books_.finish();
  for (const auto& flow : flows_) flow->finish(now);
  for (const auto& [name, service] : services_)
    measured_.stations.push_back(service->measurements(now));
  for (const auto& [name, store] : stores_) measured_.stores.push_back(store->measurements(now));
  for (const auto& [name, lock] : locks_) measured_.locks.push_back(lock->measurements(now));
  for (const auto& [name, cache] : caches_) measured_.caches.push_back(cache->measurements());
  for (const auto& [name, queue] : queues_) measured_.queues.push_back(queue->measurements(now));
  measure_wires(now);
  measured_.timeline_events = log_.measured();
  measured_.events_left_out = log_.left_out();
  for (const auto& load : loads_)
    if (const auto* recorded = std::get_if<RecordedLoad>(load.get()))
      measured_.recordings.push_back(recorded->seen());
  measured_.events = kernel_.events();
  measured_.fingerprint = kernel_.fingerprint();
}

}  // namespace models
