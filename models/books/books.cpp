// The books of a run.
#include "models/books/books.h"

#include <algorithm>

#include "sim/kernel/check.h"

namespace models {

namespace {

std::int64_t sign_of(Side side) {
  switch (side) {
    case Side::debit:
      return 1;
    case Side::credit:
      return -1;
    case Side::none:
      return 0;
  }
  return 0;
}

// What the audit goes by.
struct Tally {
  bool any = false;        // something is in the books
  bool all = true;         // everything that was begun is
  bool repeated = false;   // something is more than once
  bool lost = false;       // something acknowledged is not
  std::int64_t extra = 0;  // how often something was debited too much, or done if nothing was
  std::int64_t net = 0;    // debits less credits
};

Tally tally(const PaymentFacts& facts) {
  Tally sum;
  std::int64_t extra_debits = 0;
  for (const Posting& posting : facts.postings) {
    sum.any = sum.any || posting.done > 0;
    sum.all = sum.all && posting.done > 0;
    sum.repeated = sum.repeated || posting.done > 1;
    sum.lost = sum.lost || (posting.acknowledged && posting.done == 0);
    sum.net += sign_of(posting.side) * posting.done;
    const std::int64_t extra = std::max(0, posting.done - 1);
    sum.extra = std::max(sum.extra, extra);
    if (posting.side == Side::debit) extra_debits += extra;
  }
  if (extra_debits > 0) sum.extra = extra_debits;
  return sum;
}

}  // namespace

std::uint32_t Books::add_store() {
  lost_.emplace_back();
  return static_cast<std::uint32_t>(lost_.size() - 1);
}

void Books::add_flow(std::uint32_t flow, bool has_both_sides) {
  if (flow >= audits_.size()) {
    has_both_sides_.resize(flow + 1);
    audits_.resize(flow + 1);
  }
  has_both_sides_[flow] = has_both_sides;
}

PaymentRecord& Books::open(std::uint32_t flow, std::int64_t amount, bool counted,
                           sim::Duration keeps_keys) {
  if (free_.empty()) free_.push_back(&records_.emplace_back());
  PaymentRecord& record = *free_.back();
  free_.pop_back();
  record.holds = 1;
  record.amount = amount;
  record.flow = flow;
  record.counted = counted;
  record.ended = false;
  record.queued = record.given_up = 0;
  record.keeps_keys = keeps_keys;
  record.postings.clear();
  record.resting.clear();
  record.join_before(open_);
  return record;
}

void Books::close(PaymentRecord& record, Outcome told) {
  record.ended = true;
  record.told = told;
  release(record);
}

void Books::release(PaymentRecord& record) {
  sim::check(record.holds > 0, "a record is let go as often as it was held");
  if (--record.holds > 0) return;
  if (!finished_) {
    const auto money = static_cast<sim::Uint128>(record.amount);
    settle(record, 1, money);
    if (!record.resting.empty()) at_rest_.add(record, 1, money);
  }
  record.leave();
  free_.push_back(&record);
}

void Books::release_at_rest(PaymentRecord& record, const Resting& resting) {
  record.resting.push_back(resting);
  release(record);
}

std::size_t Books::posting(PaymentRecord& record, std::uint64_t id, std::uint32_t store,
                           Side side) {
  for (std::size_t i = 0; i < record.postings.size(); ++i)
    if (record.postings[i].id == id) return i;
  record.postings.push_back({.id = id, .store = store, .side = side, .first = {}});
  return record.postings.size() - 1;
}

bool Books::is_new(const PaymentRecord& record, std::size_t posting, sim::Instant now) {
  const Posting& entry = record.postings[posting];
  return entry.done == 0 || now - entry.first >= record.keeps_keys;
}

void Books::enter(PaymentRecord& record, std::size_t posting, sim::Instant now) {
  Posting& entry = record.postings[posting];
  if (entry.done++ == 0) entry.first = now;
  debited_more_ += static_cast<sim::Int128>(record.amount) * sign_of(entry.side);
}

void Books::strike(PaymentRecord& record, std::size_t posting) {
  Posting& entry = record.postings[posting];
  sim::check(entry.done > 0, "only what is in the books is struck from them");
  --entry.done;
  debited_more_ -= static_cast<sim::Int128>(record.amount) * sign_of(entry.side);
}

sim::Found& Books::finding(sim::Audit& audit, const PaymentFacts& facts) const {
  const Tally sum = tally(facts);
  const bool in_part = has_both_sides_[facts.flow] && sum.net != 0;
  if (!facts.ended) return audit.unfinished;
  if (sum.repeated) return audit.duplicate;
  if (is_done(facts.told) && sum.lost) return audit.lost;
  if (facts.queued > 0) return audit.pending;
  if (is_done(facts.told)) return in_part || facts.given_up > 0 ? audit.stranded : audit.exact;
  const bool is_unknown = is_ambiguous(facts.told);
  if (!sum.any) return is_unknown ? audit.unknown_not_applied : audit.exact;
  if (in_part || (is_unknown && !sum.all)) return audit.stranded;
  return is_unknown ? audit.unknown_applied : audit.failed_applied;
}

void Books::settle(const PaymentFacts& facts, std::int64_t payments, sim::Uint128 money) {
  count(facts, payments, static_cast<sim::Int128>(money));
}

void Books::unsettle(const PaymentFacts& facts, std::int64_t payments, sim::Uint128 money) {
  count(facts, -payments, -static_cast<sim::Int128>(money));
}

void Books::count(const PaymentFacts& facts, std::int64_t payments, sim::Int128 money) {
  sim::Audit& audit = facts.counted ? audits_[facts.flow] : not_counted_;
  sim::Found& found = finding(audit, facts);
  const Tally sum = tally(facts);
  const std::int64_t times = &found == &audit.duplicate ? sum.extra : 1;
  found.merge({.intents = payments,
               .money = static_cast<sim::Uint128>(money * times),
               .difference = money * sum.net});
  if (&found == &audit.lost && facts.counted) count_losses(facts, payments, money);
}

// Each store once, however much of a payment it has lost.
void Books::count_losses(const PaymentFacts& facts, std::int64_t payments, sim::Int128 money) {
  for (std::size_t i = 0; i < facts.postings.size(); ++i) {
    const Posting& entry = facts.postings[i];
    const auto is_lost_there = [&](const Posting& other) {
      return other.store == entry.store && other.acknowledged && other.done == 0;
    };
    const auto here = facts.postings.begin() + static_cast<std::ptrdiff_t>(i);
    if (!is_lost_there(entry) || std::any_of(facts.postings.begin(), here, is_lost_there)) continue;
    lost_[entry.store].payments += payments;
    lost_[entry.store].money += static_cast<sim::Uint128>(money);
  }
}

template <class Change>
void Books::rewrite(const Segment& segment, Change change) {
  for (sim::detail::Link* link = open_.after; link != &open_; link = link->after) {
    auto& record = static_cast<PaymentRecord&>(*link);
    const auto is_there = [&](const Resting& each) { return each.where == segment; };
    if (std::ranges::any_of(record.resting, is_there))
      change(record, 1, static_cast<sim::Uint128>(record.amount));
  }
  for (PaymentsAtRest& each : at_rest_.take(segment)) {
    unsettle(each.facts, each.payments, each.money);
    change(each.facts, each.payments, each.money);
    settle(each.facts, each.payments, each.money);
    if (!each.facts.resting.empty()) at_rest_.add(each.facts, each.payments, each.money);
  }
}

std::int64_t Books::lose(const Segment& segment) {
  std::int64_t lost = 0;
  rewrite(segment, [&](PaymentFacts& facts, std::int64_t payments, sim::Uint128 money) {
    for (const Resting& resting : facts.resting) {
      if (resting.where != segment) continue;
      Posting& entry = facts.postings[resting.posting];
      sim::check(entry.done > 0, "only what is in the books is struck from them");
      --entry.done;
      debited_more_ -= static_cast<sim::Int128>(money) * sign_of(entry.side);
      if (entry.acknowledged && entry.done == 0) lost += payments;
    }
    std::erase_if(facts.resting, [&](const Resting& each) { return each.where == segment; });
  });
  return lost;
}

void Books::secure(const Segment& segment) {
  rewrite(segment, [&](PaymentFacts& facts, std::int64_t, sim::Uint128) {
    std::erase_if(facts.resting, [&](const Resting& each) { return each.where == segment; });
  });
}

void Books::merge(const Segment& segment, const Segment& into) {
  rewrite(segment, [&](PaymentFacts& facts, std::int64_t, sim::Uint128) {
    for (Resting& each : facts.resting)
      if (each.where == segment) each.where = into;
  });
}

void Books::finish() {
  for (sim::detail::Link* link = open_.after; link != &open_; link = link->after) {
    const auto& record = static_cast<const PaymentRecord&>(*link);
    settle(record, 1, static_cast<sim::Uint128>(record.amount));
  }
  finished_ = true;
  sim::Int128 of_payments = not_counted_.difference();
  for (const sim::Audit& audit : audits_) of_payments += audit.difference();
  sim::check(of_payments == debited_more_,
             "money debited = money credited + what the audit lists, in minor units");
}

}  // namespace models
