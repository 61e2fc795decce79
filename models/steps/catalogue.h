// The steps an operation can take. To add one: write its file, add it to the list.
#pragma once

#include "models/steps/cached.h"
#include "models/steps/call.h"
#include "models/steps/choose.h"
#include "models/steps/cpu.h"
#include "models/steps/lock.h"
#include "models/steps/parallel.h"
#include "models/steps/program.h"
#include "models/steps/publish.h"
#include "models/steps/store_access.h"
#include "models/steps/taking.h"
#include "models/steps/wait.h"
#include "sim/input/kinds.h"

namespace models {

using Steps = sim::Kinds<Cpu, Wait, Call, Read, Write, Publish, Lock, Cached, Parallel, First,
                         Choose, Decline, Sequence>;

static_assert(Steps::all<[]<class Kind>() { return PlainStep<Kind> != StepOfSteps<Kind>; }>());

// One step as a scenario says it: {"cpu": "2ms"}, or a list of steps to be taken in parallel.
struct StepSpec {
  static constexpr std::string_view kTypeName = "Step";
  sim::Keyed<Steps> step;
  void fields(auto& f) { f.inlined(step); }
};

class Step {
 public:
  Step(const StepSpec& spec, const Assembly& assembly)
      : step_(Steps::make(spec.step.spec, assembly)) {}

  Taking take(Visit& visit) const {
    return std::visit([&](const auto& step) { return Taking(step, visit); }, step_);
  }
  // The same for whoever needs a coroutine; to be started at the instant at which it is made.
  sim::Task<Outcome> task(Visit& visit) const {
    return std::visit([&](const auto& step) { return task_of(step, visit); }, step_);
  }
  // Whether something may have been done elsewhere when nobody knows how it ended.
  bool has_effect() const {
    return std::visit(
        [](const auto& step) {
          if constexpr (requires { step.has_effect(); }) return step.has_effect();
          return false;
        },
        step_);
  }

 private:
  Steps::Any step_;
};

}  // namespace models

template <>
struct sim::Codec<models::StepSpec> : sim::StructCodec<models::StepSpec> {
  static void read(models::StepSpec& step, const Value& value, Reading& reading);
  static Value schema(SchemaMaker& maker);
};
