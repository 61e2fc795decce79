#include "models/locks/lock_table.h"

#include <gtest/gtest.h>
#include <map>
#include <set>
#include <vector>

#include "sim/kernel/stream.h"

namespace models {
namespace {

using State = LockTable::Claim::State;

struct Table {
  sim::Kernel kernel;
  Fencing fencing;
  WaitsFor waits_for;
  sim::LockMeasurements measured;
  LockTable table{kernel, "account", fencing, waits_for, fencing.add_service(true), measured};
};

TEST(LockTable, remembers_nothing_of_locks_that_nobody_has) {
  Table all;
  LockTable::Session session;
  for (std::uint64_t key = 0; key < 100; ++key) {
    auto& claim = all.table.make(key, {});
    all.table.ask(claim, session);
    EXPECT_EQ(claim.state, State::held);
    all.table.drop(claim);
    all.table.give_back(claim);
  }
  EXPECT_EQ(all.table.known(), 0U);
}

TEST(LockTable, tokens_only_grow) {
  Table all;
  LockTable::Session session;
  std::uint64_t last = 0;
  for (int i = 0; i < 100; ++i) {
    auto& claim = all.table.make(7, {});
    all.table.ask(claim, session);
    EXPECT_GT(claim.token, last);
    last = claim.token;
    all.table.drop(claim);
    all.table.give_back(claim);
  }
}

TEST(LockTable, what_is_over_is_not_found_under_its_old_name) {
  Table all;
  const ClaimId old = all.table.make(7, {}).id;
  all.table.drop(*all.table.find(old));
  EXPECT_EQ(all.table.find(old), nullptr);
  const ClaimId next = all.table.make(7, {}).id;
  EXPECT_EQ(next.index, old.index);
  EXPECT_EQ(all.table.find(old), nullptr);
}

TEST(LockTable, a_key_is_contested_when_it_goes_on_from_an_owner_who_may_not_know) {
  Table all;
  LockTable::Session lost;
  LockTable::Session other;
  auto& first = all.table.make(7, {});
  all.table.ask(first, lost);
  auto& second = all.table.make(7, {});
  all.table.ask(second, other);
  EXPECT_EQ(second.state, State::waiting);
  all.table.expire(lost);
  EXPECT_EQ(second.state, State::held);
  EXPECT_EQ(all.fencing.contested(), 1U);
}

TEST(LockTable, a_key_that_goes_on_from_a_dead_owner_is_not_contested) {
  Table all;
  LockTable::Session lost;
  LockTable::Session other;
  auto& first = all.table.make(7, {});
  all.table.ask(first, lost);
  all.table.drop(first);
  auto& second = all.table.make(7, {});
  all.table.ask(second, other);
  all.table.expire(lost);
  EXPECT_EQ(second.state, State::held);
  EXPECT_EQ(all.fencing.contested(), 0U);
}

// Random owners who ask, let go, die and lose their sessions: what the table says of its locks is
// what the claims say of themselves.
class RandomOwners {
 public:
  explicit RandomOwners(std::uint64_t seed) : bits_(sim::Seed(seed), "owners") {}

  void step() {
    switch (bits_.below(4)) {
      case 0:
      case 1: {
        auto& claim = all_.table.make(bits_.below(3), {});
        claims_.push_back(claim.id);
        owners_[claim.id.index] = bits_.below(4);
        all_.table.ask(claim, sessions_[owners_[claim.id.index]]);
        break;
      }
      case 2:
        if (!claims_.empty()) let_go(bits_.below(claims_.size()), bits_.below(4) == 0);
        break;
      default:
        all_.table.expire(sessions_[bits_.below(4)]);
    }
  }

  // For each key the owners whose claims are held.
  std::map<std::uint64_t, std::set<std::uint64_t>> holders() {
    std::map<std::uint64_t, std::set<std::uint64_t>> holders;
    for (const ClaimId id : claims_) {
      const auto* const claim = all_.table.find(id);
      if (claim != nullptr && claim->state == State::held) holders[claim->key].insert(claim->token);
    }
    return holders;
  }
  std::set<std::uint64_t> waited_for() {
    std::set<std::uint64_t> keys;
    for (const ClaimId id : claims_)
      if (const auto* claim = all_.table.find(id);
          claim != nullptr && claim->state == State::waiting)
        keys.insert(claim->key);
    return keys;
  }

 private:
  void let_go(std::size_t which, bool dies) {
    auto* claim = all_.table.find(claims_[which]);
    if (claim == nullptr || !claim->gripped) return;
    all_.table.drop(*claim);
    claim = all_.table.find(claims_[which]);
    if (!dies && claim != nullptr) all_.table.give_back(*claim);
  }

  sim::Stream bits_;
  Table all_;
  LockTable::Session sessions_[4];
  std::vector<ClaimId> claims_;
  std::map<std::uint32_t, std::uint64_t> owners_;
};

TEST(LockTable, in_ten_thousand_random_schedules_no_lock_has_two_holders_or_waits_for_none) {
  for (std::uint64_t seed = 0; seed < 10'000; ++seed) {
    RandomOwners owners(seed);
    for (int step = 0; step < 30; ++step) {
      owners.step();
      const auto holders = owners.holders();
      for (const auto& [key, tokens] : holders) ASSERT_EQ(tokens.size(), 1U) << "seed " << seed;
      for (const std::uint64_t key : owners.waited_for())
        ASSERT_TRUE(holders.contains(key)) << "seed " << seed;
    }
  }
}

}  // namespace
}  // namespace models
