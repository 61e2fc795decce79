// A message put into a queue.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "models/durations/catalogue.h"
#include "models/steps/assembly.h"
#include "models/steps/call.h"
#include "models/steps/visit.h"
#include "sim/input/fields.h"

namespace models {

class Queue;

class Publish {
 public:
  static constexpr std::string_view kName = "publish";
  static constexpr std::string_view kSummary =
      "Puts a message about the payment into a queue; what is to be done then is not waited for.";
  struct Spec {
    sim::Located<std::string> publish;
    std::optional<sim::Located<std::string>> key;
    std::optional<sim::OneOf<Durations>> takes;
    bool acknowledged = true;
    OnFailure on_failure = OnFailure::fail;
    void fields(auto& f) {
      f.required("publish", publish, "The name of one of /queues.");
      f.optional("key", key,
                 "The key by which the queue keeps the order; payer if not given, or if there is "
                 "none the first one by name.");
      f.optional("takes", takes, "How long until the queue has it; no time if not given.");
      f.optional("acknowledged", acknowledged,
                 "Whether to wait until the queue has it; if not, nobody learns that it had no "
                 "room.");
      f.optional("on_failure", on_failure,
                 "What becomes of the payment when the queue has no room: fail or continue.");
    }
  };

  Publish(const Spec& spec, const Assembly& assembly);
  sim::Task<Outcome> take(Visit& visit) const;
  bool has_effect() const { return true; }

 private:
  const Setting* setting_;
  std::uint64_t purpose_;
  Queue* queue_;
  std::size_t key_;
  std::optional<RandomDuration> takes_;
  bool acknowledged_;
  OnFailure on_failure_;
};

}  // namespace models
