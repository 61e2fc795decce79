// The story of a call.
#include "models/callers/call_site.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "models/books/books.h"
#include "models/callers/carry.h"
#include "models/cells/cells.h"
#include "models/scenario.h"
#include "models/service/operation.h"
#include "models/service/service.h"
#include "sim/kernel/join.h"
#include "sim/kernel/residents.h"

namespace models {

namespace {

// What is drawn for an attempt besides its steps.
constexpr std::uint64_t kChoosing = 1;
constexpr std::uint64_t kOnTheWay = 2;
constexpr std::uint64_t kOnTheWayBack = 3;
constexpr std::uint64_t kBackoff = 4;
constexpr std::uint64_t kChoosingAgain = 5;  // and on

// Whether the next call may go over the same connection: nothing is under way on it any more, and
// the other side is alive.
bool leaves_connection(Outcome outcome) {
  switch (outcome) {
    case Outcome::timed_out:
    case Outcome::node_lost:
    case Outcome::unreachable:
    case Outcome::refused:
      return false;
    case Outcome::served:
    case Outcome::declined:
    case Outcome::failed:
    case Outcome::unknown:
    case Outcome::no_node:
    case Outcome::rejected:
    case Outcome::shed:
    case Outcome::expired:
    case Outcome::circuit_open:
    case Outcome::bulkhead_full:
    case Outcome::rate_limited:
    case Outcome::degraded:
    case Outcome::no_connection:
    case Outcome::lock_timeout:
    case Outcome::lock_unavailable:
    case Outcome::fenced_off:
    case Outcome::cut_over:
      break;
  }
  return true;
}

// Counts a request as sent to a node and not answered while the caller waits for the answer.
class Assigned {
 public:
  Assigned(Service& service, Node& node) : service_(service), node_(node) {
    service_.assign(node_, +1);
  }
  Assigned(const Assigned&) = delete;
  ~Assigned() { service_.assign(node_, -1); }

