// Steps under a lock.
#include "models/steps/lock.h"

#include <algorithm>
#include <utility>

#include "models/locks/lock_service.h"
#include "models/scenario.h"
#include "models/scenario_calls.h"
#include "models/steps/catalogue.h"
#include "sim/kernel/within.h"

namespace models {

void Lock::Spec::verify(sim::Complaints& complaints) const {
  if (key && keys) complaints.about("keys", "has both key and keys; name all of them in keys");
  if (!keys) return;
  if (keys->empty()) complaints.about("keys", "must not be empty");
  for (std::size_t i = 0; i < keys->size(); ++i)
    for (std::size_t k = 0; k < i; ++k)
      if ((*keys)[i] == (*keys)[k])
        complaints.about("keys", sim::in_quotes(*(*keys)[i]) + " is named twice");
}

std::vector<sim::Located<std::string>> Lock::Spec::names() const {
  if (keys) return *keys;
  if (key) return {*key};
  return {};
}

// What one visit has of the locks it asks for; lets go of it when the visit ends, however it does.
class Lock::Grip {
 public:
  Grip(LockService& service, LockClient& client) : service_(service), client_(client) {}
  Grip(const Grip&) = delete;
  ~Grip() {
    for (const std::uint64_t key : unlocked_) service_.table().end_acting_without(key);
    let_go();
  }

  LockClient& client() const { return client_; }
  const LockService::Wish& wish() const { return wish_; }

  void add(const Request& request, std::size_t slot) {
    const LockTable::Claim& claim = service_.table().make(request.keys[slot], request.tokens);
    wish_.claims[wish_.count] = claim.id;
    wish_.slots[wish_.count++] = slot;
  }
  void let_go() {
    if (wish_.count > 0) service_.let_go(wish_, client_);
    wish_.count = 0;
  }
  void begin_acting() {
    for (std::size_t i = 0; i < wish_.count; ++i)
      service_.table().begin_acting(*service_.table().find(wish_.claims[i]));
  }
  // The same for whoever goes on without the locks.
  void begin_acting_without(const Request& request) {
    for (std::size_t i = 0; i < wish_.count; ++i) unlocked_.push_back(request.keys[wish_.slots[i]]);
    let_go();
    for (const std::uint64_t key : unlocked_) service_.table().begin_acting_without(key);
  }
  std::uint64_t token(std::size_t i) const { return service_.table().find(wish_.claims[i])->token; }

 private:
  LockService& service_;
  LockClient& client_;
  LockService::Wish wish_;
  std::vector<std::uint64_t> unlocked_;  // keys
};

Lock::Lock(const Spec& spec, const Assembly& assembly)
    : setting_(&assembly.setting),
      service_(&assembly.directory.lock_service(*spec.lock)),
      user_(service_->add_user(*assembly.service)),
      sorted_(spec.order == LockOrder::sorted),
      purpose_(assembly.purpose()),
      program_(spec.steps, assembly) {
  const Scenario& scenario = assembly.directory.scenario();
  for_each_step<Write::Spec>(spec.steps, [this](const Write::Spec&) { writes_ = true; });
  for (const auto& name : spec.names()) keys_.push_back(scenario.key_index(*name));
  if (keys_.empty()) keys_.push_back(scenario.key_index(""));
  if (spec.wait) patience_ = &setting_->kernel.timers(*spec.wait);
}

sim::Task<Outcome> Lock::take(Visit& visit) const {
  const sim::Instant began = visit.node.now();
  Grip grip(*service_, service_->client(user_, visit.node));
  auto acquiring = acquire(visit, grip);
  Outcome outcome = co_await std::move(acquiring);
  if (visit.node.paused()) co_await visit.node.running().passage();
  const sim::Duration waited = visit.node.now() - began;
  setting_->spent.add(visit.request.flow, service_->place(), waited);
  sim::LockMeasurements& measured = service_->measured();
  measured.wait.record(waited);
  if (outcome == Outcome::served) {
    ++measured.acquired;
    grip.begin_acting();
  } else if (outcome == Outcome::lock_unavailable && service_->when_lost() == WhenLost::open) {
    ++measured.went_without;
    grip.begin_acting_without(visit.request);
  } else {
    ++(outcome == Outcome::lock_timeout ? measured.gave_up : measured.unavailable);
    co_return outcome;
  }
  const sim::Instant acquired = visit.node.now();
  auto running = run(visit, grip);
  outcome = co_await std::move(running);
  measured.hold.record(visit.node.now() - acquired);
  co_return outcome;
}

sim::Task<Outcome> Lock::acquire(Visit& visit, Grip& grip) const {
  const Request& request = visit.request;
  std::vector<std::size_t> slots = keys_;
  const auto value = [&](std::size_t slot) { return std::pair(request.keys[slot], slot); };
  if (sorted_) std::ranges::sort(slots, {}, value);
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const bool is_new = std::none_of(
        slots.begin(), slots.begin() + static_cast<std::ptrdiff_t>(i),
        [&](std::size_t earlier) { return request.keys[earlier] == request.keys[slots[i]]; });
    if (is_new) grip.add(request, slots[i]);
  }
  LockService::Wish wish = grip.wish();
  if (service_->acquire_at_once(wish, grip.client())) co_return Outcome::served;
  const std::uint64_t luck = sim::mix(request.luck, purpose_);
  sim::Within<Outcome> answer(setting_->crowd, patience_,
                              service_->acquire(wish, grip.client(), luck));
  const std::optional<Outcome> in_time = co_await answer;
  if (in_time) co_return *in_time;
  co_return service_->reason_to_give_up(wish, grip.client());
}

// What is done with the tokens of the locks is done in a visit of its own: other branches of the
// same payment do not have them. Stores look at the tokens of writes; steps without any stand for
// one, made when they are done.
sim::Task<Outcome> Lock::run(Visit& visit, Grip& grip) const {
  Request under_lock = visit.request;
  const LockService::Wish& wish = grip.wish();
  for (std::size_t i = 0; i < wish.count; ++i)
    for (const std::size_t slot : keys_)
      if (visit.request.keys[slot] == visit.request.keys[wish.slots[i]])
        under_lock.tokens[slot] = grip.token(i);
  Visit inside{visit.node, under_lock, visit.heard, {}, {}};
  auto running = program_.run(inside);
  Outcome outcome = co_await std::move(running);
  if (visit.node.paused()) co_await visit.node.running().passage();
  visit.in_line += inside.in_line;
  visit.on_core += inside.on_core;
  bool lets_through = true;
  for (std::size_t i = 0; !writes_ && i < wish.count; ++i)
    if (!setting_->fencing.lets_through(visit.request.keys[wish.slots[i]], grip.token(i)))
      lets_through = false;
  if (is_done(outcome) && !lets_through) outcome = Outcome::fenced_off;
  co_return outcome;
}

}  // namespace models
