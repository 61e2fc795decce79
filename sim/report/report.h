// What a run came to, as reviewers read it: plain values with verdicts and their evidence. Times
// are in seconds, shares from 0 to 1; what the sample cannot support is absent, never a guess.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sim/input/value.h"
#include "sim/measure/audit.h"
#include "sim/measure/wide.h"

namespace sim {

enum class Unit : std::uint8_t { seconds, share, count, per_second, factor };

// A number with its 95 % interval. One run alone has no interval.
struct Estimate {
  std::optional<double> estimate{};
  std::optional<double> low{};
  std::optional<double> high{};
  bool operator==(const Estimate&) const = default;
};

enum class Verdict { pass, fail, inconclusive };

// What was to hold, and whether it does.
struct ObjectiveReport {
  std::string text;
  Unit unit = Unit::seconds;
  Estimate estimate;
  Verdict verdict = Verdict::inconclusive;
  std::string evidence;  // a sentence: why this verdict
  bool operator==(const ObjectiveReport&) const = default;
};

struct LatencyReport {
  Estimate mean;
  Estimate p50;
  Estimate p90;
  Estimate p95;
  Estimate p99;
  Estimate p999;
  Estimate p9999;
  std::optional<double> max;
  bool operator==(const LatencyReport&) const = default;
};

// Time cut into windows (a second each, as the models have it); a window is down if too small a
// share of the payments due in it was good.
struct DowntimeReport {
  Estimate seconds;  // per run, as the next two
  double windows = 0;
  double judged = 0;             // windows in which anything counted
  std::int64_t longest_run = 0;  // windows down one after the other, in any run
  std::optional<double> first;   // when the first of them began
  std::optional<double> last;    // when the last of them ended
  bool operator==(const DowntimeReport&) const = default;
};

// Amounts of many payments together, in the smallest unit of their currency.
struct MoneySum {
  Uint128 minor = 0;
  std::string currency{};
  bool operator==(const MoneySum&) const = default;
};

struct PlaceReport {
  std::string place;
  double seconds = 0;  // per finished payment; work done in parallel counts in parallel
  bool operator==(const PlaceReport&) const = default;
};

struct FlowReport {
  std::string name;
  std::int64_t offered = 0;
  std::int64_t attempts = 0;
  std::int64_t approved = 0;
  std::int64_t declined = 0;
  std::int64_t failed = 0;
  std::int64_t unknown = 0;
  std::int64_t unfinished = 0;
  std::int64_t good = 0;
  std::int64_t degraded = 0;                    // approved without an optional answer
  std::map<std::string, std::int64_t> reasons;  // of payments that were not good
  std::optional<double> attempts_per_payment;   // of those finished
  Estimate availability;                        // good / (offered - declined - unfinished)
  DowntimeReport downtime;
  Estimate throughput;                  // approved and declined, a second
  LatencyReport latency;                // of approved and declined, from when due
  std::vector<PlaceReport> time_spent;  // longest first
  std::optional<MoneySum> money_approved;
  std::optional<MoneySum> money_at_risk;  // of failed and unknown payments
  std::optional<Audit> audit;             // of the books; money as in `money_approved`
  bool operator==(const FlowReport&) const = default;
};

struct LineReport {
  double mean = 0;
  std::int64_t max = 0;  // at one node
  bool operator==(const LineReport&) const = default;
};

struct NodeReport {
  std::string name;
  std::int64_t served = 0;
  std::optional<double> utilization;  // of its cores
  std::optional<double> thread_utilization;
  LineReport line;
  bool operator==(const NodeReport&) const = default;
};

struct ServiceReport {
  std::string name;
  bool external = false;
  std::int64_t cores = 0;    // of all its nodes; 0: as many as are needed
  std::int64_t threads = 0;  // likewise
  Estimate utilization;      // of the cores of its nodes in service
  Estimate thread_utilization;
  std::optional<double> highest_utilization;  // of its cores, in one window of the timeline
  LineReport line;
  Estimate wait_mean;
  Estimate wait_p99;
  Estimate stay_mean;
  Estimate stay_p99;
  std::int64_t arrived = 0;
  std::int64_t served = 0;
  std::int64_t failed = 0;
  std::int64_t rejected = 0;
  std::int64_t shed = 0;
  std::int64_t expired = 0;
  std::int64_t refused = 0;
  std::int64_t lost = 0;
  std::int64_t no_connection = 0;
  std::int64_t cut_over = 0;
  std::int64_t too_late = 0;
  double wasted = 0;  // core-seconds of work for answers that came too late
  std::vector<NodeReport> nodes;
  bool operator==(const ServiceReport&) const = default;
};

// One of the measures of sim/report/measures.h.
struct MeasuredReport {
  std::string measure;
  Unit unit = Unit::count;
  Estimate estimate;
  bool operator==(const MeasuredReport&) const = default;
};

struct FailoverReport {
  std::int64_t run = 0;  // counted from 1
  double at = 0;         // since when the old leader was gone
  double promoted = 0;
  std::string from;
  std::string to;
  std::int64_t shards = 0;
  std::int64_t lost_writes = 0;
  double lost_since = 0;  // seconds before `at` that the oldest of these was written
  bool operator==(const FailoverReport&) const = default;
};

struct LossReport {
  std::int64_t run = 0;  // counted from 1
  double at = 0;
  std::optional<double> restored;
  std::int64_t shards = 0;
  std::int64_t lost_writes = 0;
  double lost_since = 0;  // seconds before `at` that what was restored is from
  bool operator==(const LossReport&) const = default;
};

// Of all runs.
struct BackupReport {
  std::string kind;
  std::int64_t made = 0;
  std::int64_t in_part = 0;
  double bytes = 0;
  double longest = 0;  // seconds
  bool operator==(const BackupReport&) const = default;
};

struct StoreReport {
  std::string name;
  std::int64_t shards = 0;
  std::int64_t copies = 0;
  std::vector<MeasuredReport> measures;  // all that there are of stores
  std::optional<MoneySum> lost_money;    // of all runs; none if payments have no one currency
  std::vector<FailoverReport> failovers;
  std::vector<LossReport> losses;
  std::vector<BackupReport> backups;  // none if the store has none
  double streamed = 0;                // bytes to copies that lacked data, all runs together
  bool operator==(const StoreReport&) const = default;
};

struct LockReport {
  std::string name;
  std::vector<MeasuredReport> measures;  // all that there are of lock services
  bool operator==(const LockReport&) const = default;
};

struct CacheReport {
  std::string name;
  std::int64_t hits = 0;
  std::int64_t misses = 0;
  std::int64_t coalesced = 0;  // of the misses
  std::int64_t evictions = 0;
  Estimate hit_ratio;  // hits / (hits + misses)
  bool operator==(const CacheReport&) const = default;
};

// A link in one direction, or the interfaces of nodes of one kind.
struct WireReport {
  std::string name;
  double bytes = 0;                   // of all runs together
  std::optional<double> utilization;  // share of the time in which they carry something
  std::optional<double> busiest;      // the same of the one that carries most
  bool operator==(const WireReport&) const = default;
};

struct QueueReport {
  std::string name;
  std::vector<MeasuredReport> measures;
  bool operator==(const QueueReport&) const = default;
};

struct EventReport {
  std::string what;
  bool is_failure = true;
  double at = 0;
  std::optional<double> until;
  bool is_watched = true;  // somebody could have noticed it
  std::optional<double> detected;
  // When it was over, callers believed in all nodes again, and payments went as well as before if
  // it had set off an overload.
  std::optional<double> recovered;
  bool recovery_is_unclear = false;  // then there is no `recovered`; see the overload
  double payments_lost = 0;          // until callers believed again; per run, as the money
  // None if payments have no amount, or come in several currencies.
  std::optional<MoneySum> money;
  bool operator==(const EventReport&) const = default;
};

enum class Resource { cores, threads };

struct Usage {
  std::string service;
  Resource resource = Resource::cores;
  double utilization = 0;
  bool operator==(const Usage&) const = default;
};

// What runs out first, by the share of it in use. External parties have no capacity of ours.
struct Bottleneck {
  std::optional<Usage> usage;  // none: nothing has a limit
  std::optional<Usage> runner_up;
  std::optional<Usage> highest;     // the busiest cores in any window of the timeline
  double highest_at = 0;            // when that window began
  std::optional<PlaceReport> most;  // where payments spend most of their time
  double most_share = 0;            // of all their time
  bool most_is_external = false;
  bool operator==(const Bottleneck&) const = default;
};

struct Stability {
  bool stable = true;
  std::string reason;
  bool operator==(const Stability&) const = default;
};

// The system over some windows of the timeline.
struct Condition {
  double offered = 0;  // payments a second
  std::optional<double> good_share;
  std::optional<double> attempts_per_payment;
  double under_way = 0;          // payments, mean over the ends of windows
  std::optional<Usage> busiest;  // cores
  bool operator==(const Condition&) const = default;
};

enum class OverloadVerdict {
  none,       // nothing set one off
  recovered,  // it went by after what had set it off was over
  stayed,     // it went on although nothing was wrong any more: metastable
  undecided,
};

// What was lost of the payments due from the end of what had set off an overload.
struct OverloadCost {
  double from = 0;
  double until = 0;
  std::int64_t payments_lost = 0;   // failed or unknown
  std::optional<MoneySum> money{};  // as in EventReport
  bool operator==(const OverloadCost&) const = default;
};

// Of several runs: the one that went worst.
struct Overload {
  OverloadVerdict verdict = OverloadVerdict::none;
  std::string reason{};
  std::string trigger{};              // what set it off; several one after the other in words
  double began = 0;                   // when the trigger did
  double ended = 0;                   // and when it was over
  std::optional<double> recovery{};   // from then until payments went as well as before
  std::optional<Condition> before{};  // the trigger
  std::optional<Condition> at_end{};  // of the time after it
  std::optional<OverloadCost> cost{};
  bool operator==(const Overload&) const = default;
};

// How what was measured is to lie to what theory says.
enum class Relation : std::uint8_t { equal, about, at_most, at_least };

enum class Agreement : std::uint8_t { agrees, differs, not_judged };

// One measure of one service, and what theory says of it.
struct TheoryCheck {
  std::string service;
  std::string model;    // "M/M/c (Erlang C)"
  std::string measure;  // as in sim/report/measures.h
  Relation relation = Relation::equal;
  double theory = 0;
  std::optional<double> measured{};
  std::optional<double> low{};  // of an interval that theory leaves by chance hardly ever
  std::optional<double> high{};
  Agreement agreement = Agreement::not_judged;
  std::string note{};  // a phrase: why it may differ, or why it is not judged; may be empty
  bool operator==(const TheoryCheck&) const = default;
};

// A service that no model fits.
struct Unfit {
  std::string service;
  std::string why;  // a phrase
  bool operator==(const Unfit&) const = default;
};

struct TheoryReport {
  std::vector<TheoryCheck> checks;
  std::vector<Unfit> unfit;
  bool operator==(const TheoryReport&) const = default;
};

struct RecordingReport {
  std::string file;
  std::int64_t rows = 0;
  std::int64_t skipped = 0;
  std::string first_complaint;
  bool operator==(const RecordingReport&) const = default;
};

struct Report {
  std::string version;
  std::string scenario;
  std::string question;
  std::string sha256;  // of the resolved scenario
  Value resolved;
  std::uint64_t seed = 0;
  std::int64_t replications = 1;
  double duration = 0;   // asked for
  double simulated = 0;  // less if the run was interrupted
  double warmup = 0;
  std::string warmup_reason;         // how it was found; empty if the scenario says it
  bool warmup_is_too_short = false;  // no end of it was seen
  std::uint64_t events = 0;
  std::uint64_t fingerprint = 0;            // of all runs
  std::vector<std::uint64_t> fingerprints;  // of each
  std::string ended;
  std::optional<Verdict> verdict;  // of all objectives; none without any
  std::vector<ObjectiveReport> objectives;
  std::vector<FlowReport> flows;
  std::vector<ServiceReport> services;
  std::vector<StoreReport> stores;
  std::vector<LockReport> locks;
  std::vector<CacheReport> caches;
  std::vector<QueueReport> queues;
  std::vector<WireReport> wires;
  std::vector<EventReport> timeline_events;
  std::int64_t events_left_out = 0;
  std::int64_t failures_seen = 0;       // in the measured time, all runs together
  bool failures_are_by_chance = false;  // not equally many in each run
  std::vector<PlaceReport> time_spent;  // over all flows, longest first
  Bottleneck bottleneck;
  Stability stability;
  Overload overload;
  TheoryReport theory;
  std::vector<RecordingReport> recordings;
  std::vector<std::string> stalled;
  std::vector<std::string> warnings;  // sentences
  bool operator==(const Report&) const = default;
};

}  // namespace sim
