// Steps one after the other.
#pragma once

#include <vector>

#include "models/steps/assembly.h"
#include "models/steps/visit.h"

namespace models {

struct StepSpec;
class Step;

class Program {
 public:
  Program(const std::vector<StepSpec>& steps, const Assembly& assembly);
  Program(Program&&) noexcept;
  Program& operator=(Program&&) noexcept;
  ~Program();

  // Ends with the first step that is not served. To be started at the instant at which it is made.
  sim::Task<Outcome> run(Visit& visit) const;

  // Whether something may have been done elsewhere when nobody knows how it ended.
  bool has_effect() const;

 private:
  friend class Course;
  sim::Task<Outcome> run_all(Visit& visit) const;

  std::vector<Step> steps_;
};

}  // namespace models
