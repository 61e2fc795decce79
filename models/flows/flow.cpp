// A flow: payments of one kind, from the moment they are due to what they come to.
#include "models/flows/flow.h"

#include <bit>

#include "models/books/books.h"
#include "models/scenario_calls.h"
#include "sim/kernel/hash.h"

namespace models {

namespace {

sim::Share share_of(sim::Fraction fraction) {
  const auto share = sim::Share::nearest(fraction.value);
  sim::check(share.has_value(), "a fraction is from 0 to 1");
  return *share;
}

// Columns of the timeline of a flow.
enum class Column : std::size_t { offered, good, bad, declined, attempts, lost, at_risk };

sim::Timeline::Series series(Column column) {
  return sim::Timeline::Series{static_cast<std::size_t>(column)};
}

// What a payment came to, as a number that no other has.
std::uint64_t fact_of(std::uint64_t ordinal, Outcome outcome) {
  const auto number = static_cast<std::uint64_t>(outcome);
  return ordinal * 16 + number % 16 + (number / 16 << 60);
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
      measured_from_(sim::kStart + run.warmup.time),
      book_(books.measured, share_of(spec.down_below), measured_from_) {
  books_.measured.name = name_;
  const FlowWrites writes = writes_of(assembly.directory.scenario(), spec);
  writes_ = writes.any;
  if (writes.any) setting_.books.add_flow(index, writes.debits && writes.credits);
}

void Flow::measure_slices(const std::vector<SliceSpec>& slices) {
  sim::check(slices.size() <= kSlicesMost, "a flow has at most so many slices");
  books_.measured.slices.resize(slices.size());
  for (std::size_t i = 0; i < slices.size(); ++i) {
    slices_.emplace_back(slices[i], books_.measured.slices[i], share_of(spec_.down_below),
                         measured_from_);
    books_.log.follow(slices_.back().clock());
  }
}

void Flow::finish(sim::Instant end) {
  book_.finish(end);
  for (Slice& slice : slices_) slice.finish(end);
  books_.measured.spent = setting_.spent.of_flow(index_);
  if (writes_) books_.measured.audit = setting_.books.audit(index_);
}

sim::Task<> Flow::pay(Intent intent) {
  const std::uint64_t ordinal = ++intents_;
  const Slices slices = note_begin(intent);
  Request request;
  request.luck = sim::mix(luck_, ordinal);
  request.keys = intent.keys;
  request.flow = index_;
  request.priority = static_cast<std::int32_t>(spec_.priority);
  if (writes_) request.record = &open_record(intent);
  std::int64_t attempts = 0;
  auto calling = site_.call(request, {.zone = zone_}, &attempts);
  const Outcome outcome = co_await std::move(calling);
  if (writes_) setting_.books.close(*request.record, outcome);
  note_end(intent, slices, ordinal, outcome, attempts);
}

PaymentRecord& Flow::open_record(const Intent& intent) {
  sim::Duration keeps_keys{};
  if (spec_.idempotent) keeps_keys = spec_.keys_kept.value_or(sim::Duration::max());
  return setting_.books.open(index_, intent.amount, is_counted(intent), keeps_keys);
}

Flow::Slices Flow::note_begin(const Intent& intent) {
  if (++books_.under_way > kUnderWayMost) setting_.kernel.stop();
  books_.timeline.flows[index_].at(intent.due).add(series(Column::offered));
  if (!is_counted(intent)) return 0;
  book_.begin(intent.due);
  Slices slices = 0;
  for (std::size_t i = 0; i < slices_.size(); ++i) {
    if (!slices_[i].takes(intent.payment_class, intent.due)) continue;
    slices |= Slices{1} << i;
    slices_[i].begin(intent.due);
  }
  return slices;
}

void Flow::note_end(const Intent& intent, Slices slices, std::uint64_t ordinal, Outcome outcome,
                    std::int64_t attempts) {
  --books_.under_way;
  // The history is the same whether or not anything was missing in the answer.
  const Outcome noted = outcome == Outcome::degraded ? Outcome::served : outcome;
  setting_.kernel.note(fact_of(ordinal, noted));
  const sim::Duration latency = setting_.kernel.now() - intent.due;
  const bool good = is_done(outcome) && (!spec_.good_within || latency <= *spec_.good_within);
  const bool bad = !good && outcome != Outcome::declined;
  sim::SumRow& sums = books_.timeline.flows[index_].at(intent.due);
  sums.add(series(good ? Column::good : bad ? Column::bad : Column::declined));
  sums.add(series(Column::attempts), attempts);
  if (!is_final(outcome)) {
    sums.add(series(Column::lost));
    sums.add(series(Column::at_risk), intent.amount);
  }
  if (is_final(outcome)) books_.timeline.latency[index_].record(intent.due, latency);
  if (!is_counted(intent)) return;
  const PaymentEnd ended{.outcome = outcome,
                         .good = good,
                         .latency = latency,
                         .attempts = attempts,
                         .amount = intent.amount};
  book_.end(intent.due, ended);
  for (; slices != 0; slices &= slices - 1)
    slices_[static_cast<std::size_t>(std::countr_zero(slices))].end(intent.due, ended);
  if (!is_final(outcome)) books_.log.note_bad(intent.due, intent.amount);
}

}  // namespace models
