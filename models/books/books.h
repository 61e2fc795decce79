// The books of a run: what every payment did to the stores, audited against what its payer was
// told. Only payments of flows that write anything have a record.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <utility>
#include <vector>

#include "models/books/at_rest.h"
#include "models/books/payment_record.h"
#include "sim/measure/audit.h"

namespace models {

class Books {
 public:
  // What is lost of the payments that were told that all is done, by store.
  struct LostOfStore {
    std::int64_t payments = 0;
    sim::Uint128 money = 0;
  };

  Books() = default;
  Books(const Books&) = delete;

  // Numbers a store; once for each, before anything is written.
  std::uint32_t add_store();
  // For a flow by its index. Whether it has both sides, so that they should balance, is known from
  // its steps.
  void add_flow(std::uint32_t flow, bool has_both_sides);

  // The caller holds it.
  PaymentRecord& open(std::uint32_t flow, std::int64_t amount, bool counted,
                      sim::Duration keeps_keys);
  // The payer is told; gives up the hold of who opened it.
  void close(PaymentRecord& record, Outcome told);

  void hold(PaymentRecord& record) { ++record.holds; }
  // The last to let go settles it.
  void release(PaymentRecord& record);
  // The same, by whoever has a posting of it, once, where it can still be lost.
  void release_at_rest(PaymentRecord& record, const Resting& resting);

  // Finds or makes its posting; the place of it stays.
  static std::size_t posting(PaymentRecord& record, std::uint64_t id, std::uint32_t store,
                             Side side);
  // False if the store recognises a repetition: then it is acknowledged, and nothing is done.
  static bool is_new(const PaymentRecord& record, std::size_t posting, sim::Instant now);
  // Into the books, or out of them because a store has lost it.
  void enter(PaymentRecord& record, std::size_t posting, sim::Instant now);
  void strike(PaymentRecord& record, std::size_t posting);

  // What rests in a segment: is struck, and the number of acknowledged writes told that are gone;
  // cannot be lost any more; shares the fate of what is in another segment of the shard.
  std::int64_t lose(const Segment& segment);
  void secure(const Segment& segment);
  void merge(const Segment& segment, const Segment& into);

  // Settles all that is left; afterwards nothing is settled any more. Breaks off if sums of stores
  // and of payments differ.
  void finish();

  const sim::Audit& audit(std::uint32_t flow) const { return audits_[flow]; }
  const LostOfStore& lost_of(std::uint32_t store) const { return lost_[store]; }

 private:
  void settle(const PaymentFacts& facts, std::int64_t payments, sim::Uint128 money);
  // As it was settled before something of it was lost.
  void unsettle(const PaymentFacts& facts, std::int64_t payments, sim::Uint128 money);
  void count(const PaymentFacts& facts, std::int64_t payments, sim::Int128 money);
  void count_losses(const PaymentFacts& facts, std::int64_t payments, sim::Int128 money);
  sim::Found& finding(sim::Audit& audit, const PaymentFacts& facts) const;
  // Changes what rests in a segment, of payments that have ended and of others: `change` gets one
  // of them and the money it is about.
  template <class Change>
  void rewrite(const Segment& segment, Change change);

  std::deque<PaymentRecord> records_;  // all that there ever were, to be used again
  std::vector<PaymentRecord*> free_;
  sim::detail::Link open_;
  std::vector<bool> has_both_sides_;  // by flow
  std::vector<sim::Audit> audits_;    // by flow
  sim::Audit not_counted_;            // due in the warm-up
  std::vector<LostOfStore> lost_;     // by store
  AtRest at_rest_;
  sim::Int128 debited_more_ = 0;  // by the stores' own sums
  bool finished_ = false;
};

// Holds a record, if there is one, while it is in scope.
class Hold {
 public:
  Hold(Books& books, PaymentRecord* record) : books_(books), record_(record) {
    if (record_ != nullptr) books_.hold(*record_);
  }
  Hold(const Hold&) = delete;
  ~Hold() {
    if (record_ != nullptr) books_.release(*record_);
  }

 private:
  Books& books_;
  PaymentRecord* record_;
};

}  // namespace models
