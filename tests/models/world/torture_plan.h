// Which random worlds are tortured: numbered from the first on, as many as there are to be, or
// until the budget is used up.
#pragma once

#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

#include "tests/sanitized.h"

namespace models {

// So many are run at a time by as many processes; each takes its share of the worlds in turn.
inline constexpr std::uint64_t kParts = 8;

struct TorturePlan {
  static constexpr std::uint64_t kWorlds = kSanitized ? 100'000 : 4'000;
  static constexpr std::uint64_t kSeconds = kSanitized ? 300 : 0;

  std::uint64_t first = 0;           // HEADROOM_FIRST_WORLD
  std::uint64_t worlds = kWorlds;    // HEADROOM_WORLDS
  std::uint64_t seconds = kSeconds;  // HEADROOM_SECONDS, of a processor, for all parts; 0: no end

  // Throws if what was asked for is no number.
  static TorturePlan as_asked_for() {
    TorturePlan plan;
    read("HEADROOM_FIRST_WORLD", plan.first);
    read("HEADROOM_WORLDS", plan.worlds);
    read("HEADROOM_SECONDS", plan.seconds);
    return plan;
  }

  // Shows one world again.
  static std::string command_for(std::uint64_t world) {
    return "HEADROOM_FIRST_WORLD=" + std::to_string(world) + " HEADROOM_WORLDS=1 " +
           std::filesystem::read_symlink("/proc/self/exe").string();
  }

 private:
  static void read(const char* name, std::uint64_t& value) {
    const char* const told = std::getenv(name);
    if (told == nullptr) return;
    const std::string_view text(told);
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
      throw std::invalid_argument(std::string(name) + " must be a number, not " + told);
  }
};

// The worlds of one part, in order, for as long as its share of the budget lasts.
class TorturedWorlds {
 public:
  TorturedWorlds(const TorturePlan& plan, std::uint64_t part)
      : plan_(plan), part_(part), began_(std::clock()) {}

  bool more() const { return number() < plan_.worlds && !used_up(); }
  std::uint64_t next() { return plan_.first + part_ + kParts * done_++; }
  std::uint64_t done() const { return done_; }

 private:
  std::uint64_t number() const { return part_ + kParts * done_; }
  bool used_up() const {
    if (plan_.seconds == 0) return false;
    const double used = static_cast<double>(std::clock() - began_) / CLOCKS_PER_SEC;
    return used * static_cast<double>(kParts) >= static_cast<double>(plan_.seconds);
  }

  TorturePlan plan_;
  std::uint64_t part_;
  std::clock_t began_;
  std::uint64_t done_ = 0;
};

}  // namespace models
