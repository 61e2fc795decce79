// Steps under a lock.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "models/steps/program.h"
#include "sim/input/codec.h"
#include "sim/input/fields.h"
#include "sim/input/problem.h"
#include "sim/kernel/timer_line.h"

namespace models {

enum class LockOrder { sorted, given };

class Lock {
 public:
  static constexpr std::string_view kName = "lock";
  static constexpr std::string_view kSummary =
      "Steps under a lock on an account, or on several; a thread is held meanwhile.";
  struct Spec {
    sim::Located<std::string> lock;
    std::optional<sim::Located<std::string>> key;
    std::optional<std::vector<sim::Located<std::string>>> keys;
    LockOrder order = LockOrder::sorted;
    std::optional<sim::Duration> wait;
    std::vector<StepSpec> steps;
    void fields(auto& f) {
      f.required("lock", lock, "The lock service.");
      f.optional("key", key,
                 "The key that is locked; payer if not given, or if there is none the first one "
                 "by name.");
      f.optional("keys", keys, "Or several keys; a value that two of them have is locked once.");
      f.optional("order", order,
                 "In which order several are asked for: sorted by value, so that none waits for "
                 "another in a circle; or as given.");
      f.optional("wait", wait,
                 "How long to wait for all of them; as long as it takes if not given.",
                 sim::Above{0s});
      f.required("steps", steps, "What is done under the lock.");
    }
    void verify(sim::Complaints& complaints) const;
    // All keys, in the order given.
    std::vector<sim::Located<std::string>> names() const;
  };

  Lock(const Spec& spec, const Assembly& assembly);

  sim::Task<Outcome> take(Visit& visit) const;
  bool has_effect() const { return program_.has_effect(); }

 private:
  class Grip;

  sim::Task<Outcome> acquire(Visit& visit, Grip& grip) const;
  sim::Task<Outcome> run(Visit& visit, Grip& grip) const;

  const Setting* setting_;
  LockService* service_;
  std::size_t user_;
  std::vector<std::size_t> keys_;  // in Request::keys
  bool sorted_;
  bool writes_ = false;                 // to a store, which looks at the tokens
  sim::TimerLine* patience_ = nullptr;  // none: waits for as long as it takes
  std::uint64_t purpose_;
  Program program_;
};

}  // namespace models

template <>
struct sim::EnumNames<models::LockOrder> {
  static constexpr std::array<std::pair<models::LockOrder, std::string_view>, 2> names = {
      {{models::LockOrder::sorted, "sorted"}, {models::LockOrder::given, "given"}}};
};
