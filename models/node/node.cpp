// A node: what befalls it, and what it then does to the requests inside.
#include "models/node/node.h"

#include <algorithm>
#include <limits>

#include "sim/kernel/check.h"
#include "sim/kernel/elementary.h"
#include "sim/kernel/hash.h"

namespace models {

Node::Node(sim::Kernel& kernel, std::string label, std::size_t index, std::uint32_t in_zone,
           const NodeSpec& spec, const Order& order)
    : Backend{.name = sim::hash_of(label), .weight = spec.weight, .zone = in_zone, .assigned = 0},
      kernel_(kernel),
      label_(std::move(label)),
      index_(index),
      spec_(spec),
      order_(order),
      shedder_(spec.shedding ? make_shedder(*spec.shedding) : nullptr),
      running_(kernel, label_ + " to go on", true),
      residents_(kernel),
      threads_held_(kernel.now()),
      threads_line_(kernel.now()),
      in_service_(kernel.now()) {
  note_service();
  if (spec.interface) interface_.emplace(*spec.interface, kernel.now());
  if (spec.threads) threads_.emplace(kernel, label_ + " threads", *spec.threads, shedder_.get());
  const Cores::Spec cores{.count = spec.cores.value_or(std::numeric_limits<std::int64_t>::max()),
                          .order = order,
                          .shedder = threads_ ? nullptr : shedder_.get()};
  cores_ = Cores::make(kernel, label_ + " cores", cores);
  set_speed();
}

Outcome Node::admit() {
  if (!up() || silent()) return Outcome::refused;
  if (!spec_.line_limit) return Outcome::served;
  if (threads_ ? threads_->free() > 0 : cores_->has_free()) return Outcome::served;
  return in_line() < *spec_.line_limit ? Outcome::served : Outcome::rejected;
}

std::int64_t Node::in_line() const {
  return threads_ ? static_cast<std::int64_t>(threads_->waiting()) : cores_->line().level();
}

void Node::note_threads(std::int64_t joining) {
  const std::int64_t waiting = in_line() + joining;
  note_threads_held();
  threads_line_.set(kernel_.now(), waiting);
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
  cores_->set_speed(paused() ? 0.0 : spec_.speed / slowness());
}

void Node::reset_measurements(sim::Instant now) {
  served_ = 0;
  threads_held_.restart_max();
  threads_line_.restart_max();
  cores_->restart_max();
  if (interface_) {
    interface_->out.reset_measurements(now);
    interface_->in.reset_measurements(now);
  }
  at_reset_.threads = threads_held_.total(now);
  at_reset_.busy = cores_->busy().total(now);
  at_reset_.in_service = in_service_.total(now);
  cores_line_at_reset_ = cores_->line().total(now);
  threads_line_at_reset_ = threads_line_.total(now);
}

sim::NodeMeasurements Node::measurements(sim::Instant now) const {
  sim::NodeMeasurements measured;
  measured.name = label_;
  measured.cores = spec_.cores.value_or(0);
  measured.served = served_;
  measured.busy = cores_->busy().total_since(at_reset_.busy, now);
  measured.in_service = in_service_.total_since(at_reset_.in_service, now);
  if (threads_) measured.threads = threads_held_.total_since(at_reset_.threads, now);
  const sim::LevelTotal for_cores = cores_->line().total_since(cores_line_at_reset_, now);
  const sim::LevelTotal for_threads = threads_line_.total_since(threads_line_at_reset_, now);
  measured.line = {.area = for_cores.area + for_threads.area,
                   .span = for_cores.span,
                   .max = std::max(for_cores.max, for_threads.max)};
  return measured;
}

}  // namespace models
