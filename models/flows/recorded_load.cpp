// Recorded load: payments come when a log says that they came.
#include "models/flows/recorded_load.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "sim/input/fixed_point.h"
#include "sim/input/key.h"
#include "sim/input/quantity.h"
#include "sim/kernel/elementary.h"
#include "sim/kernel/hash.h"
#include "sim/kernel/stream.h"

namespace models {

namespace {

// The columns that have a meaning of their own, in this order, then the keys by name.
std::vector<sim::WantedColumn> wanted_columns(const RecordedLoad::Spec& spec) {
  std::vector<sim::WantedColumn> wanted{{.name = spec.columns.at("at")}};
  if (spec.counts) wanted.push_back({.name = spec.counts->column});
  for (const char* const role : {"flow", "amount"})
    if (spec.columns.contains(role)) wanted.push_back({.name = spec.columns.at(role)});
  for (const std::string& key : spec.key_names()) wanted.push_back({.name = spec.columns.at(key)});
  return wanted;
}

sim::Table::Options table_options(const RecordedLoad::Spec& spec) {
  sim::Table::Options options;
  if (spec.separator) options.separator = spec.separator->front();
  return options;
}

}  // namespace

void RecordedLoad::Spec::verify(sim::Complaints& complaints) const {
  if (!columns.contains("at")) complaints.about("columns", "needs \"at\", the column of the time");
  if (separator && separator->size() != 1) complaints.about("separator", "must be one character");
  const std::string unknown = currency ? sim::complaint_about_currency(*currency) : std::string();
  if (!unknown.empty()) complaints.about("currency", unknown);
  if (columns.contains("amount") && !currency)
    complaints.about("columns",
                     "has amounts, but of which currency? Write for example \"currency\": \"EUR\"");
  if (counts && (columns.contains("flow") || columns.contains("amount")))
    complaints.about("columns", "counts have neither flow nor amount");
  if (copies > 1 && apart > sim::kLongestDuration / (copies - 1))
    complaints.about("apart", "lets the last of " + std::to_string(copies) +
                                  " copies begin after more than 100 years");
}

std::vector<std::string> RecordedLoad::Spec::key_names() const {
  std::vector<std::string> names;
  for (const auto& [role, column] : columns)
    if (role != "at" && role != "flow" && role != "amount") names.push_back(role);
  return names;
}

void RecordedLoad::verify_file(const Spec& spec, sim::Problems& problems) {
  std::error_code error;
  const auto status = std::filesystem::status(spec.path, error);
  if (std::filesystem::is_fifo(status) || std::filesystem::is_socket(status)) {
    problems.at(spec.recorded, "is not a file that can be read again and again");
    return;
  }
  const sim::Table table(spec.path, wanted_columns(spec), table_options(spec));
  if (table.error()) problems.at(spec.recorded, *table.error());
}

RecordedLoad::RecordedLoad(const Spec& spec, const Source& source)
    : spec_(spec), source_(&source), seen_(std::make_unique<sim::RecordingMeasurements>()) {
  seen_->file = *spec.recorded;
}

sim::Task<> RecordedLoad::send() {
  for (std::int64_t number = 1; number < spec_.copies; ++number)
    source_->crowd.spawn(replay(number));
  auto replaying = replay(0);
  co_await std::move(replaying);
}

bool RecordedLoad::passes_over(const sim::Row& row, const std::string& what) const {
  const std::string text = spec_.path + ":" + std::to_string(row.line) + ": " + what;
  if (spec_.bad_rows == BadRows::refuse) {
    source_->give_up(text + " (\"bad_rows\": \"skip\" would pass over it)");
    return false;
  }
  if (seen_->skipped++ == 0) seen_->first_complaint = text;
  return true;
}

// One pass over the file. What is told of its columns is looked up once, not for each row.
struct RecordedLoad::Copy {
  Copy(const Spec& told, const Source& to, std::int64_t which)
      : spec(told),
        source(to),
        number(which),
        table(told.path, wanted_columns(told), table_options(told)),
        times(told.time),
        places(to.seed, to.name + "/spread", static_cast<std::uint64_t>(which)),
        has_flow(told.columns.contains("flow")),
        has_amount(told.columns.contains("amount")),
        decimals(told.currency ? sim::decimals_of(*told.currency) : 0) {
    for (const std::string& key : told.key_names()) {
      const auto found = std::find(to.key_names.begin(), to.key_names.end(), key);
      slots.push_back(static_cast<std::size_t>(found - to.key_names.begin()));
    }
  }

