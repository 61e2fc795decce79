// The key's entry in a table tells the node. All nodes of one weight have the same number of
// entries; a change of the members moves a few entries between nodes that stay.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "models/balancing/backend.h"
#include "models/balancing/maglev_table.h"
#include "sim/input/codec.h"
#include "sim/input/fields.h"
#include "sim/input/limits.h"
#include "sim/kernel/hash.h"

namespace models {

// The table depends on who the members are, not on their order. It is built when it is next needed.
class MaglevHashing {
 public:
  static constexpr std::string_view kName = "maglev";
  static constexpr std::string_view kSummary =
      "The node that Maglev's lookup table has for the request's key.";
  struct Spec {
    static constexpr std::string_view kShorthand = "table";
    std::int64_t table = 65'537;  // the paper's small table

    void fields(auto& f) {
      f.optional("table", table,
                 "Entries of the table, a prime number; more than 100 a node keep imbalance below "
                 "1 %.",
                 sim::Between<std::int64_t>{2, 10'000'000});
    }
    void verify(sim::Complaints& complaints) const;
    bool operator==(const Spec&) const = default;
  };

  explicit MaglevHashing(const Spec& spec) : size_(static_cast<std::uint32_t>(spec.table)) {}

  void members(std::span<Backend* const> members) {
    members_.assign(members.begin(), members.end());
    table_.clear();
  }

  Backend* choose(const Choice& choice) {
    if (members_.empty()) return nullptr;
    if (table_.empty()) build();
    return members_[table_[sim::mix(choice.key, sim::hash_of("keys in a table")) % size_]];
  }

  // The part of all keys that each member owns, in the order of the members.
  std::vector<double> shares();

 private:
  void build();

  std::uint32_t size_;
  std::vector<Backend*> members_;
  std::vector<std::uint32_t> table_;  // indices of members
};

}  // namespace models
