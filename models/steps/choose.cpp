// Steps for a share of the payments; and payments that the business declines.
#include "models/steps/choose.h"

#include <algorithm>

#include "models/steps/catalogue.h"

namespace models {

void Choose::Spec::verify(sim::Complaints& complaints) const {
  double sum = 0;
  for (const CaseSpec& each : choose) sum += each.share.value;
  if (sum > 1.0 + 1e-9) complaints.about("choose", "the shares add up to more than 100%");
}

Choose::Choose(const Spec& spec, const Assembly& assembly) : purpose_(assembly.purpose()) {
  double sum = 0;
  for (std::size_t i = 0; i < spec.choose.size(); ++i) {
    sum += spec.choose[i].share.value;
    cases_.push_back(
        {sum, Program(spec.choose[i].steps, assembly.inside("case " + std::to_string(i)))});
  }
}

sim::Task<Outcome> Choose::take(Visit& visit) const {
  const double drawn = visit.request.draws(purpose_).uniform();
  for (const Case& each : cases_) {
    if (drawn >= each.up_to) continue;
    auto running = each.program.run(visit);
    co_return co_await std::move(running);
  }
  co_return Outcome::served;
}

bool Choose::has_effect() const {
  return std::any_of(cases_.begin(), cases_.end(),
                     [](const Case& each) { return each.program.has_effect(); });
}

}  // namespace models
