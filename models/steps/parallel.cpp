// Steps at the same time: all of them, or the first so many.
#include "models/steps/parallel.h"

#include <algorithm>
#include <string>

#include "models/steps/catalogue.h"
#include "sim/kernel/join.h"

namespace models {

namespace {

std::vector<Program> programs(const std::vector<StepSpec>& branches, const Assembly& assembly) {
  std::vector<Program> made;
  for (std::size_t i = 0; i < branches.size(); ++i)
    made.emplace_back(std::vector<StepSpec>{branches[i]},
                      assembly.inside("branch " + std::to_string(i)));
  return made;
}

}  // namespace

Parallel::Parallel(const std::vector<StepSpec>& branches, std::size_t wanted,
                   const Assembly& assembly)
    : branches_(programs(branches, assembly)), wanted_(wanted) {}

Parallel::Parallel(const Spec& spec, const Assembly& assembly)
    : Parallel(spec.parallel, spec.parallel.size(), assembly) {}

// Of several that were not served, a doubt weighs more than a refusal, and that more than a
// failure.
sim::Task<Outcome> Parallel::take(Visit& visit) const {
  sim::Tasks<Outcome> tasks;
  tasks.reserve(branches_.size());
  for (const Program& branch : branches_) tasks.push_back(branch.run(visit));
  sim::Join<Outcome> join(std::move(tasks), wanted_,
                          [](const Outcome& outcome) { return is_done(outcome); });
  const auto outcomes = co_await join;
  std::size_t served = 0;
  Outcome done = Outcome::served;
  Outcome worst = Outcome::failed;
  for (const auto& outcome : outcomes) {
    if (!outcome) continue;
    if (is_done(*outcome)) ++served;
    if (*outcome == Outcome::degraded) done = Outcome::degraded;
    if (*outcome == Outcome::declined && worst == Outcome::failed) worst = Outcome::declined;
    if (is_ambiguous(*outcome)) worst = Outcome::unknown;
  }
  co_return served >= wanted_ ? done : worst;
}

bool Parallel::has_effect() const {
  return std::any_of(branches_.begin(), branches_.end(),
                     [](const Program& branch) { return branch.has_effect(); });
}

void First::Spec::verify(sim::Complaints& complaints) const {
  if (first > static_cast<std::int64_t>(of.size()))
    complaints.about("first",
                     "must not be more than the " + std::to_string(of.size()) + " steps there are");
}

First::First(const Spec& spec, const Assembly& assembly)
    : Parallel(spec.of, static_cast<std::size_t>(spec.first), assembly) {}

}  // namespace models
