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

Tally tally(const PaymentRecord& record) {
  Tally sum;
  std::int64_t extra_debits = 0;
  for (const Posting& posting : record.postings) {
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
  if (!finished_) settle(record);
  record.leave();
  free_.push_back(&record);
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

sim::Found& Books::finding(sim::Audit& audit, const PaymentRecord& record) const {
  const Tally sum = tally(record);
  const bool in_part = has_both_sides_[record.flow] && sum.net != 0;
  if (!record.ended) return audit.unfinished;
  if (sum.repeated) return audit.duplicate;
  if (is_done(record.told) && sum.lost) return audit.lost;
  if (record.queued > 0) return audit.pending;
  if (is_done(record.told)) return in_part || record.given_up > 0 ? audit.stranded : audit.exact;
  const bool is_unknown = is_ambiguous(record.told);
  if (!sum.any) return is_unknown ? audit.unknown_not_applied : audit.exact;
  if (in_part || (is_unknown && !sum.all)) return audit.stranded;
  return is_unknown ? audit.unknown_applied : audit.failed_applied;
}

void Books::settle(const PaymentRecord& record) {
  sim::Audit& audit = record.counted ? audits_[record.flow] : not_counted_;
  sim::Found& found = finding(audit, record);
  const Tally sum = tally(record);
  const std::int64_t times = &found == &audit.duplicate ? sum.extra : 1;
  found.add(static_cast<sim::Uint128>(record.amount) * static_cast<sim::Uint128>(times),
            static_cast<sim::Int128>(record.amount) * sum.net);
  if (&found == &audit.lost && record.counted) count_losses(record);
}

// Each store once, however much of a payment it has lost.
void Books::count_losses(const PaymentRecord& record) {
  for (std::size_t i = 0; i < record.postings.size(); ++i) {
    const Posting& entry = record.postings[i];
    const auto is_lost_there = [&](const Posting& other) {
      return other.store == entry.store && other.acknowledged && other.done == 0;
    };
    const auto here = record.postings.begin() + static_cast<std::ptrdiff_t>(i);
    if (!is_lost_there(entry) || std::any_of(record.postings.begin(), here, is_lost_there))
      continue;
    ++lost_[entry.store].payments;
    lost_[entry.store].money += static_cast<sim::Uint128>(record.amount);
  }
}

void Books::finish() {
  for (sim::detail::Link* link = open_.after; link != &open_; link = link->after)
    settle(static_cast<const PaymentRecord&>(*link));
  finished_ = true;
  sim::Int128 of_payments = not_counted_.difference();
  for (const sim::Audit& audit : audits_) of_payments += audit.difference();
  sim::check(of_payments == debited_more_,
             "money debited = money credited + what the audit lists, in minor units");
}

}  // namespace models
