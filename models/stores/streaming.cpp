// Data on its way from disk to disk.
#include "models/stores/streaming.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "models/callers/carry.h"
#include "models/stores/store.h"
#include "sim/kernel/join.h"

namespace models {

namespace {

Journey journey_of(const StreamWay& way) {
  return {.from = way.from,
          .to = way.to,
          .from_zone = way.from == nullptr ? kNowhere : way.from->zone,
          .to_zone = way.to == nullptr ? kNowhere : way.to->zone};
}

}  // namespace

sim::Instant Pacer::admit(sim::Instant now, std::uint64_t bytes) {
  if (!rate_) return now;
  const sim::Instant from = std::max(now, next_);
  next_ = from + sim::to_duration(static_cast<double>(bytes) / rate_->per_second * 1e9);
  return from;
}

// A chunk is read while the one before it is sent, and the one before that is written.
sim::Task<bool> Streaming::move(StreamWay way, std::uint64_t bytes, std::function<bool()> goes_on) {
  sim::Kernel& kernel = store_.setting().kernel;
  std::uint64_t to_send = 0;
  std::uint64_t to_write = 0;
  for (std::uint64_t left = bytes; left > 0 || to_send > 0 || to_write > 0;) {
    const std::uint64_t chunk = std::min(left, kChunk);
    sim::Instant from = kernel.now();
    for (Pacer* const pacer : {way.out, way.in})
      if (pacer != nullptr && chunk > 0) from = std::max(from, pacer->admit(kernel.now(), chunk));
    co_await kernel.sleep(from - kernel.now());
    if (!goes_on()) co_return false;
    std::vector<Wire*> wires;
    if (store_.setting().has_wires) wires = wires_of(store_.setting(), journey_of(way));
    const bool is_sent = !wires.empty();
    sim::Tasks<bool> all;
    if (to_write > 0) all.push_back(write(way.to, to_write));
    if (to_send > 0) all.push_back(send(std::move(wires), to_send));
    if (chunk > 0) all.push_back(read(way.from, chunk));
    const std::size_t count = all.size();
    sim::Join<bool> join(std::move(all), count, [](const bool&) { return true; });
    co_await join;
    if (!goes_on()) co_return false;
    left -= chunk;
    to_write = is_sent ? to_send : to_send + chunk;
    to_send = is_sent ? chunk : 0;
  }
  co_return true;
}

// A piece is sent on as soon as it has come, so that a stream is as fast as its narrowest place.
sim::Task<bool> Streaming::send(std::vector<Wire*> wires, std::uint64_t bytes) {
  const Setting& setting = store_.setting();
  Wire* const first = wires.empty() ? nullptr : wires.front();
  if (first == nullptr) co_return true;
  wires.erase(wires.begin());
  for (std::uint64_t left = bytes; left > 0;) {
    const std::uint64_t piece = std::min(left, kPiece);
    left -= piece;
    const sim::Instant now = setting.kernel.now();
    co_await setting.kernel.sleep(first->admit(now, piece) - now);
    if (wires.empty()) continue;
    if (left > 0) {
      setting.crowd.spawn(send_on(wires, piece));
    } else {
      auto sending = send_on(wires, piece);
      co_await std::move(sending);
    }
  }
  co_return true;
}

sim::Task<> Streaming::send_on(std::vector<Wire*> wires, std::uint64_t bytes) {
  sim::Kernel& kernel = store_.setting().kernel;
  for (Wire* const wire : wires)
    co_await kernel.sleep(wire->admit(kernel.now(), bytes) - kernel.now());
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
