#include "sim/files/temporary_names.h"

#include <array>
#include <atomic>
#include <unistd.h>
#include <utility>

namespace sim {

namespace {

// A signal handler may neither allocate nor lock: the names lie in fixed places, each of which says
// by one atomic word whether it can be read.
struct Place {
  enum class State { free, taken, readable };
  std::atomic<State> state{State::free};
  std::array<char, 4096> path{};  // ends with a zero
};
static_assert(std::atomic<Place::State>::is_always_lock_free);

std::array<Place, 16> places;

}  // namespace

TemporaryName::TemporaryName(std::string_view path) {
  for (std::size_t i = 0; i < places.size(); ++i) {
    Place& place = places[i];
    if (path.size() >= place.path.size()) return;
    Place::State expected = Place::State::free;
    if (!place.state.compare_exchange_strong(expected, Place::State::taken)) continue;
    place.path[path.copy(place.path.data(), path.size())] = '\0';
    place.state = Place::State::readable;
    slot_ = i;
    return;
  }
}

TemporaryName::TemporaryName(TemporaryName&& other) noexcept
    : slot_(std::exchange(other.slot_, kNone)) {}

TemporaryName& TemporaryName::operator=(TemporaryName&& other) noexcept {
  std::swap(slot_, other.slot_);
  return *this;
}

TemporaryName::~TemporaryName() {
  if (slot_ != kNone) places[slot_].state = Place::State::free;
}

void remove_temporary_files() noexcept {
  for (const Place& place : places)
    if (place.state == Place::State::readable) ::unlink(place.path.data());
}

}  // namespace sim
