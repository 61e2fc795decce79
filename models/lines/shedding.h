// Sending away those who have waited too long. To add a rule: write its kind here, add it to the
// list.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "models/request.h"
#include "sim/input/kinds.h"
#include "sim/kernel/shedder.h"

namespace models {

// Sends away whoever has waited longer than a fixed time.
class ByAge final : public sim::Shedder {
 public:
  static constexpr std::string_view kName = "age";
  static constexpr std::string_view kSummary =
      "Sends away whoever has waited longer than this when its turn comes.";
  struct Spec {
    static constexpr std::string_view kShorthand = "most";
    sim::Duration most = 1s;
    void fields(auto& f) {
      f.required("most", most, "The longest wait that is still served.", sim::Above{0s});
    }
    bool operator==(const Spec&) const = default;
  };
  explicit ByAge(const Spec& spec) : most_(spec.most) {}
  bool sheds(sim::Instant, sim::Duration waited) override { return waited > most_; }

 private:
  sim::Duration most_;
};

// Controlled delay (Nichols & Jacobson 2012, RFC 8289): once the wait has been above the target for
// a whole interval, sends one away, and further ones ever more often until it is below again.
class ControlledDelay final : public sim::Shedder {
 public:
  static constexpr std::string_view kName = "codel";
  static constexpr std::string_view kSummary =
      "Controlled delay (RFC 8289): sends away ever more while waits stay above a target.";
  struct Spec {
    sim::Duration target = 5ms;
    sim::Duration interval = 100ms;
    void fields(auto& f) {
      f.optional("target", target, "The wait that is acceptable for good.", sim::Above{0s});
      f.optional("interval", interval, "How long waits may stay above the target.", sim::Above{0s});
    }
    void verify(sim::Complaints& complaints) const {
      if (target >= interval) complaints.about("target", "must be shorter than the interval");
    }
    bool operator==(const Spec&) const = default;
  };
  explicit ControlledDelay(const Spec& spec) : spec_(spec) {}
  bool sheds(sim::Instant now, sim::Duration waited) override;
  void note_no_line() override { above_ = dropping_ = false; }

 private:
  sim::Instant next_drop(sim::Instant from) const;

  Spec spec_;
  bool above_ = false;  // waits are above the target since the interval that ends at:
  sim::Instant tolerated_until_;
  bool dropping_ = false;
  sim::Instant drop_at_;
  std::int64_t dropped_ = 0;  // in this spell of dropping, and what it began with instead of 1
  std::int64_t began_with_ = 0;
};

using Shedding = sim::Kinds<ByAge, ControlledDelay>;

inline std::unique_ptr<sim::Shedder> make_shedder(const Shedding::Spec& spec) {
  const auto allocate = []<class Kind>(Kind kind) -> std::unique_ptr<sim::Shedder> {
    return std::make_unique<Kind>(kind);
  };
  return std::visit(allocate, Shedding::make(spec));
}

}  // namespace models
