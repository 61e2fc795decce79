// Who calls whom in a scenario, and what that comes to.
#include "models/scenario_calls.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace models {

namespace {

constexpr int kDeepest = 64;        // calls within calls, each some frames of coroutines
constexpr double kMostCalls = 1e6;  // of one payment

// Attempts that one call may come to.
double attempts(const CallOptions& options, const Scenario& scenario) {
  double most = 1;
  if (options.retry) {
    const auto named = scenario.retries.find(*options.retry->name);
    if (options.retry->own) {
      most = static_cast<double>(options.retry->own->tries);
    } else if (named != scenario.retries.end()) {
      most = static_cast<double>(named->second.tries);
    }
  }
  if (options.hedge) most *= 1.0 + static_cast<double>(options.hedge->most);
  return most;
}

class CallCheck {
 public:
  CallCheck(const Scenario& scenario, sim::Problems& problems)
      : scenario_(scenario), problems_(problems) {}

  void check() {
    const std::size_t before = problems_.count();
    for (const auto& [service, spec] : scenario_.services)
      for (const auto& [operation, steps] : spec.operations)
        follow(service + "." + operation, steps);
    if (problems_.count() != before) return;
    for (const auto& [name, flow] : scenario_.flows) check_flow(flow);
  }

 private:
  // What one request to an operation may come to.
  struct Reach {
    double calls = 0;
    int depth = 0;
  };

  const std::vector<StepSpec>* steps_of(const std::string& name) const {
    const auto parts = operation_name(name);
    if (!parts) return nullptr;
    const auto service = scenario_.services.find(parts->service);
    if (service == scenario_.services.end()) return nullptr;
    const auto operation = service->second.operations.find(parts->operation);
    return operation == service->second.operations.end() ? nullptr : &operation->second;
  }

  Reach follow(const std::string& name, const std::vector<StepSpec>& steps) {
    if (const auto known = reach_.find(name); known != reach_.end()) return known->second;
    path_.push_back(name);
    Reach reach;
    const auto add = [&](const sim::Located<std::string>& from, const std::string& called,
                         const CallOptions& options) {
      const Reach inner = reach_of(from, called);
      reach.calls += attempts(options, scenario_) * (1.0 + inner.calls);
      reach.depth = std::max(reach.depth, 1 + inner.depth);
    };
    for_each_step(steps, [&](const StepSpec& step) {
      if (const auto* call = std::get_if<Call::Spec>(&step.step.spec))
        add(call->call, *call->call, call->options);
      const auto* const publish = std::get_if<Publish::Spec>(&step.step.spec);
      if (const ConsumersSpec* const consumers = publish ? consumers_of(*publish) : nullptr)
        add(publish->publish, *consumers->call, consumers->options);
    });
    path_.pop_back();
    reach_[name] = reach;
    return reach;
  }

  const ConsumersSpec* consumers_of(const Publish::Spec& publish) const {
    const auto queue = scenario_.queues.find(*publish.publish);
    return queue == scenario_.queues.end() ? nullptr : &queue->second.consumers;
  }

  // `from`: where it is said that this is called.
  Reach reach_of(const sim::Located<std::string>& from, const std::string& called) {
    const auto* const steps = steps_of(called);
    if (steps == nullptr || too_deep_) return {};
    if (const auto first = std::ranges::find(path_, called); first != path_.end()) {
      std::string circle;
      for (auto each = first; each != path_.end(); ++each) circle += *each + " -> ";
      problems_.at(from, "calls in a circle: " + circle + called);
      return {};
    }
    if (path_.size() <= kDeepest) {
      const Reach reach = follow(called, *steps);
      if (reach.depth < kDeepest) return reach;
    }
    if (!too_deep_)
      problems_.at(
          from, "calls are nested deeper than " + std::to_string(kDeepest) + " within each other");
    too_deep_ = true;
    return {};
  }

