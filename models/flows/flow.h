// A flow: payments of one kind, from the moment they are due to what they come to.
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "models/callers/call_options.h"
#include "models/callers/call_site.h"
#include "models/events/event_log.h"
#include "models/flows/flow_book.h"
#include "models/flows/slice.h"
#include "models/run_spec.h"
#include "sim/input/problem.h"
#include "sim/kernel/stream.h"
#include "sim/kernel/task.h"
#include "sim/measure/measurements.h"

namespace models {

struct FlowSpec {
  static constexpr std::string_view kTypeName = "Flow";
  sim::Located<std::string> entry;
  std::optional<sim::Located<std::string>> key;
  std::optional<sim::Located<std::string>> from;
  std::optional<sim::Duration> good_within;
  sim::Fraction down_below{0.99};
  std::int64_t priority = 0;
  bool idempotent = false;
  std::optional<sim::Duration> keys_kept;
  CallOptions options;

  void fields(auto& f) {
    f.required("entry", entry, "What payers call: service.operation.");
    f.optional("key", key,
               "The key by which balancing chooses; payer if not given, or if there is none the "
               "first one by name.");
    f.optional("from", from, "The zone the payers are in; no time of the network if not given.");
    f.optional("good_within", good_within,
               "How long after it was due an approved payment still counts as good.",
               sim::Above{0s});
    f.optional("down_below", down_below,
               "A second counts as downtime if a smaller share of the payments due in it is good.");
    f.optional("priority", priority, "For lines in the order of priority: lower is first.",
               sim::Between{-1000000, 1000000});
    f.optional("idempotent", idempotent,
               "Whether all attempts at a payment carry the same key, by which stores recognise "
               "what they have done already; if not, they do it again.");
    f.optional("keys_kept", keys_kept, "How long stores remember the keys; for ever if not given.",
               sim::Above{0s});
    options.fields(f);
  }
  void verify(sim::Complaints& complaints) const {
    if (keys_kept && !idempotent) complaints.about("keys_kept", "goes with \"idempotent\": true");
  }
};

// Each payment under way takes about two kilobytes, so a run that does not cope with its load is to
// be ended when there are this many. With every further one the kernel stops, for its owner to see.
inline constexpr std::int64_t kUnderWayMost = 5'000'000;

// One payment that somebody intends.
struct Intent {
  sim::Instant due;
  std::array<std::uint64_t, kKeysMost> keys{};
  std::int64_t amount = 0;          // in minor units, never negative
  std::uint32_t payment_class = 0;  // its number; 0: of none
};

class Flow {
 public:
  struct Books {
    sim::FlowMeasurements& measured;
    sim::TimelineMeasurements& timeline;
    EventLog& log;
    std::int64_t& under_way;
  };

  // At most so many slices are measured by themselves.
  static constexpr std::size_t kSlicesMost = 64;

  // Payments due during the warm-up are not counted.
  Flow(std::string name, std::uint32_t index, const FlowSpec& spec, std::uint32_t zone,
       const RunSpec& run, sim::Seed seed, const Assembly& assembly, Books books);
  void measure_slices(const std::vector<SliceSpec>& slices);

  const std::string& name() const { return name_; }
  // Its place among all flows, in the order of their names.
  std::uint32_t index() const { return index_; }
  // Ends the books: what is still under way is unfinished.
  void finish(sim::Instant end);

  // The whole story of a payment; begins when it is due.
  sim::Task<> pay(Intent intent);

 private:
  // A bit for each slice that the payment belongs to.
  using Slices = std::uint64_t;

  PaymentRecord& open_record(const Intent& intent);
  Slices note_begin(const Intent& intent);
  void note_end(const Intent& intent, Slices slices, std::uint64_t ordinal, Outcome outcome,
                std::int64_t attempts);
  bool is_counted(const Intent& intent) const { return intent.due >= measured_from_; }

  const Setting& setting_;
  std::string name_;
  std::uint32_t index_;
  FlowSpec spec_;
  std::uint32_t zone_;
  std::uint64_t luck_;
  CallSite site_;
  Books books_;
  sim::Instant measured_from_;
  FlowBook book_;
  std::deque<Slice> slices_;
  std::uint64_t intents_ = 0;
  bool writes_ = false;
};

}  // namespace models
