// The node with the fewest requests assigned among a few drawn at random; two already avoid most
// long lines (Mitzenmacher 2001, IEEE TPDS 12 (10), 1094; Vvedenskaya, Dobrushin & Karpelevich
// 1996).
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "models/balancing/backend.h"
#include "sim/input/codec.h"
#include "sim/input/fields.h"
#include "sim/input/limits.h"

namespace models {

class FewestOf {
 public:
  static constexpr std::string_view kName = "fewest_of";
  static constexpr std::string_view kSummary =
      "The node with the fewest unanswered requests among a few drawn at random.";
  struct Spec {
    static constexpr std::string_view kShorthand = "choices";
    std::int64_t choices = 2;

    void fields(auto& f) {
      f.optional("choices", choices, "How many different nodes are drawn and compared.",
                 sim::Between<std::int64_t>{1, 64});
    }
    bool operator==(const Spec&) const = default;
  };

  explicit FewestOf(const Spec& spec) : drawn_(static_cast<std::size_t>(spec.choices)) {}

  void members(std::span<Backend* const> members) {
    members_.assign(members.begin(), members.end());
  }

  // Draws without replacement, all nodes if there are no more than `choices`. The first drawn wins
  // a tie; in a random order that favours nobody.
  Backend* choose(const Choice& choice);

 private:
  std::vector<Backend*> members_;
  std::vector<std::size_t> drawn_;  // where choose() notes what it has drawn
};

}  // namespace models
