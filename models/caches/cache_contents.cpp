// What a cache holds.
#include "models/caches/cache_contents.h"

namespace models {

bool CacheContents::use(std::uint64_t key, sim::Instant now) {
  const auto found = where_.find(key);
  if (found == where_.end() || entries_[found->second].expires <= now) return false;
  if (eviction_ == Eviction::lru && found->second != newest_) {
    take_out(found->second);
    put_first(found->second);
  }
  return true;
}

bool CacheContents::store(std::uint64_t key, sim::Instant expires, sim::Draws draws) {
  if (const auto found = where_.find(key); found != where_.end()) {
    entries_[found->second].expires = expires;
    take_out(found->second);
    put_first(found->second);
    return false;
  }
  if (entries_.size() < size_) {
    const auto index = static_cast<Index>(entries_.size());
    entries_.push_back({.key = key, .expires = expires});
    put_first(index);
    where_.emplace(key, index);
    return false;
  }
  const Index index =
      eviction_ == Eviction::random ? static_cast<Index>(draws.below(entries_.size())) : oldest_;
  where_.erase(entries_[index].key);
  take_out(index);
  entries_[index] = {.key = key, .expires = expires};
  put_first(index);
  where_.emplace(key, index);
  return true;
}

void CacheContents::clear() {
  entries_.clear();
  where_.clear();
  newest_ = oldest_ = kNone;
}

void CacheContents::take_out(Index index) {
  const Entry& entry = entries_[index];
  (entry.newer == kNone ? newest_ : entries_[entry.newer].older) = entry.older;
  (entry.older == kNone ? oldest_ : entries_[entry.older].newer) = entry.newer;
}

void CacheContents::put_first(Index index) {
  entries_[index].newer = kNone;
  entries_[index].older = newest_;
  (newest_ == kNone ? oldest_ : entries_[newest_].newer) = index;
  newest_ = index;
}

}  // namespace models
