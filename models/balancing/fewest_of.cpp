#include "models/balancing/fewest_of.h"

#include <algorithm>
#include <cstddef>

namespace models {
namespace {

// Draws one of 0 ... count - 1 that was not drawn before; `drawn` holds the earlier ones in
// ascending order, with room for one more at its end.
std::size_t draw_another(sim::Draws& draws, std::size_t count, std::span<std::size_t> drawn) {
  const std::size_t earlier = drawn.size() - 1;
  std::size_t index = draws.below(count - earlier);
  std::size_t place = 0;
  for (; place < earlier && drawn[place] <= index; ++place) ++index;
  std::shift_right(drawn.begin() + static_cast<std::ptrdiff_t>(place), drawn.end(), 1);
  drawn[place] = index;
  return index;
}

}  // namespace

Backend* FewestOf::choose(const Choice& choice) {
  sim::Draws draws = choice.draws;
  const std::size_t sample = std::min(drawn_.size(), members_.size());
  Backend* fewest = nullptr;
  for (std::size_t i = 0; i < sample; ++i) {
    Backend* node = members_[draw_another(draws, members_.size(), std::span(drawn_).first(i + 1))];
    if (fewest == nullptr || node->assigned < fewest->assigned) fewest = node;
  }
  return fewest;
}

}  // namespace models
