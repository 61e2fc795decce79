// A service: nodes that can stand in for each other, and what callers believe of them.
#include "models/service/service.h"

#include <algorithm>

#include "models/steps/visit.h"
#include "sim/kernel/check.h"

namespace models {

namespace {

NodeSpec node_spec(const ServiceSpec& spec) {
  NodeSpec node;
  node.cores = spec.cores;
  node.threads = spec.threads;
  node.line_limit = spec.line.limit;
  if (spec.line.shed) node.shedding = spec.line.shed->spec;
  node.speed = spec.speed;
  node.interface = spec.interface;
  return node;
}

}  // namespace

Service::Service(const Setting& setting, std::string name, const ServiceSpec& spec,
                 std::vector<std::uint32_t> zones, const std::vector<std::uint32_t>& seen_from,
                 const Cells* cells)
    : setting_(setting),
      name_(std::move(name)),
      spec_(spec),
      cells_(cells),
      places_{setting.spent.add_place(name_ + ".cpu"), setting.spent.add_place(name_ + ".line"),
              setting.spent.add_place(name_ + ".wait")},
      zones_(std::move(zones)),
      common_(setting.kernel, node_spec(spec), Order(spec.line.order.spec)) {
  for (const auto& [operation, steps] : spec.operations) {
    if (cells == nullptr)
      operations_[operation] = std::make_unique<Procedure>(*this, setting, operation);
    else
      operations_[operation] = std::make_unique<UnitProcedure>(*this, setting, operation);
  }
  add_views(seen_from);
  for (const auto& view : views_)
    if (view->keeps_books()) bookkeepers_.push_back(view.get());
  while (static_cast<std::int64_t>(nodes_.size()) < spec.nodes) add_node();
  for (const auto& view : views_) {
    for (const auto& node : nodes_)
      if (view->is_about(*node)) view->believe(*node, true);
    offer(*view);
  }
}

void Service::add_views(const std::vector<std::uint32_t>& seen_from) {
  for (UnitId unit = 0; cells_ != nullptr && unit < cells_->units(); ++unit)
    for (const std::uint32_t zone : seen_from)
      views_.push_back(std::make_unique<View>(zone, spec_.balance.spec, cells_->zones_of(unit)));
  if (cells_ != nullptr) return;
  for (const std::uint32_t zone : seen_from) {
    views_.push_back(std::make_unique<View>(zone, spec_.balance.spec));
    if (zone == kNowhere) continue;
    if (zone >= view_of_zone_.size()) view_of_zone_.resize(zone + 1, views_.front().get());
    view_of_zone_[zone] = views_.back().get();
  }
}

void Service::assemble(Directory& directory) {
  for (auto& [name, operation] : operations_)
    operation->assemble(spec_.operations.at(name), directory);
}

Node& Service::add_node() {
  const std::size_t index = nodes_.size();
  const bool is_weighted = spec_.weights && index < spec_.weights->size();
  const double weight = is_weighted ? (*spec_.weights)[index] : 1.0;
  const std::uint32_t zone = zones_.empty() ? kNowhere : zones_[index % zones_.size()];
  nodes_.push_back(
      std::make_unique<Node>(common_, name_ + "/" + std::to_string(index), index, zone, weight));
  return *nodes_.back();
}

ConnectionPools& Service::pools_of(const std::string& caller, const Pool& spec) {
  for (const auto& each : pools_)
    if (each->caller() == caller && each->spec() == spec) return *each;
  return *pools_.emplace_back(std::make_unique<ConnectionPools>(setting_, caller, spec));
}

Outcome Service::admit(Node& node) {
  ++counts_.arrived;
  setting_.kernel.note(node.name + static_cast<std::uint64_t>(counts_.arrived));
  const Outcome outcome = node.admit();
  if (outcome == Outcome::refused) ++(node.silent() ? counts_.lost : counts_.refused);
  if (outcome == Outcome::rejected) ++counts_.rejected;
  return outcome;
}

void Service::note_answer(const Visit& visit, sim::Instant came, Outcome outcome) {
  const sim::Instant now = visit.node.now();
  if (outcome == Outcome::shed) {
    ++counts_.shed;
  } else if (outcome == Outcome::expired) {
    ++counts_.expired;
  } else {
    ++(is_final(outcome) ? counts_.served : counts_.failed);
    visit.node.note_served();
    counts_.stay.record(now - came);
  }
  counts_.wait.record(visit.in_line);
  // At a tie the caller gave up first.
  const bool too_late = now >= visit.request.patience || visit.heard.by_nobody();
  if (too_late && outcome != Outcome::shed && outcome != Outcome::expired) ++counts_.too_late;
  if (too_late || outcome == Outcome::expired)
    counts_.work_wasted += static_cast<std::uint64_t>(visit.on_core.count());
}

bool Service::can_be_reached(const View& view, const Node& node) const {
  if (view.zone() == kNowhere || node.zone == kNowhere) return true;
  const ZoneId from{view.zone()};
  const ZoneId to{node.zone};
  return setting_.network.reachable(from, to) && setting_.network.reachable(to, from);
}

void Service::notice(Node& node) {
  for (const auto& view : views_) {
    if (!view->is_about(node)) continue;
    const bool answers = node.answers_checks() && can_be_reached(*view, node);
    if (!spec_.health) {
      believe(*view, node, answers);
    } else if (answers != view->believes_in(node) && !view->is_watched(node)) {
      view->watch(node, true);
      setting_.crowd.spawn(check_until_settled(*view, node));
    }
    view->expect_offer();
  }
  for (const auto& observer : observers_) observer(node);
}

void Service::notice_all() {
  for (const auto& node : nodes_) notice(*node);
}

// Checks come at fixed instants, spread over the nodes, for ever; only those that can make a
// difference are simulated.
sim::Task<> Service::check_until_settled(View& view, Node& node) {
  const Health& health = *spec_.health;
  const auto count = static_cast<std::int64_t>(nodes_.size());
  const sim::Duration phase = health.interval * static_cast<std::int64_t>(node.index()) / count;
  std::int64_t passed = 0;
  std::int64_t failed = 0;
  do {
    const sim::Duration since_phase = setting_.kernel.now() - sim::kStart - phase;
    co_await setting_.kernel.sleep(health.interval -
                                   (since_phase + health.interval) % health.interval);
    const bool reached = can_be_reached(view, node) && !node.silent();
    const bool hears_nothing = !reached || (node.up() && node.paused());
    if (hears_nothing) co_await setting_.kernel.sleep(health.patience() - sim::Duration{1});
    // A node that has come back by now has answered in time.
    const bool answers = can_be_reached(view, node) && node.answers_checks();
    passed = answers ? passed + 1 : 0;
    failed = answers ? 0 : failed + 1;
    if (failed >= health.fall) believe(view, node, false);
    if (passed >= health.rise) believe(view, node, true);
  } while ((passed > 0) != view.believes_in(node));
  view.watch(node, false);
}

void Service::believe(View& view, Node& node, bool up) {
  if (view.believes_in(node) == up) return;
  view.believe(node, up);
  view.expect_offer();
  if (listener_) listener_(node);
}

bool Service::believed_everywhere(const Node& node) const {
  return std::all_of(views_.begin(), views_.end(), [&](const auto& view) {
    return !view->is_about(node) || view->believes_in(node);
  });
}

void Service::offer(View& view) {
  std::vector<Backend*> members;
  for (const auto& node : nodes_)
    if (view.believes_in(*node) && !node->draining()) members.push_back(node.get());
  view.offer(members);
}

void Service::reset_measurements(sim::Instant now) {
  counts_ = sim::StationMeasurements{};
  for (const auto& node : nodes_) node->reset_measurements(now);
}

Service::Areas Service::areas(sim::Instant now) const {
  const Levels& levels = common_.levels;
  return {.busy = levels.busy.integral(now),
          .line = levels.line.integral(now),
          .in_service = levels.in_service.integral(now)};
}

sim::StationMeasurements Service::measurements(sim::Instant now) const {
  sim::StationMeasurements measured = counts_;
  measured.name = name_;
  measured.external = spec_.external;
  measured.threads_per_node = spec_.threads.value_or(0);
  for (const auto& node : nodes_) measured.nodes.push_back(node->measurements(now));
  return measured;
}

}  // namespace models
