// Payments that have ended, and of which something could still be lost.
#include "models/books/at_rest.h"

namespace models {

AtRest::Fate AtRest::fate_of(const PaymentFacts& facts) {
  Fate fate = {facts.flow, facts.counted ? 1U : 0U, static_cast<std::uint64_t>(facts.told),
               facts.queued > 0 ? 1U : 0U, facts.given_up > 0 ? 1U : 0U};
  for (const Posting& posting : facts.postings) {
    fate.push_back(posting.store);
    fate.push_back(static_cast<std::uint64_t>(posting.side));
    fate.push_back(posting.acknowledged ? 1 : 0);
    fate.push_back(static_cast<std::uint64_t>(posting.done));
  }
  for (const Resting& resting : facts.resting) {
    fate.push_back(resting.where.store);
    fate.push_back(resting.where.shard);
    fate.push_back(resting.where.number);
    fate.push_back(resting.posting);
  }
  return fate;
}

void AtRest::add(const PaymentFacts& facts, std::int64_t payments, sim::Uint128 money) {
  const auto [known, is_new] = number_of_.try_emplace(fate_of(facts), last_number_ + 1);
  PaymentsAtRest& kept = kept_[known->second];
  if (is_new) {
    ++last_number_;
    kept.facts = facts;
    for (const Resting& resting : facts.resting) in_segment_.emplace(resting.where, known->second);
  }
  kept.payments += payments;
  kept.money += money;
}

std::vector<PaymentsAtRest> AtRest::take(const Segment& segment) {
  std::vector<PaymentsAtRest> taken;
  for (;;) {
    const auto first = in_segment_.lower_bound({segment, 0});
    if (first == in_segment_.end() || first->first != segment) return taken;
    const auto found = kept_.find(first->second);
    for (const Resting& resting : found->second.facts.resting)
      in_segment_.erase({resting.where, found->first});
    number_of_.erase(fate_of(found->second.facts));
    taken.push_back(std::move(found->second));
    kept_.erase(found);
  }
}

}  // namespace models
