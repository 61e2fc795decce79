// Which parts, lost together, leave too few copies of something: minimal cut sets of what is kept
// in copies, those that are alike summed up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "models/topology/structure.h"

namespace models {

// Nodes, and which of them have copies of the same.
struct CopyNodes {
  std::vector<std::size_t> zones{};                  // by node
  std::vector<std::vector<std::uint32_t>> groups{};  // each a set of nodes
};

// A group is served where so many of its nodes reach each other, and so many zones, theirs
// included.
struct CopiesNeeded {
  std::size_t nodes = 1;
  std::size_t zones = 0;
  bool operator==(const CopiesNeeded&) const = default;
};

// What fails as one, with all that is lost then.
struct FailingPart {
  std::string kind{};  // "node", "zone": what several of them are
  std::string name{};  // "ledger/3", "zone a"
  std::vector<std::size_t> zones{};
  std::vector<std::size_t> links{};
  std::vector<std::uint32_t> nodes{};
  std::optional<double> down{};  // the share of time in which it is lost, if that is known
};

// Sets that differ only by which parts of a kind they have, where these are lost as often.
struct AlikeLosses {
  struct Kind {
    std::string kind{};
    std::size_t lost = 0;
    std::size_t of = 0;
    std::vector<std::string> names{};  // of all, if they are few; else of the first
    bool is_all = true;                // false: others of the kind are lost for another share
    bool operator==(const Kind&) const = default;
  };
  static constexpr std::size_t kExamplesMost = 4;

  std::vector<Kind> kinds{};
  double sets = 0;
  double possible = 0;  // so many sets of these kinds there are, none of whose parts is in another
  std::optional<double> probability{};               // of each set, if its parts fail independently
  std::vector<std::vector<std::string>> examples{};  // names of parts; all sets if they are few

  std::size_t size() const;  // parts
  bool is_any() const { return sets == possible; }
  bool operator==(const AlikeLosses&) const = default;
};

struct CopyLosses {
  bool is_served = true;      // false: some group is not served even with all there
  std::size_t looked_at = 0;  // sets of up to so many parts: fewer than asked if there are too many
  std::vector<AlikeLosses> losses{};  // the most probable first, then the smallest
  bool operator==(const CopyLosses&) const = default;
};

// All minimal sets of up to `largest` (1 to 3) parts without which some group is not served. The
// first parts are the nodes, in their order.
CopyLosses copy_losses(const Structure& structure, const CopyNodes& nodes,
                       const CopiesNeeded& needed, const std::vector<FailingPart>& parts,
                       std::size_t largest);

// A line each: "any 2 of the 3 nodes: 3 sets", "zone a and ledger/1", "2 of the 100 nodes: 2934 of
// 4950 sets, such as ledger/0 and ledger/7". Without probabilities.
std::vector<std::string> in_words(const AlikeLosses& losses);

}  // namespace models
