// Nodes of the caller's zone first, nodes of any zone only when there are none.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "models/balancing/backend.h"
#include "models/balancing/policies.h"
#include "sim/input/codec.h"
#include "sim/input/fields.h"
#include "sim/input/kinds.h"

namespace models {

class SameZone {
 public:
  static constexpr std::string_view kName = "same_zone";
  static constexpr std::string_view kSummary =
      "A node of the caller's zone, or of any zone when there is none.";
  struct Spec {
    static constexpr std::string_view kShorthand = "then";
    sim::OneOf<PlainBalancing> then = RoundRobin::Spec{};

    void fields(auto& f) {
      f.optional("then", then, "How one of those nodes is chosen: any other kind.");
    }
    bool operator==(const Spec&) const = default;
  };

  explicit SameZone(const Spec& spec) : spec_(spec), everywhere_(spec_) {}

  void members(std::span<Backend* const> members);
  bool keeps_books() const;
  void changed(const Backend& node);
  Backend* choose(const Choice& choice);

 private:
  struct Part {
    explicit Part(const Spec& spec) : policy(PlainBalancing::make(spec.then.spec)) {}
    void show(std::span<Backend* const> nodes);

    PlainBalancing::Any policy;
    std::vector<Backend*> members;
  };

  Spec spec_;
  Part everywhere_;
  std::vector<Part> zones_;  // by zone
};

}  // namespace models
