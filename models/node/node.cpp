// A node: what befalls it, and what it then does to the requests inside.
#include "models/node/node.h"

#include <algorithm>
#include <limits>

#include "sim/kernel/check.h"
#include "sim/kernel/elementary.h"
#include "sim/kernel/hash.h"

namespace models {

NodesInCommon::NodesInCommon(sim::Kernel& on, const NodeSpec& like, const Order& in_order)
    : kernel(on),
      spec(like),
      order(in_order),
      cores{.kernel = on,
            .count = like.cores.value_or(std::numeric_limits<std::int64_t>::max()),
            .order = order,
            .of_all = &levels} {}

Node::Node(NodesInCommon& common, std::string label, std::size_t index, std::uint32_t in_zone,
           double with_weight)
    : Backend{.name = sim::hash_of(label), .weight = with_weight, .zone = in_zone, .assigned = 0},
      common_(common),
      kernel_(common.kernel),
      index_(static_cast<std::uint32_t>(index)),
      residents_(common.kernel),
      label_(std::move(label)),
      running_(common.kernel, label_ + " to go on", true),
      in_service_(now()) {
  const NodeSpec& spec = common.spec;
  note_service();
  if (spec.shedding) shedder_ = make_shedder(*spec.shedding);
  if (spec.interface) interface_ = std::make_unique<Interface>(*spec.interface, now());
  if (spec.threads)
    threads_ = std::make_unique<Threads>(common, label_ + " threads", shedder_.get());
  cores_.emplace(common.cores, label_ + " cores", threads_ ? nullptr : shedder_.get());
  set_speed();
}

bool Node::has_room() const {
  if (threads_ ? threads_->slots.free() > 0 : (*cores_)->has_free()) return true;
  return in_line() < *common_.spec.line_limit;
}

std::int64_t Node::in_line() const {
  return threads_ ? static_cast<std::int64_t>(threads_->slots.waiting())
                  : (*cores_)->line().level();
}

void Node::note_threads(std::int64_t joining) {
  const std::int64_t waiting = in_line() + joining;
  note_threads_held();
  if (waiting == threads_->line.level()) return;
  common_.levels.line.change(now(), waiting - threads_->line.level());
  threads_->line.set(now(), waiting);
}

void Node::note_service() {
  const std::int64_t serves = up() && !silent() && !retired_ && !starting_ ? 1 : 0;
  common_.levels.in_service.change(now(), serves - in_service_.level());
  in_service_.set(now(), serves);
}

void Node::crash() {
  if (++crashed_ > 1) return;
  ++lives_;
  residents_.evict();
  if (threads_) note_threads();
  note_service();
}

void Node::repair() {
  sim::check(--crashed_ >= 0, "a node is repaired as often as it crashed");
  note_service();
}

void Node::pause() {
  ++paused_;
  running_.close();
  set_speed();
}

void Node::resume() {
  sim::check(--paused_ >= 0, "a node resumes as often as it paused");
  if (!paused()) running_.open();
  set_speed();
}

void Node::slow(double factor) {
  slow_factors_.push_back(factor);
  set_speed();
}

void Node::end_slow(double factor) {
  const auto found = std::find(slow_factors_.begin(), slow_factors_.end(), factor);
  sim::check(found != slow_factors_.end(), "a slowness that ends has begun");
  slow_factors_.erase(found);
  set_speed();
}

double Node::slowness() const {
  double product = 1.0;
  for (const double factor : slow_factors_) product *= factor;
  return product;
}

sim::Duration Node::slowed(sim::Duration usual) const {
  if (slow_factors_.empty()) return usual;
  return sim::to_duration(static_cast<double>(usual.count()) * slowness());
}

void Node::set_speed() {
  cores().set_speed(paused() ? 0.0 : common_.spec.speed / slowness());
}

void Node::reset_measurements(sim::Instant now) {
  served_ = 0;
  if (threads_) {
    threads_->held.restart_max();
    threads_->line.restart_max();
    threads_->held_at_reset = threads_->held.total(now);
    threads_->line_at_reset = threads_->line.total(now);
  }
  cores().restart_max();
  if (interface_) {
    interface_->out.reset_measurements(now);
    interface_->in.reset_measurements(now);
  }
  in_service_at_reset_ = in_service_.total(now);
  busy_at_reset_ = cores().busy().total(now);
  cores_line_at_reset_ = cores().line().total(now);
}

sim::NodeMeasurements Node::measurements(sim::Instant now) const {
  sim::NodeMeasurements measured;
  measured.name = label_;
  measured.cores = common_.spec.cores.value_or(0);
  measured.served = served_;
  const Cores& served_by = **cores_;
  measured.busy = served_by.busy().total_since(busy_at_reset_, now);
  measured.in_service = in_service_.total_since(in_service_at_reset_, now);
  measured.line = served_by.line().total_since(cores_line_at_reset_, now);
  if (threads_) {
    measured.threads = threads_->held.total_since(threads_->held_at_reset, now);
    const sim::LevelTotal line = threads_->line.total_since(threads_->line_at_reset, now);
    measured.line.area += line.area;
    measured.line.max = std::max(measured.line.max, line.max);
  }
  return measured;
}

}  // namespace models
