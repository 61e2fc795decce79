// A message put into a queue.
#include "models/steps/publish.h"

#include "models/queues/queue.h"
#include "models/scenario.h"

namespace models {

namespace {

// The locks under which it was published are let go before it is consumed, and nobody waits for an
// answer. Its lineage is the same for all attempts, and differs from those of other messages.
Request message_about(const Request& request, std::uint64_t purpose) {
  Request message = request;
  message.luck = sim::mix(request.luck, purpose);
  message.lineage = sim::mix(request.lineage, purpose);
  message.tokens = {};
  message.deadline = sim::Instant::max();
  message.patience = sim::Instant::max();
  message.zone = kNowhere;
  return message;
}

}  // namespace

Publish::Publish(const Spec& spec, const Assembly& assembly)
    : setting_(&assembly.setting),
      purpose_(assembly.purpose()),
      queue_(&assembly.directory.queue(*spec.publish)),
      key_(assembly.directory.scenario().key_index(spec.key ? **spec.key : std::string())),
      acknowledged_(spec.acknowledged),
      on_failure_(spec.on_failure) {
  if (spec.takes) takes_.emplace(*spec.takes);
}

sim::Task<Outcome> Publish::take(Visit& visit) const {
  const Request message = message_about(visit.request, purpose_);
  const std::uint64_t key = message.keys[key_];
  sim::Duration takes{};
  if (takes_) {
    sim::Draws draws = visit.request.draws(purpose_);
    takes = takes_->sample(draws);
  }
  if (!acknowledged_) {
    queue_->publish_unheard(message, key, takes);
    co_return Outcome::served;
  }
  if (takes > sim::Duration::zero()) {
    co_await setting_->kernel.sleep(takes);
    setting_->spent.add(visit.request.flow, queue_->publishing(), takes);
  }
  if (queue_->publish(message, key)) co_return Outcome::served;
  co_return on_failure_ == OnFailure::go_on ? Outcome::degraded : Outcome::failed;
}

}  // namespace models
