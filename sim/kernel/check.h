// check(): an assertion that stays on in release builds. For bugs in our code, never for bad
// scenarios: the run ends, and whoever started it adds the seed and the simulated time.
#pragma once

#include <stdexcept>
#include <string>

namespace sim {

class BrokenInvariant : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

namespace detail {
[[noreturn, gnu::cold, gnu::noinline]] inline void break_off(const char* invariant,
                                                             const char* file, int line) {
  throw BrokenInvariant(std::string(file) + ":" + std::to_string(line) +
                        ": broken invariant: " + invariant);
}
}  // namespace detail

inline void check(bool holds, const char* invariant, const char* file = __builtin_FILE(),
                  int line = __builtin_LINE()) {
  if (!holds) [[unlikely]]
    detail::break_off(invariant, file, line);
}

}  // namespace sim
