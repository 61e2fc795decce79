// A node: what befalls it, and what it then does to the requests inside.
#include "models/node/node.h"

#include <algorithm>

#include "sim/kernel/check.h"
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
      residents_(kernel),
      threads_held_(kernel.now()),
      threads_line_(kernel.now()) {
  if (spec.threads) threads_.emplace(kernel, label_ + " threads", *spec.threads, shedder_.get());
  if (spec.cores) {
    const Cores::Spec cores{*spec.cores, order, threads_ ? nullptr : shedder_.get()};
    cores_ = Cores::make(kernel, label_ + " cores", cores);
    set_speed();
  }
}

Outcome Node::admit() {
  if (!up() || silent()) return Outcome::refused;
  if (!spec_.line_limit) return Outcome::served;
  if (threads_ ? threads_->free() > 0 : !cores_ || cores_->has_free()) return Outcome::served;
  return in_line() < *spec_.line_limit ? Outcome::served : Outcome::rejected;
}

std::int64_t Node::in_line() const {
  if (threads_) return static_cast<std::int64_t>(threads_->waiting());
  return cores_ ? cores_->line().level() : 0;
}

void Node::note_threads() {
  const std::int64_t waiting = in_line();
  threads_held_.set(kernel_.now(), *spec_.threads - threads_->free());
  threads_line_.set(kernel_.now(), waiting);
}

void Node::crash() {
  if (++crashed_ > 1) return;
  residents_.evict();
  if (threads_) note_threads();
}

void Node::repair() {
  sim::check(--crashed_ >= 0, "a node is repaired as often as it crashed");
}

void Node::pause() {
  ++paused_;
  set_speed();
}

void Node::resume() {
  sim::check(--paused_ >= 0, "a node resumes as often as it paused");
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

void Node::set_speed() {
  if (!cores_) return;
  double speed = paused() ? 0.0 : spec_.speed;
  for (const double factor : slow_factors_) speed /= factor;
  cores_->set_speed(speed);
}

void Node::reset_measurements(sim::Instant now) {
  served_ = 0;
  threads_held_.restart_max();
  threads_line_.restart_max();
  if (cores_) cores_->restart_max();
  at_reset_.threads = threads_held_.total(now);
  if (cores_) at_reset_.busy = cores_->busy().total(now);
  if (const sim::TimeAverage* line = line_gauge()) at_reset_.line = line->total(now);
}

sim::NodeMeasurements Node::measurements(sim::Instant now) const {
  sim::NodeMeasurements measured;
  measured.name = label_;
  measured.cores = spec_.cores.value_or(0);
  measured.served = served_;
  if (cores_) measured.busy = cores_->busy().total_since(at_reset_.busy, now);
  if (threads_) measured.threads = threads_held_.total_since(at_reset_.threads, now);
  if (const sim::TimeAverage* line = line_gauge())
    measured.line = line->total_since(at_reset_.line, now);
  return measured;
}

}  // namespace models