 private:
  Service& service_;
  Node& node_;
};

}  // namespace

CallSite::Target CallSite::target(const std::string& name, const Assembly& assembly) {
  const std::size_t dot = name.find('.');
  Service& service = assembly.directory.service(name.substr(0, dot));
  return {service, service.operation(name.substr(dot + 1))};
}

CallSite::CallSite(const CallOptions& options, Target target, const std::string& key,
                   const Assembly& assembly, std::optional<OnFailure> on_failure)
    : setting_(assembly.setting),
      options_(options),
      on_failure_(on_failure),
      service_(target.service),
      operation_(target.operation),
      purpose_(assembly.purpose()),
      calling_(assembly.service) {
  const Scenario& scenario = assembly.directory.scenario();
  if (options.retry)
    retry_ =
        options.retry->own ? *options.retry->own : scenario.retries.at(options.retry->name.value);
  key_ = scenario.key_index(key);
  if (options.timeout) patience_ = &setting_.kernel.timers(*options.timeout);
  const std::uint64_t message =
      options.message ? static_cast<std::uint64_t>(options.message->count) : setting_.message;
  size_ = operation_.records();
  size_.there += message;
  size_.back += message;
  if (options.pool) pools_ = &service_.pools_of(assembly.caller, *options.pool);
  cells_ = operation_.cells();
  is_inside_ = calling_ != nullptr && calling_->cells() == cells_;
  caller_ = sim::hash_of(assembly.caller);
}

bool CallSite::has_effect() const {
  return operation_.has_effect();
}

CallerState& CallSite::state_of(std::size_t caller) {
  while (states_.size() <= caller)
    states_.push_back(std::make_unique<CallerState>(states_.size(), options_, retry_));
  return *states_[caller];
}

// What the outcome of a call is to whoever asks.
Outcome CallSite::told(Outcome outcome) const {
  if (!on_failure_ || is_final(outcome)) return outcome;
  if (*on_failure_ == OnFailure::go_on) return Outcome::degraded;
  return is_ambiguous(outcome) && has_effect() ? Outcome::unknown : Outcome::failed;
}

Request CallSite::Errand::sent() const {
  Request sent = request;
  sent.luck = luck;
  sent.lineage = lineage;
  sent.patience = patience;
  sent.deadline = deadline;
  sent.zone = zone;
  return sent;
}

CallSite::Errand CallSite::errand(const Request& request, const Caller& caller) const {
  return {
      .request = request,
      .luck = luck_of(request, 1),
      .lineage = request.record == nullptr ? request.lineage : sim::mix(request.lineage, purpose_),
      .patience = std::min(request.patience, caller.patience),
      .deadline = request.deadline,
      .zone = caller.zone};
}

sim::Task<Outcome> CallSite::call(const Request& request, const Caller& caller,
                                  std::int64_t* attempts) {
  CallerState& state = state_of(caller.index);
  const Errand first = errand(request, caller);
  if (retry_ || options_.hedge) return insist(first, state, attempts);
  if (attempts != nullptr) ++*attempts;
  return try_once(first, state, {.is_all = true});
}

sim::Task<Outcome> CallSite::insist(Errand errand, CallerState& state, std::int64_t* attempts) {
  state.note_call();
  const std::int64_t tries = retry_ ? retry_->tries : 1;
  bool in_doubt = false;
  for (std::int64_t attempt = 1;; ++attempt) {
    errand.luck = luck_of(errand.request, attempt);
    if (attempts != nullptr) ++*attempts;
    auto trying = options_.hedge ? hedged(errand, state, attempts) : try_once(errand, state, {});
    const Outcome outcome = co_await std::move(trying);
    if (is_final(outcome)) co_return outcome;
    in_doubt = in_doubt || is_ambiguous(outcome);
    sim::Duration pause{};
    if (attempt < tries) pause = retry_->backoff.wait(attempt, errand.draws(kBackoff));
    if (attempt == tries || setting_.kernel.now() + pause >= errand.deadline || !state.may_retry())
      co_return told(in_doubt && !is_ambiguous(outcome) ? Outcome::unknown : outcome);
    if (pause > sim::Duration::zero()) {
      co_await setting_.kernel.sleep(pause);
      setting_.spent.add(errand.request.flow, setting_.backing_off, pause);
    }
  }
}

// A node that hedges have not asked yet, if one is found within a few choices; with policies that
// go by the key, among the nodes of other keys, if these can do it.
Node* CallSite::choose(const Errand& errand, const std::vector<Node*>* asked) {
  constexpr std::uint64_t kChoices = 4;
  const std::uint64_t key = errand.request.keys[key_];
  Node* node = operation_.choose(errand.zone, key, errand.draws(kChoosing));
  if (asked == nullptr || operation_.needs_its_key()) return node;
  const auto is_asked = [asked](const Node* each) {
    return std::find(asked->begin(), asked->end(), each) != asked->end();
  };
  for (std::uint64_t i = 1; i < kChoices && is_asked(node); ++i)
    node = operation_.choose(errand.zone, sim::mix(key, i), errand.draws(kChoosingAgain + i));
  return node;
}

// Whether the unit that owns the key is to be had. Payers, and consumers of queues, hear of a
// cut-over each by itself: whoever calls about one key is one of them.
bool CallSite::is_let_through(const Errand& errand, std::size_t caller) const {
  const std::uint64_t key = errand.request.keys[key_];
  return cells_->lets_through(key,
                              {.name = sim::mix(caller_, calling_ != nullptr ? caller : key),
                               .unit = is_inside_ ? cells_->unit_in(errand.zone) : Cells::kNoUnit});
}

void CallSite::bound(Errand& errand, sim::Instant until) const {
  errand.patience = std::min(errand.patience, until);
  if (options_.propagate_deadline) errand.deadline = std::min(errand.deadline, until);
}

sim::Task<Outcome> CallSite::try_once(Errand errand, CallerState& state, Try trying) {
  if (cells_ != nullptr && !is_let_through(errand, state.caller())) {
    service_.note_cut_over();
    co_return heard_as(Outcome::cut_over, trying);
  }
  const Outcome admitted = state.admit(setting_.kernel.now());
  if (admitted != Outcome::served) co_return heard_as(admitted, trying);
  CallerState::UnderWay under_way(state);
  Node* const node = choose(errand, trying.asked);
  if (trying.asked != nullptr) trying.asked->push_back(node);
  Outcome outcome = Outcome::no_node;
  if (node != nullptr) {
    const Assigned assigned(service_, *node);
    const auto caller = static_cast<std::uint32_t>(state.caller());
    if (pools_ != nullptr) {
      auto asking = ask_over_connection(*node, errand, caller);
      outcome = co_await std::move(asking);
    } else {
      Listener listener;
      Answer answer = ask(*node, errand, listener, {.caller = caller, .shakes_hands = false});
      outcome = (co_await answer).value_or(Outcome::timed_out);
    }
  }
  under_way.settle(setting_.kernel.now(), outcome);
  co_return heard_as(outcome, trying);
}

CallSite::Answer CallSite::ask(Node& node, Errand& errand, Listener& listener, Start start) {
  if (patience_ != nullptr) bound(errand, setting_.kernel.now() + patience_->duration());
  return Answer(setting_.crowd, patience_, attempt(node, errand, listener, start));
}

// It may lead to another node than the one chosen: to who is in its place now.
sim::Task<Outcome> CallSite::ask_over_connection(Node& chosen, Errand errand,
                                                 std::uint32_t caller) {
  const ConnectionPools::Called called{operation_, chosen, errand.request.keys[key_]};
  auto taking = pools_->take(caller, called, errand.sent());
  auto connection = co_await std::move(taking);
  if (!connection) {
    service_.note_no_connection();
    co_return Outcome::no_connection;
  }
  Listener listener;
  const Start start{.caller = caller, .shakes_hands = connection->is_new()};
  Answer answer = ask(connection->node(), errand, listener, start);
  const Outcome outcome = (co_await answer).value_or(Outcome::timed_out);
  if (leaves_connection(outcome)) pools_->give_back(*std::move(connection), errand.sent());
  co_return outcome;
}

// The first to be served counts; the attempts of the others go on for nobody.
sim::Task<Outcome> CallSite::hedged(Errand errand, CallerState& state, std::int64_t* attempts) {
  std::vector<Node*> asked;
  sim::Tasks<Outcome> tasks;
  for (std::int64_t number = 0; number <= options_.hedge->most; ++number)
    tasks.push_back(hedge(errand, state, number, &asked, attempts));
  sim::Join<Outcome> join(std::move(tasks), 1,
                          [](const Outcome& outcome) { return is_final(outcome); });
  const auto outcomes = co_await join;
  Outcome last = Outcome::failed;
  for (const auto& outcome : outcomes) {
    if (!outcome) continue;
    if (is_final(*outcome)) co_return *outcome;
    if (!is_ambiguous(last)) last = *outcome;
  }
  co_return last;
}

sim::Task<Outcome> CallSite::hedge(Errand errand, CallerState& state, std::int64_t number,
                                   std::vector<Node*>* asked, std::int64_t* attempts) {
  if (number > 0) {
    co_await setting_.kernel.sleep(number * options_.hedge->after);
    errand.luck = sim::mix(errand.luck, static_cast<std::uint64_t>(number));
    if (attempts != nullptr) ++*attempts;
  }
  auto trying = try_once(errand, state, {.asked = asked});
  co_return co_await std::move(trying);
}

sim::Task<Outcome> CallSite::shake_hands(Node& node, const Request& request) {
  const sim::Instant began = setting_.kernel.now();
  auto shaking = pools_->shake_hands(node, request);
  const Outcome shaken = co_await std::move(shaking);
  setting_.spent.add(request.flow, setting_.shaking_hands, setting_.kernel.now() - began);
  co_return shaken;
}

// On its own: the caller may have given up long before it ends, and what it was asked on behalf of
// is gone then.
sim::Task<Outcome> CallSite::attempt(Node& node, const Errand& errand, Listener& listener,
                                     Start start) {
  const Request request = errand.sent();
  const Heard heard(listener);
  const Hold hold(setting_.books, request.record);
  const std::uint32_t from = request.zone;
  if (start.shakes_hands) {
    auto shaking = shake_hands(node, request);
    const Outcome shaken = co_await std::move(shaking);
    if (shaken != Outcome::served) co_return shaken;
  }
  Message message(setting_, request.flow);
  if (Message::takes_time(setting_, from, node.zone)) {
    message.send(there(start, node, from), size_.there, request.draws(kOnTheWay));
    if (!co_await message) co_return Outcome::unreachable;
  }
  Outcome outcome = service_.admit(node);
  if (outcome == Outcome::served) {
    sim::Residents::Stay<Outcome> stay(node.residents(), operation_.perform(node, request, heard));
    const std::optional<Outcome> answer = co_await stay;
    outcome = answer.value_or(Outcome::node_lost);
    if (!answer) service_.note_lost();
  }
  if (node.silent()) {
    co_await setting_.kernel.sleep(setting_.network.give_up());
    co_return outcome == Outcome::refused ? Outcome::unreachable : Outcome::node_lost;
  }
  if (Message::takes_time(setting_, node.zone, from)) {
    message.send(there(start, node, from).back(), size_.back, request.draws(kOnTheWayBack));
    if (!co_await message) co_return Outcome::node_lost;
  }
  co_return outcome;
}

Journey CallSite::there(const Start& start, Node& node, std::uint32_t from) const {
  Node* const caller = calling_ == nullptr ? nullptr : calling_->nodes()[start.caller].get();
  return {caller, &node, from, node.zone};
}

}  // namespace models
