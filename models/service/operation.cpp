// What a service can be asked for.
#include "models/service/operation.h"

#include "models/callers/connection_pool.h"
#include "models/cells/cells.h"
#include "models/service/service.h"
#include "models/steps/assembly.h"
#include "models/steps/course.h"
#include "models/steps/visit.h"

namespace models {

namespace {

// What a request seldom waits for is in frames of their own, so that those of all requests are
// small.

// Until one of the node's threads takes it, or it is sent away from the line.
sim::Task<> wait_for_thread(Node& node, sim::Slots& threads, Node::Thread& thread,
                            const Request& request) {
  auto asking = threads.acquire(node.rank_for_thread(request));
  thread.ask();
  thread.take(co_await asking);
}

// While the node is paused.
sim::Task<> stand_still(Node& node) {
  co_await node.running().passage();
}

}  // namespace

Operation::Operation(Service& service, const Setting& setting, const std::string& name)
    : service_(service),
      setting_(setting),
      purpose_(sim::hash_of(service.name() + "." + name + "/answer")) {}

Node* Operation::choose(std::uint32_t zone, std::uint64_t key, sim::Draws draws) const {
  return service_.choose(zone, key, draws);
}

Address Operation::address(Node& chosen, std::uint32_t, std::uint64_t) const {
  return {.home = &chosen, .to = &chosen};
}

sim::Task<Outcome> Operation::perform(Node& node, const Request& request,
                                      const Heard& heard) const {
  Visit visit{node, request, heard, {}, {}};
  const sim::Instant came = node.now();
  Outcome outcome = Outcome::served;
  Node::Thread thread(node);
  sim::Slots* const threads = node.threads();
  if (threads != nullptr && !thread.take_free()) {
    auto waiting = wait_for_thread(node, *threads, thread, request);
    co_await std::move(waiting);
    visit.in_line = node.now() - came;
    setting_.spent.add(request.flow, service_.places().in_line, visit.in_line);
    if (!thread.held()) outcome = Outcome::shed;
  }
  const Program* const program = steps();
  if (outcome == Outcome::served && program != nullptr) {
    Course course(*program, visit);
    while (course.goes_on()) {
      if (node.paused()) {
        auto standing = stand_still(node);
        co_await std::move(standing);
      }
      if (course.is_late()) break;
      Taking taking = course.next();
      course.note(co_await taking);
    }
    outcome = course.outcome();
  } else if (outcome == Outcome::served) {
    auto running = work(visit);
    outcome = co_await std::move(running);
  }
  if (node.paused()) {
    auto standing = stand_still(node);
    co_await std::move(standing);
  }
  if (is_done(outcome) && service_.fails(request.draws(purpose_))) outcome = Outcome::failed;
  service_.note_answer(visit, came, outcome);
  co_return outcome;
}

sim::Task<Outcome> Operation::work(Visit&) const {
  sim::check(false, "an operation without steps says what its work is");
  co_return Outcome::failed;
}

Procedure::Procedure(Service& service, const Setting& setting, const std::string& name)
    : Operation(service, setting, name), path_(service.name() + "." + name) {}

void Procedure::assemble(const std::vector<StepSpec>& steps, Directory& directory) {
  const Service::Places& places = service().places();
  const Assembly assembly{.setting = setting(),
                          .directory = directory,
                          .caller = service().name(),
                          .path = path_,
                          .on_a_core = places.on_a_core,
                          .in_line = places.in_line,
                          .elsewhere = places.elsewhere,
                          .service = &service()};
  program_.emplace(steps, assembly);
}

bool Procedure::has_effect() const {
  if (service().changes_state()) return true;
  return program_ && program_->has_effect();
}

Node* UnitProcedure::choose(std::uint32_t zone, std::uint64_t key, sim::Draws draws) const {
  return service().choose_in(cells()->owner_of(key), zone, key, draws);
}

const Cells* UnitProcedure::cells() const {
  return service().cells();
}

}  // namespace models