  void check_flow(const FlowSpec& flow) {
    const auto known = reach_.find(*flow.entry);
    if (known == reach_.end()) return;
    if (attempts(flow.options, scenario_) * (1.0 + known->second.calls) <= kMostCalls) return;
    problems_.at(flow.entry,
                 "one payment could come to more than 1000000 calls, all calls within calls, "
                 "retries and hedges counted; so many cannot be simulated");
  }

  const Scenario& scenario_;
  sim::Problems& problems_;
  std::vector<std::string> path_;
  std::map<std::string, Reach> reach_;
  bool too_deep_ = false;
};

}  // namespace

void for_each_step(const std::vector<StepSpec>& steps,
                   const std::function<void(const StepSpec&)>& visit) {
  for (const StepSpec& step : steps) {
    visit(step);
    if (const auto* all = std::get_if<Parallel::Spec>(&step.step.spec))
      for_each_step(all->parallel, visit);
    if (const auto* first = std::get_if<First::Spec>(&step.step.spec))
      for_each_step(first->of, visit);
    if (const auto* sequence = std::get_if<Sequence::Spec>(&step.step.spec))
      for_each_step(sequence->steps, visit);
    if (const auto* choose = std::get_if<Choose::Spec>(&step.step.spec))
      for (const CaseSpec& each : choose->choose) for_each_step(each.steps, visit);
    if (const auto* lock = std::get_if<Lock::Spec>(&step.step.spec))
      for_each_step(lock->steps, visit);
    if (const auto* cached = std::get_if<Cached::Spec>(&step.step.spec))
      for_each_step(cached->steps, visit);
  }
}

FlowWrites writes_of(const Scenario& scenario, const FlowSpec& flow) {
  FlowWrites writes;
  std::set<std::string> seen;
  std::vector<std::string> next{*flow.entry};
  while (!next.empty()) {
    const std::string name = next.back();
    next.pop_back();
    const auto parts = operation_name(name);
    if (!parts || !seen.insert(name).second) continue;
    for_each_step(scenario.services.at(parts->service).operations.at(parts->operation),
                  [&](const StepSpec& step) {
                    if (const auto* call = std::get_if<Call::Spec>(&step.step.spec))
                      next.push_back(*call->call);
                    if (const auto* publish = std::get_if<Publish::Spec>(&step.step.spec))
                      next.push_back(*scenario.queues.at(*publish->publish).consumers.call);
                    const auto* write = std::get_if<Write::Spec>(&step.step.spec);
                    if (write == nullptr) return;
                    writes.any = true;
                    writes.debits = writes.debits || write->amount == Side::debit;
                    writes.credits = writes.credits || write->amount == Side::credit;
                  });
  }
  return writes;
}

std::set<std::string> called_by(const Scenario& scenario, const FlowSpec& flow) {
  std::set<std::string> called;
  std::set<std::string> seen;
  std::vector<std::string> next{*flow.entry};
  while (!next.empty()) {
    const std::string name = next.back();
    next.pop_back();
    if (!seen.insert(name).second) continue;
    const OperationName parts = *operation_name(name);
    called.insert(parts.service);
    for_each_step(scenario.services.at(parts.service).operations.at(parts.operation),
                  [&](const StepSpec& step) {
                    const auto& spec = step.step.spec;
                    if (const auto* call = std::get_if<Call::Spec>(&spec))
                      next.push_back(*call->call);
                    if (const auto* publish = std::get_if<Publish::Spec>(&spec))
                      next.push_back(*scenario.queues.at(*publish->publish).consumers.call);
                    if (const auto* read = std::get_if<Read::Spec>(&spec))
                      called.insert(*read->read);
                    if (const auto* write = std::get_if<Write::Spec>(&spec))
                      called.insert(*write->write);
                    if (const auto* lock = std::get_if<Lock::Spec>(&spec))
                      called.insert(*lock->lock);
                  });
  }
  return called;
}

void check_calls(const Scenario& scenario, sim::Problems& problems) {
  CallCheck(scenario, problems).check();
}

}  // namespace models
