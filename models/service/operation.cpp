// What a service can be asked for.
#include "models/service/operation.h"

#include "models/service/service.h"
#include "models/steps/assembly.h"
#include "models/steps/visit.h"

namespace models {

Operation::Operation(Service& service, const Setting& setting, std::string name)
    : service_(service),
      setting_(setting),
      name_(std::move(name)),
      purpose_(sim::hash_of(service.name() + "." + name_ + "/answer")) {}

void Operation::assemble(const std::vector<StepSpec>& steps, Directory& directory) {
  const Assembly assembly{.setting = setting_,
                          .directory = directory,
                          .path = service_.name() + "." + name_,
                          .on_a_core = service_.places().on_a_core,
                          .in_line = service_.places().in_line,
                          .elsewhere = service_.places().elsewhere};
  program_.emplace(steps, assembly);
}

sim::Task<Outcome> Operation::perform(Node& node, Request request, const Heard& heard) const {
  Visit visit{node, request, heard, {}, {}};
  const sim::Instant came = node.now();
  Outcome outcome = Outcome::served;
  Node::Thread thread(node);
  if (sim::Slots* const threads = node.threads(); threads != nullptr) {
    auto asking = threads->acquire(node.rank_for_thread(visit.request));
    thread.ask();
    thread.take(co_await asking);
    visit.in_line = node.now() - came;
    setting_.spent.add(request.flow, service_.places().in_line, visit.in_line);
    if (!thread.held()) outcome = Outcome::shed;
  }
  if (outcome == Outcome::served) {
    auto running = program_->run(visit);
    outcome = co_await std::move(running);
  }
  if (node.paused()) co_await node.running().passage();
  if (is_done(outcome) && service_.fails(request.draws(purpose_))) outcome = Outcome::failed;
  service_.note_answer(visit, came, outcome);
  co_return outcome;
}

bool Operation::has_effect() const {
  if (service_.changes_state()) return true;
  return program_ && program_->has_effect();
}

}  // namespace models
