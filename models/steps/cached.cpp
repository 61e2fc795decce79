// Steps that are only taken if a cache does not hold what they would find out.
#include "models/steps/cached.h"

#include "models/caches/cache.h"
#include "models/scenario.h"
#include "models/scenario_keys.h"
#include "models/service/service.h"

namespace models {

Cached::Cached(const Spec& spec, const Assembly& assembly)
    : setting_(&assembly.setting),
      elsewhere_(assembly.elsewhere),
      purpose_(assembly.purpose()),
      cache_(&assembly.directory.cache(*spec.cache)),
      name_(sim::hash_of(spec.key ? **spec.key : std::string())),
      program_(spec.steps, assembly) {
  const Scenario& scenario = assembly.directory.scenario();
  Cache::User user{.service = assembly.caller,
                   .nodes = assembly.directory.service(assembly.caller).nodes().size(),
                   .name = name_};
  if (spec.key) {
    key_ = scenario.key_index(**spec.key);
    if (const auto* const keys = use_of_key(scenario, **spec.key)) user.popularity.emplace(*keys);
  }
  user_ = cache_->add(user);
  if (spec.hit) hit_.emplace(*spec.hit);
}

sim::Task<Outcome> Cached::take(Visit& visit) const {
  Cache::Part& part = cache_->part_of(user_, visit.node, visit.request);
  const std::uint64_t entry = Cache::entry(name_, key_ ? visit.request.keys[*key_] : 0);
  if (cache_->look_up(part, entry)) {
    auto hitting = hit(visit);
    co_return co_await std::move(hitting);
  }
  if (auto* const load = cache_->load_under_way(part, entry); load != nullptr) {
    const sim::Instant began = visit.node.now();
    const Outcome shared = co_await load->hear();
    setting_->spent.add(visit.request.flow, elsewhere_, visit.node.now() - began);
    co_return shared;
  }
  Cache::Load load(*cache_, part, entry);
  auto running = program_.run(visit);
  const Outcome outcome = co_await std::move(running);
  if (is_done(outcome)) cache_->store(part, entry, visit.request.draws(purpose_ + 1));
  load.end(outcome);
  co_return outcome;
}

sim::Task<Outcome> Cached::hit(Visit& visit) const {
  if (!hit_) co_return Outcome::served;
  sim::Draws draws = visit.request.draws(purpose_);
  const sim::Duration time = visit.node.slowed(hit_->sample(draws));
  co_await setting_->kernel.sleep(time);
  setting_->spent.add(visit.request.flow, elsewhere_, time);
  co_return Outcome::served;
}

}  // namespace models