  // When in the run the row is due, before 0 if it is passed over; nothing, and why in the row's
  // complaint, if it cannot be told.
  std::optional<sim::Duration> due() {
    const auto stamp = times.read(row.fields[0]);
    if (!stamp) {
      row.complaint = "the time " + sim::in_quotes(row.fields[0]) + " " + stamp.complaint;
      return std::nullopt;
    }
    if (!zero) zero = spec.zero == TimeZero::first_row ? stamp.value : 0;
    if (last && stamp.value < *last) {
      row.complaint =
          "the time " + sim::in_quotes(row.fields[0]) + " is before that of an earlier row";
      return std::nullopt;
    }
    last = stamp.value;
    const sim::Duration recorded = sim::Duration{stamp.value - *zero} - spec.skip;
    if (spec.speed == 1.0) return recorded + number * spec.apart;
    return sim::to_duration(static_cast<double>(recorded.count()) / spec.speed) +
           number * spec.apart;
  }

  // What the row says besides its time; nothing, and why in the row's complaint, if it cannot be
  // read.
  std::optional<Intent> intent() {
    std::size_t field = has_flow ? 2 : 1;
    Intent intent;
    if (has_amount) {
      const std::string_view text = row.fields[field++];
      const auto amount = sim::parse_fixed_point(text, decimals, sim::Excess::refused);
      if (!amount || amount.value < 0) {
        row.complaint = "the amount " + sim::in_quotes(text) + " " +
                        (amount ? "must not be negative" : amount.complaint);
        return std::nullopt;
      }
      intent.amount = amount.value;
    }
    for (const std::size_t slot : slots) {
      const std::uint64_t key = sim::parse_key(row.fields[field++]);
      intent.keys[slot] = number == 0 ? key : sim::mix(key, static_cast<std::uint64_t>(number));
    }
    if (slots.empty()) intent.keys[0] = sim::mix(row.line, static_cast<std::uint64_t>(number));
    return intent;
  }

  // How many payments the row stands for.
  std::optional<std::uint64_t> count() {
    const auto count = sim::parse_fixed_point(row.fields[1], 0, sim::Excess::refused);
    if (count && count.value >= 0) return static_cast<std::uint64_t>(count.value);
    row.complaint = "the count " + sim::in_quotes(row.fields[1]) + " is no whole number";
    return std::nullopt;
  }

  bool is_of_this_flow() const { return !has_flow || row.fields[1] == source.flow.name(); }

  const Spec& spec;
  const Source& source;
  std::int64_t number;
  sim::Table table;
  sim::TimestampReader times;
  sim::Stream places;
  bool has_flow;
  bool has_amount;
  int decimals;  // of the currency
  std::vector<std::size_t> slots;
  sim::Row row;
  std::optional<std::int64_t> zero;
  std::optional<std::int64_t> last;
};

sim::Task<> RecordedLoad::replay(std::int64_t number) {
  Copy copy(spec_, *source_, number);
  sim::Kernel& kernel = source_->kernel;
  if (copy.table.error()) {
    source_->give_up(*copy.table.error());
    co_return;
  }
  for (;;) {
    const sim::RowState state = copy.table.next(copy.row);
    if (state == sim::RowState::end) co_return;
    if (state == sim::RowState::failed) {
      source_->give_up(copy.row.complaint);
      co_return;
    }
    std::optional<sim::Duration> due;
    if (state == sim::RowState::row) due = copy.due();
    if (!due) {
      if (passes_over(copy.row, copy.row.complaint)) continue;
      co_return;
    }
    ++seen_->rows;
    if (sim::kStart + *due >= source_->end) co_return;
    if (spec_.counts) {
      const auto count = copy.count();
      if (!count) {
        if (passes_over(copy.row, copy.row.complaint)) continue;
        co_return;
      }
      auto spreading = spread_out(copy, *due, *count);
      co_await std::move(spreading);
      continue;
    }
    if (*due < sim::Duration::zero() || !copy.is_of_this_flow()) continue;
    auto intent = copy.intent();
    if (!intent) {
      if (passes_over(copy.row, copy.row.complaint)) continue;
      co_return;
    }
    intent->due = sim::kStart + *due;
    co_await kernel.sleep(intent->due - kernel.now());
    source_->offer(*intent);
  }
}

sim::Task<> RecordedLoad::spread_out(Copy& copy, sim::Duration at, std::uint64_t count) {
  const sim::Duration length =
      sim::to_duration(static_cast<double>(spec_.counts->every.count()) / spec_.speed);
  if (at + length <= sim::Duration::zero()) co_return;
  CountedArrivals spread(spec_.counts->spread.spec, CountedInterval{at, at + length, count});
  sim::Kernel& kernel = source_->kernel;
  while (const auto next = spread.next(copy.places)) {
    if (*next < sim::Duration::zero()) continue;
    const sim::Instant due = sim::kStart + *next;
    if (due >= source_->end) co_return;
    // Rows may overlap by a rounding; nobody pays in the past.
    if (due > kernel.now()) co_await kernel.sleep(due - kernel.now());
    Intent intent;
    intent.due = kernel.now();
    intent.keys[0] = copy.places.next();
    source_->offer(intent);
  }
}

}  // namespace models
