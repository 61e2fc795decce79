// A cache.
#include "models/caches/cache.h"

#include <algorithm>
#include <utility>

#include "models/node/node.h"
#include "sim/kernel/elementary.h"

namespace models {

namespace {

// Those who waited did not ask for what is wrong with the one who was first.
Outcome as_shared(Outcome outcome) {
  return outcome == Outcome::expired || outcome == Outcome::shed ? Outcome::failed : outcome;
}

}  // namespace

Cache::Cache(sim::Kernel& kernel, std::string name, const CacheSpec& spec)
    : kernel_(kernel), name_(std::move(name)), spec_(spec) {}

Cache::~Cache() = default;

std::size_t Cache::add(const User& user) {
  const auto found = std::ranges::find(users_, user.service, &User::service);
  const auto number = static_cast<std::size_t>(found - users_.begin());
  if (found == users_.end()) {
    users_.push_back(user);
  } else if (!found->popularity) {
    *found = user;
  }
  return number;
}

Cache::Part& Cache::part_of(std::size_t user, const Node& node, const Request& request) {
  const bool shared = spec_.per == CachePer::shared;
  const std::size_t whose = shared ? 0 : user;
  const std::size_t index = shared ? 0 : node.index();
  if (parts_.size() <= whose) parts_.resize(whose + 1);
  auto& parts = parts_[whose];
  if (parts.size() <= index) parts.resize(index + 1);
  auto& part = parts[index];
  const std::uint64_t life = shared ? 0 : node.lives();
  if (!part) {
    part.reset(new Part(spec_, life));
    if (spec_.warm && life == 0 && index < users_[user].nodes)
      warm_up(*part, users_[user], request);
  }
  if (part->life_ != life) {
    part->contents_.clear();
    part->life_ = life;
  }
  return *part;
}

void Cache::warm_up(Part& part, const User& user, const Request& request) {
  const std::uint64_t known = user.popularity ? user.popularity->count() : 1;
  const std::uint64_t fill = std::min(known, static_cast<std::uint64_t>(spec_.size));
  // The one most in use last, so that it is the last to go.
  for (std::uint64_t rank = fill; rank-- > 0;) {
    sim::Draws draws(sim::mix(request.luck, rank), user.name);
    const std::uint64_t key = user.popularity ? user.popularity->most_used(rank) : 0;
    const sim::Instant expires = expiry(sim::kStart, draws);
    part.contents_.store(entry(user.name, key), expires, draws);
  }
}

sim::Instant Cache::expiry(sim::Instant stored, sim::Draws& draws) const {
  if (!spec_.ttl) return sim::Instant::max();
  const double part = 1 - spec_.jitter.value * draws.uniform();
  return stored + sim::to_duration(part * static_cast<double>(spec_.ttl->count()));
}

bool Cache::look_up(Part& part, std::uint64_t entry) {
  const bool found = part.contents_.use(entry, kernel_.now());
  ++(found ? counts_.hits : counts_.misses);
  return found;
}

sim::News<Outcome>* Cache::load_under_way(Part& part, std::uint64_t entry) {
  const auto found = part.loads_.find(entry);
  if (found == part.loads_.end()) return nullptr;
  ++counts_.coalesced;
  return found->second.get();
}

void Cache::store(Part& part, std::uint64_t entry, sim::Draws draws) {
  const sim::Instant expires = expiry(kernel_.now(), draws);
  if (part.contents_.store(entry, expires, draws)) ++counts_.evictions;
}

Cache::Load::Load(Cache& cache, Part& part, std::uint64_t entry) : part_(nullptr), entry_(entry) {
  if (!cache.spec_.single_flight) return;
  part_ = &part;
  part_->loads_.emplace(entry, std::make_unique<sim::News<Outcome>>(
                                   cache.kernel_, "what cache " + cache.name_ + " is to hold"));
}

void Cache::Load::end(Outcome outcome) {
  if (part_ == nullptr) return;
  const auto found = part_->loads_.find(entry_);
  found->second->tell(as_shared(outcome));
  part_->loads_.erase(found);
  part_ = nullptr;
}

sim::CacheMeasurements Cache::measurements() const {
  sim::CacheMeasurements measured = counts_;
  measured.name = name_;
  return measured;
}

}  // namespace models
