// A flow: payments of one kind, from the moment they are due to what they come to.
#include "models/flows/flow.h"

#include <algorithm>

#include "sim/kernel/hash.h"

namespace models {

namespace {

constexpr sim::Duration kWindow = 1s;  // availability is judged second by second

sim::Share share_of(sim::Fraction fraction) {
  const auto share = sim::Share::nearest(fraction.value);
  sim::check(share.has_value(), "a fraction is from 0 to 1");
  return *share;
}

// Columns of the timeline of a flow.
enum class Column : std::size_t { offered, good, bad, declined, attempts };

sim::Timeline::Series series(Column column) {
  return sim::Timeline::Series{static_cast<std::size_t>(column)};
}

}  // namespace

Flow::Flow(std::string name, std::uint32_t index, const FlowSpec& spec, std::uint32_t zone,
           const RunSpec& run, sim::Seed seed, const Assembly& assembly, Books books)
    : setting_(assembly.setting),
      name_(std::move(name)),
      index_(index),
      spec_(spec),
      zone_(zone),
      luck_(sim::Stream(seed, "flow " + name_).next()),
      site_(spec.options, CallSite::target(*spec.entry, assembly),
            spec.key ? spec.key->value : std::string(), assembly),
      books_(books),
      windows_(kWindow, share_of(spec.down_below), sim::kStart + run.warmup),
      measured_from_(sim::kStart + run.warmup) {
  books_.measured.name = name_;
}

void Flow::finish(sim::Instant end) {
  sim::FlowMeasurements& measured = books_.measured;
  sim::IntentCounts& counts = measured.intents;
  counts.unfinished =
      counts.offered - counts.approved - counts.declined - counts.failed - counts.unknown;
  sim::check(counts.conserved() && counts.unfinished >= 0,
             "offered = approved + declined + failed + unknown + unfinished");
  if (counts.approved > counts.good) measured.reasons["late"] = counts.approved - counts.good;
  for (std::size_t i = 0; i < reasons_.size(); ++i)
    if (reasons_[i] > 0)
      measured.reasons[std::string(name_of(static_cast<Outcome>(i)))] = reasons_[i];
  windows_.finish(end);
  measured.outages = windows_.totals();
  measured.spent = setting_.spent.of_flow(index_);
}

sim::Task<> Flow::pay(Intent intent) {
  const std::uint64_t ordinal = ++intents_;
  note_begin(intent);
  Request request;
  request.luck = sim::mix(luck_, ordinal);
  request.keys = intent.keys;
  request.flow = index_;
  request.priority = static_cast<std::int32_t>(spec_.priority);
  request.zone = zone_;
  std::int64_t attempts = 0;
  auto calling = site_.call(request, 0, &attempts);
  const Outcome outcome = co_await std::move(calling);
  note_end(intent, ordinal, outcome, attempts);
}

void Flow::note_begin(const Intent& intent) {
  if (++books_.under_way > kUnderWayMost) setting_.kernel.stop();
  books_.timeline.flows[index_].add(series(Column::offered), intent.due);
  if (!is_counted(intent)) return;
  ++books_.measured.intents.offered;
  windows_.due(intent.due);
}

void Flow::note_end(const Intent& intent, std::uint64_t ordinal, Outcome outcome,
                    std::int64_t attempts) {
  --books_.under_way;
  setting_.kernel.note(ordinal * 16 + static_cast<std::uint64_t>(outcome));
  const sim::Duration latency = setting_.kernel.now() - intent.due;
  const bool good =
      outcome == Outcome::served && (!spec_.good_within || latency <= *spec_.good_within);
  const bool bad = !good && outcome != Outcome::declined;
  sim::Timeline& timeline = books_.timeline.flows[index_];
  const Column column = good ? Column::good : bad ? Column::bad : Column::declined;
  timeline.add(series(column), intent.due);
  timeline.add(series(Column::attempts), intent.due, attempts);
  if (is_final(outcome)) books_.timeline.latency[index_].record(intent.due, latency);
  if (!is_counted(intent)) return;
  using Ending = sim::OutageWindows::Ending;
  windows_.ended(intent.due, good ? Ending::good : bad ? Ending::bad : Ending::not_counted);
  sim::FlowMeasurements& measured = books_.measured;
  measured.attempts += attempts;
  if (good) ++measured.intents.good;
  if (is_final(outcome)) measured.latency.record(latency);
  if (outcome == Outcome::served) {
    ++measured.intents.approved;
    measured.money_approved += intent.amount;
  } else if (outcome == Outcome::declined) {
    ++measured.intents.declined;
  } else {
    ++(is_ambiguous(outcome) ? measured.intents.unknown : measured.intents.failed);
    measured.money_at_risk += intent.amount;
    ++reasons_[static_cast<std::size_t>(outcome)];
    books_.log.note_bad(intent.due, intent.amount);
  }
}

}  // namespace models
