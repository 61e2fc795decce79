// Partitions go from one unit of cells to another.
#include <algorithm>
#include <span>

#include "models/cells/cells.h"
#include "models/operations/operations.h"
#include "sim/kernel/elementary.h"

namespace models {

std::vector<std::uint32_t> CutOver::chosen(const Spec& spec, const std::vector<UnitId>& owners,
                                           UnitId from) {
  std::vector<std::uint32_t> owned;
  for (std::uint32_t partition = 0; partition < owners.size(); ++partition) {
    const bool is_meant = !spec.partitions || (partition >= spec.partitions->first &&
                                               partition <= spec.partitions->second);
    if (is_meant && owners[partition] == from) owned.push_back(partition);
  }
  const double count = spec.share.value * static_cast<double>(owned.size());
  owned.resize(static_cast<std::size_t>(sim::round_half_even(count)));
  return owned;
}

sim::Task<> CutOver::carry_out(sim::Duration at, std::optional<sim::Duration>) {
  sim::Kernel& kernel = workplace_.kernel;
  co_await kernel.sleep(at);
  Cells& cells = workplace_.targets.cells(*spec_.cut_over);
  while (!cells.turn().is_open()) co_await cells.turn().passage();
  cells.turn().close();
  const EventLog::Happening happening =
      workplace_.log.begin("cut_over " + *spec_.cut_over + " to " + *spec_.to, {}, false);
  const std::vector<std::uint32_t> all =
      chosen(spec_, cells.owners(), *cells.unit_called(*spec_.from));
  const std::size_t step = spec_.step ? static_cast<std::size_t>(*spec_.step) : all.size();
  const UnitId to = *cells.unit_called(*spec_.to);
  for (std::size_t first = 0; first < all.size(); first += step) {
    const auto these = std::span(all).subspan(first, std::min(step, all.size() - first));
    cells.cut(these, to);
    co_await kernel.sleep(spec_.cut);
    cells.hand_over(these, to, spec_.spread);
    co_await kernel.sleep(spec_.spread);
    if (first + step < all.size()) co_await kernel.sleep(spec_.pause);
  }
  workplace_.log.end(happening);
  cells.turn().open();
}

}  // namespace models
