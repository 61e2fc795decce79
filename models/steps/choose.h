// Steps for a share of the payments; and payments that the business declines.
#pragma once

#include <coroutine>
#include <string_view>
#include <vector>

#include "models/steps/program.h"
#include "sim/input/fields.h"
#include "sim/input/quantity.h"

namespace models {

struct CaseSpec {
  static constexpr std::string_view kTypeName = "Case";
  sim::Fraction share;
  std::vector<StepSpec> steps;
  void fields(auto& f) {
    f.required("share", share, "The share of the payments that take these steps.");
    f.optional("steps", steps, "What they do.");
  }
};

class Choose {
 public:
  static constexpr std::string_view kName = "choose";
  static constexpr std::string_view kSummary =
      "One of several lists of steps, each for a share of the payments; the rest does nothing.";
  struct Spec {
    std::vector<CaseSpec> choose;
    void fields(auto& f) {
      f.required("choose", choose, "The cases; their shares add up to at most 100%.",
                 sim::NotEmpty{});
    }
    void verify(sim::Complaints& complaints) const;
  };

  Choose(const Spec& spec, const Assembly& assembly);
  sim::Task<Outcome> take(Visit& visit) const;
  bool has_effect() const;

 private:
  struct Case {
    double up_to;  // the sum of the shares so far
    Program program;
  };
  std::uint64_t purpose_;
  std::vector<Case> cases_;
};

class Decline {
 public:
  static constexpr std::string_view kName = "decline";
  static constexpr std::string_view kSummary = "The business says no to a share of the payments.";
  struct Spec {
    sim::Fraction decline;
    void fields(auto& f) { f.required("decline", decline, "The share that is declined."); }
  };

  Decline(const Spec& spec, const Assembly& assembly)
      : purpose_(assembly.purpose()), share_(spec.decline.value) {}

  class [[nodiscard]] Taking {
   public:
    Taking(const Decline& step, const Visit& visit)
        : declined_(visit.request.draws(step.purpose_).uniform() < step.share_) {}
    bool await_ready() const noexcept { return true; }
    void await_suspend(std::coroutine_handle<>) const noexcept {}
    Outcome await_resume() const { return declined_ ? Outcome::declined : Outcome::served; }

   private:
    bool declined_;
  };

 private:
  std::uint64_t purpose_;
  double share_;
};

// Steps one after the other, where one step is asked for.
class Sequence {
 public:
  static constexpr std::string_view kName = "steps";
  static constexpr std::string_view kSummary = "Steps one after the other, as one step.";
  struct Spec {
    std::vector<StepSpec> steps;
    void fields(auto& f) { f.required("steps", steps, "The steps.", sim::NotEmpty{}); }
  };

  Sequence(const Spec& spec, const Assembly& assembly) : program_(spec.steps, assembly) {}
  sim::Task<Outcome> take(Visit& visit) const { return program_.run(visit); }
  bool has_effect() const { return program_.has_effect(); }

 private:
  Program program_;
};

}  // namespace models
