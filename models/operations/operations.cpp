// What operators do.
#include "models/operations/operations.h"

#include <algorithm>
#include <cmath>

#include "models/service/service.h"
#include "models/stores/store.h"

namespace models {

namespace {

// Nodes that work or are about to, in their order.
std::vector<Node*> active(const Service& service) {
  std::vector<Node*> nodes;
  for (const auto& node : service.nodes())
    if (!node->retired()) nodes.push_back(node.get());
  return nodes;
}

// One that has been retired, or a new one.
Node& spare_node(Service& service) {
  for (const auto& node : service.nodes())
    if (node->retired()) return *node;
  Node& node = service.add_node();
  node.retire();
  return node;
}

// Starts one node more.
sim::Task<> start(Workplace& workplace, Service& service, sim::Duration startup) {
  Node& node = spare_node(service);
  node.enlist();
  co_await workplace.kernel.sleep(startup);
  node.put_to_work();
  service.notice(node);
}

void retire(Service& service, Node& node) {
  node.retire();
  service.notice(node);
}

}  // namespace

void OperatorSpec::verify(sim::Complaints& complaints) const {
  const bool may_last = what.kind() == Drain::kName || what.kind() == Autoscale::kName;
  if (lasts && !may_last) complaints.about("for", "has no meaning for " + std::string(what.kind()));
}

sim::Task<> Deploy::carry_out(sim::Duration at, std::optional<sim::Duration>) {
  co_await workplace_.kernel.sleep(at);
  auto all = workplace_.targets.nodes(*spec_.deploy);
  std::erase_if(all, [](const auto& each) { return each.node->retired(); });
  const EventLog::Happening happening = workplace_.log.begin("deploy " + *spec_.deploy, {}, false);
  const auto batch = static_cast<std::size_t>(spec_.batch);
  for (std::size_t first = 0; first < all.size(); first += batch) {
    const std::size_t last = std::min(first + batch, all.size());
    std::vector<Targets::Victim> these(all.begin() + static_cast<std::ptrdiff_t>(first),
                                       all.begin() + static_cast<std::ptrdiff_t>(last));
    auto redeploying = redeploy(std::move(these));
    co_await std::move(redeploying);
    if (last < all.size()) co_await workplace_.kernel.sleep(spec_.pause);
  }
  workplace_.log.end(happening);
}

sim::Task<> Deploy::redeploy(std::vector<Targets::Victim> batch) {
  sim::Kernel& kernel = workplace_.kernel;
  for (const auto& [fleet, node] : batch) {
    node->drain();
    fleet->notice(*node);
  }
  const auto all_idle = [&batch] {
    return std::all_of(batch.begin(), batch.end(),
                       [](const auto& each) { return each.node->idle(); });
  };
  // Whoever restarts nodes looks ten times a second whether they are done.
  const sim::Instant patience = kernel.now() + spec_.drain;
  while (!all_idle() && kernel.now() < patience)
    co_await kernel.sleep(std::min<sim::Duration>(100ms, patience - kernel.now()));
  for (const auto& [fleet, node] : batch) {
    node->crash();
    fleet->notice(*node);
  }
  co_await kernel.sleep(spec_.restart);
  for (const auto& [fleet, node] : batch) {
    node->repair();
    node->end_drain();
    fleet->notice(*node);
  }
}

sim::Task<> Scale::carry_out(sim::Duration at, std::optional<sim::Duration>) {
  co_await workplace_.kernel.sleep(at);
  Service& service = workplace_.targets.service(*spec_.scale);
  const std::string what = "scale " + *spec_.scale + " to " + std::to_string(spec_.to);
  const EventLog::Happening happening = workplace_.log.begin(what, {}, false);
  std::vector<Node*> nodes = active(service);
  for (; static_cast<std::int64_t>(nodes.size()) > spec_.to; nodes.pop_back())
    retire(service, *nodes.back());
  for (auto count = static_cast<std::int64_t>(nodes.size()); count < spec_.to; ++count)
    workplace_.crowd.spawn(start(workplace_, service, spec_.startup));
  co_await workplace_.kernel.sleep(spec_.startup);
  workplace_.log.end(happening);
}

std::int64_t Autoscale::wanted(std::int64_t nodes, double busy_cores,
                               std::int64_t cores_each) const {
  const double busy = busy_cores / static_cast<double>(nodes * cores_each);
  if (std::abs(busy / spec_.busy.value - 1.0) <= spec_.tolerance.value)
    return std::clamp(nodes, spec_.min, spec_.max);
  const double enough = busy_cores / (static_cast<double>(cores_each) * spec_.busy.value);
  return std::clamp(static_cast<std::int64_t>(std::ceil(enough)), spec_.min, spec_.max);
}

sim::Task<> Autoscale::carry_out(sim::Duration at, std::optional<sim::Duration> lasts) {
  sim::Kernel& kernel = workplace_.kernel;
  co_await kernel.sleep(at);
  Service& service = workplace_.targets.service(*spec_.autoscale);
  const sim::Instant until = lasts ? kernel.now() + *lasts : sim::Instant::max();
  sim::Uint128 before = service.areas(kernel.now()).busy;
  sim::Instant fewer_since = kernel.now();
  while (kernel.now() < until) {
    co_await kernel.sleep(spec_.interval);
    if (kernel.now() > until) co_return;
    const sim::Uint128 area = service.areas(kernel.now()).busy;
    const double busy =
        static_cast<double>(area - before) / static_cast<double>(spec_.interval.count());
    before = area;
    std::vector<Node*> nodes = active(service);
    const auto count = static_cast<std::int64_t>(nodes.size());
    const std::int64_t target = wanted(count, busy, service.cores_each());
    if (target >= count) fewer_since = kernel.now();
    if (target != count && (target > count || kernel.now() - fewer_since >= spec_.calm)) {
      const EventLog::Happening happening = workplace_.log.begin(
          "autoscale " + service.name() + " to " + std::to_string(target), {}, false);
      for (std::int64_t i = count; i > target; --i, nodes.pop_back())
        retire(service, *nodes.back());
      for (std::int64_t i = count; i < target; ++i)
        workplace_.crowd.spawn(start(workplace_, service, spec_.startup));
      workplace_.log.end(happening);
      fewer_since = kernel.now();
    }
  }
}

sim::Task<> Drain::carry_out(sim::Duration at, std::optional<sim::Duration> lasts) {
  co_await workplace_.kernel.sleep(at);
  const auto nodes = workplace_.targets.nodes(*spec_.drain);
  const EventLog::Happening happening = workplace_.log.begin("drain " + *spec_.drain, {}, false);
  for (const auto& [fleet, node] : nodes) {
    node->drain();
    fleet->notice(*node);
  }
  if (!lasts) co_return;
  co_await workplace_.kernel.sleep(*lasts);
  for (const auto& [fleet, node] : nodes) {
    node->end_drain();
    fleet->notice(*node);
  }
  workplace_.log.end(happening);
}

sim::Task<> BackUp::carry_out(sim::Duration at, std::optional<sim::Duration>) {
  co_await workplace_.kernel.sleep(at);
  const EventLog::Happening happening = workplace_.log.begin("backup " + *spec_.backup, {}, false);
  auto making = workplace_.targets.store(*spec_.backup).backups()->make(spec_.kind);
  co_await std::move(making);
  workplace_.log.end(happening);
}

void Join::prepare(sim::Duration at) {
  Store& store = workplace_.targets.store(*spec_.join);
  RingChange change{.at = at, .owns = spec_.owns};
  for (std::int64_t i = 1; i <= spec_.nodes; ++i) {
    change.joins.push_back(store.add_node());
    if (i % spec_.at_a_time != 0 && i < spec_.nodes) continue;
    changes_.push_back(store.expect(change));
    change.joins.clear();
  }
}

sim::Task<> Join::carry_out(sim::Duration at, std::optional<sim::Duration>) {
  co_await workplace_.kernel.sleep(at);
  const EventLog::Happening happening = workplace_.log.begin("join " + *spec_.join, {}, false);
  for (const std::size_t change : changes_) {
    auto joining = workplace_.targets.store(*spec_.join).carry_out(change);
    co_await std::move(joining);
  }
  workplace_.log.end(happening);
}

void Leave::prepare(sim::Duration at) {
  const auto victim = workplace_.targets.nodes(*spec_.leave).at(0);
  change_ =
      store().expect({.at = at, .leaves = {static_cast<std::uint32_t>(victim.node->index())}});
}

Store& Leave::store() const {
  return workplace_.targets.store(spec_.leave->substr(0, spec_.leave->find('/')));
}

sim::Task<> Leave::carry_out(sim::Duration at, std::optional<sim::Duration>) {
  co_await workplace_.kernel.sleep(at);
  const EventLog::Happening happening = workplace_.log.begin("leave " + *spec_.leave, {}, false);
  auto leaving = store().carry_out(change_);
  co_await std::move(leaving);
  workplace_.log.end(happening);
}

}  // namespace models
