// What a lock service has written down.
#include "models/locks/lock_table.h"

#include <algorithm>

#include "sim/kernel/check.h"

namespace models {

using State = LockTable::Claim::State;

LockTable::LockTable(sim::Kernel& kernel, const std::string& name, Fencing& fencing,
                     WaitsFor& waits_for, std::uint64_t service, sim::LockMeasurements& measured)
    : Place(kernel, name + " locks"),
      kernel_(kernel),
      fencing_(fencing),
      waits_for_(waits_for),
      service_(service),
      measured_(measured) {}

LockTable::~LockTable() = default;

LockTable::Claim& LockTable::make(std::uint64_t key, const WaitsFor::Tokens& holding) {
  if (free_.empty()) {
    free_.push_back(static_cast<std::uint32_t>(claims_.size()));
    claims_.emplace_back().id = {.index = free_.back(), .generation = 1};
  }
  Claim& claim = claims_[free_.back()];
  free_.pop_back();
  claim.state = State::asked;
  claim.key = key;
  claim.token = 0;
  claim.holding = holding;
  claim.gripped = true;
  claim.acting = claim.lost = false;
  return claim;
}

void LockTable::free_if_over(Claim& claim) {
  if (claim.gripped || claim.state == State::waiting || claim.state == State::held) return;
  if (claim.turn != nullptr) claim.turn->come();
  claim.turn = nullptr;
  claim.state = State::free;
  ++claim.id.generation;
  free_.push_back(claim.id.index);
}

LockTable::Lock& LockTable::lock_of(std::uint64_t key) {
  Lock& lock = locks_[key];
  lock.key = key;
  return lock;
}

void LockTable::ask(Claim& claim, Session& session) {
  sim::check(claim.state == State::asked || claim.state == State::dropped,
             "a claim is made once at a time");
  Lock& lock = lock_of(claim.key);
  if (claim.lost) --lock.lost;  // its owner asks again, and so has learned of it
  claim.lost = false;
  claim.lock = &lock;
  claim.join_before(session.claims);
  if (lock.holder == nullptr) return grant(lock, claim);
  claim.state = State::waiting;
  claim.in_line.claim = &claim;
  claim.in_line.join_before(lock.line);
  ++in_line_;
  const bool holds_any = std::ranges::any_of(claim.holding, [](auto token) { return token != 0; });
  if (holds_any && waits_for_.begin(claim.holding, &lock.holder_token)) ++measured_.deadlocks;
}

void LockTable::grant(Lock& lock, Claim& claim) {
  sim::check(lock.holder == nullptr, "a lock is granted to one at a time");
  claim.state = State::held;
  claim.token = Fencing::token(service_, ++grants_);
  claim.granted = kernel_.now();
  lock.holder = &claim;
  lock.holder_token = claim.token;
  kernel_.note(claim.token + lock.key);
  if (lock.lost > 0) fencing_.contest(service_, lock.key);
  if (claim.turn != nullptr) claim.turn->come();
}

void LockTable::leave_line(Claim& claim) {
  claim.in_line.leave();
  --in_line_;
  const bool holds_any = std::ranges::any_of(claim.holding, [](auto token) { return token != 0; });
  if (holds_any) waits_for_.end(claim.holding, &claim.lock->holder_token);
}

void LockTable::grant_next(Lock& lock) {
  lock.holder = nullptr;
  lock.holder_token = 0;
  if (lock.line.alone()) return forget_if_idle(lock);
  Claim& next = *static_cast<Claim::InLine*>(lock.line.after)->claim;
  leave_line(next);
  grant(lock, next);
}

void LockTable::give_back(Claim& claim) {
  Lock& lock = *claim.lock;
  const bool was_held = claim.state == State::held;
  if (claim.state == State::waiting) leave_line(claim);
  claim.leave();
  claim.state = State::dropped;
  free_if_over(claim);
  if (was_held) return grant_next(lock);
  forget_if_idle(lock);
}

// To its owner nothing has happened.
void LockTable::take_away(Claim& claim) {
  Lock& lock = *claim.lock;
  const bool was_held = claim.state == State::held;
  if (claim.state == State::waiting) leave_line(claim);
  claim.leave();
  claim.state = State::dropped;
  if (was_held && claim.gripped) {
    claim.lost = true;
    ++lock.lost;
  }
  if (claim.turn != nullptr) claim.turn->come();
  free_if_over(claim);
  if (was_held) return grant_next(lock);
  forget_if_idle(lock);
}

void LockTable::expire(Session& session) {
  // Those in line go first: what the session holds is for others.
  std::vector<Claim*> held;
  while (!session.claims.alone()) {
    Claim& claim = static_cast<Claim&>(*session.claims.after);
    if (claim.state == State::waiting) {
      take_away(claim);
    } else {
      held.push_back(&claim);
      claim.leave();
    }
  }
  for (Claim* const claim : held) take_away(*claim);
}

void LockTable::forget_since(sim::Instant since) {
  std::vector<Claim*> forgotten;
  for (Claim& claim : claims_)
    if (claim.state == State::held && claim.granted >= since) forgotten.push_back(&claim);
  for (Claim* const claim : forgotten) take_away(*claim);
}

void LockTable::note_acting(Lock& lock) {
  if (lock.acting++ > 0) ++measured_.violations;
}

void LockTable::begin_acting(Claim& claim) {
  claim.acting = true;
  note_acting(*claim.lock);
}

void LockTable::end_acting_without(std::uint64_t key) {
  Lock& lock = lock_of(key);
  --lock.acting;
  forget_if_idle(lock);
}

void LockTable::drop(Claim& claim) {
  if (claim.acting) --claim.lock->acting;
  if (claim.lost) --claim.lock->lost;
  const bool was_known = claim.acting || claim.lost;
  claim.gripped = claim.acting = claim.lost = false;
  // Whoever waits on its owner's behalf need not any more.
  if (claim.turn != nullptr) claim.turn->come();
  claim.turn = nullptr;
  Lock* const lock = claim.lock;
  const bool is_out = claim.state == State::asked || claim.state == State::dropped;
  free_if_over(claim);
  if (was_known && is_out) forget_if_idle(*lock);
}

void LockTable::forget_if_idle(Lock& lock) {
  if (lock.holder == nullptr && lock.line.alone() && lock.acting == 0 && lock.lost == 0)
    locks_.erase(lock.key);
}

std::size_t LockTable::holders(std::uint64_t key) const {
  const auto found = locks_.find(key);
  return found == locks_.end() || found->second.holder == nullptr ? 0 : 1;
}

}  // namespace models
