// Data on its way from disk to disk.
#include "models/stores/streaming.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "models/stores/store.h"
#include "sim/kernel/join.h"

namespace models {

sim::Instant Pacer::admit(sim::Instant now, std::uint64_t bytes) {
  if (!rate_) return now;
  const sim::Instant from = std::max(now, next_);
  next_ = from + sim::to_duration(static_cast<double>(bytes) / rate_->per_second * 1e9);
  return from;
}

// A chunk is read while the one before it is written.
sim::Task<bool> Streaming::move(StreamWay way, std::uint64_t bytes, std::function<bool()> goes_on) {
  sim::Kernel& kernel = store_.setting().kernel;
  std::uint64_t read_already = 0;
  for (std::uint64_t left = bytes; left > 0 || read_already > 0;) {
    const std::uint64_t chunk = std::min(left, kChunk);
    sim::Instant from = kernel.now();
    for (Pacer* const pacer : {way.out, way.in})
      if (pacer != nullptr && chunk > 0) from = std::max(from, pacer->admit(kernel.now(), chunk));
    co_await kernel.sleep(from - kernel.now());
    if (!goes_on()) co_return false;
    std::vector<sim::Task<bool>> both;
    if (read_already > 0) both.push_back(write(way.to, read_already));
    if (chunk > 0) both.push_back(read(way.from, chunk));
    const std::size_t count = both.size();
    sim::Join<bool> join(std::move(both), count, [](const bool&) { return true; });
    co_await join;
    if (!goes_on()) co_return false;
    left -= chunk;
    read_already = chunk;
  }
  co_return true;
}

sim::Task<bool> Streaming::read(Node* from, std::uint64_t bytes) {
  if (from == nullptr) co_return true;
  auto working = store_.work_on_disk(*from, bytes);
  co_await std::move(working);
  co_return true;
}

sim::Task<bool> Streaming::write(Node* to, std::uint64_t bytes) {
  if (to == nullptr) co_return true;
  co_await store_.disk_conditions().room(to->index()).passage();
  auto working = store_.work_on_disk(*to, bytes);
  co_await std::move(working);
  co_return true;
}

}  // namespace models
