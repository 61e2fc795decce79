// A report for scripts: report.json. Names and their order are a promise to those who read it.
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/input/json.h"
#include "sim/input/value.h"
#include "sim/report/cache_report.h"
#include "sim/report/json_values.h"
#include "sim/report/lock_report.h"
#include "sim/report/number_text.h"
#include "sim/report/queue_report.h"
#include "sim/report/store_report.h"
#include "sim/report/wire_report.h"
#include "sim/report/writers.h"

namespace sim {

namespace {

constexpr int kReportFormat = 1;  // raised when a name changes its meaning or goes

using detail::json;

// A count, or the mean of several.
Value number(double count) {
  const auto whole = static_cast<std::int64_t>(count);
  return static_cast<double>(whole) == count ? Value(whole) : Value(count);
}
Value json(const std::optional<MoneySum>& money) {
  return money ? Value(print(*money)) : Value();
}

Value objectives(const std::vector<ObjectiveReport>& all) {
  Value out = Value::array();
  for (const ObjectiveReport& objective : all) {
    Value each = Value::object();
    each["text"] = Value(objective.text);
    each["estimate"] = json(objective.estimate.estimate);
    each["low"] = json(objective.estimate.low);
    each["high"] = json(objective.estimate.high);
    each["verdict"] = Value(name_of(objective.verdict));
    each["evidence"] = Value(objective.evidence);
    out.push_back(std::move(each));
  }
  return out;
}

Value texts(const std::vector<std::string>& sentences) {
  Value out = Value::array();
  for (const std::string& sentence : sentences) out.push_back(Value(sentence));
  return out;
}

Value places(const std::vector<PlaceReport>& spent) {
  Value out = Value::object();
  for (const PlaceReport& place : spent) out[place.place] = Value(place.seconds);
  return out;
}

Value json(const DowntimeReport& downtime) {
  Value out = Value::object();
  out["seconds"] = json(downtime.seconds);
  out["windows"] = number(downtime.windows);
  out["judged"] = number(downtime.judged);
  out["longest_run"] = Value(downtime.longest_run);
  out["first"] = json(downtime.first);
  out["last"] = json(downtime.last);
  return out;
}

Value json(const LatencyReport& latency) {
  Value out = Value::object();
  out["mean"] = json(latency.mean);
  out["p50"] = json(latency.p50);
  out["p90"] = json(latency.p90);
  out["p95"] = json(latency.p95);
  out["p99"] = json(latency.p99);
  out["p999"] = json(latency.p999);
  out["p9999"] = json(latency.p9999);
  out["max"] = json(latency.max);
  return out;
}

Value json(const FlowReport& flow) {
  Value out = Value::object();
  out["offered"] = Value(flow.offered);
  out["attempts"] = Value(flow.attempts);
  out["attempts_per_payment"] = json(flow.attempts_per_payment);
  out["approved"] = Value(flow.approved);
  out["declined"] = Value(flow.declined);
  out["failed"] = Value(flow.failed);
  out["unknown"] = Value(flow.unknown);
  out["unfinished"] = Value(flow.unfinished);
  out["good"] = Value(flow.good);
  out["degraded"] = Value(flow.degraded);
  Value reasons = Value::object();
  for (const auto& [reason, count] : flow.reasons) reasons[reason] = Value(count);
  out["reasons"] = std::move(reasons);
  out["availability"] = json(flow.availability);
  out["downtime"] = json(flow.downtime);
  out["throughput"] = json(flow.throughput);
  out["latency"] = json(flow.latency);
  out["time_spent"] = places(flow.time_spent);
  out["money_approved"] = json(flow.money_approved);
  out["money_at_risk"] = json(flow.money_at_risk);
  if (flow.audit) out["audit"] = detail::audit_json(flow);
  return out;
}

Value json(const LineReport& line) {
  Value out = Value::object();
  out["mean"] = Value(line.mean);
  out["max"] = Value(line.max);
  return out;
}

Value mean_and_p99(const Estimate& mean, const Estimate& p99) {
  Value out = Value::object();
  out["mean"] = json(mean);
  out["p99"] = json(p99);
  return out;
}

Value json(const NodeReport& node) {
  Value out = Value::object();
  out["utilization"] = json(node.utilization);
  out["thread_utilization"] = json(node.thread_utilization);
  out["line"] = json(node.line);
  out["served"] = Value(node.served);
  return out;
}

Value json(const ServiceReport& service);

// Appended without looking for the name, which is there once: nodes may be many.
template <class Named>
Value by_name(const std::vector<Named>& all) {
  Value out = Value::object();
  for (const Named& each : all) out.members().push_back({each.name, {}, json(each)});
  return out;
}

Value json(const ServiceReport& service) {
  Value out = Value::object();
  out["external"] = Value(service.external);
  out["cores"] = service.cores > 0 ? Value(service.cores) : Value();
  out["threads"] = service.threads > 0 ? Value(service.threads) : Value();
  out["utilization"] = json(service.utilization);
  out["thread_utilization"] = json(service.thread_utilization);
  out["highest_utilization"] = json(service.highest_utilization);
  out["line"] = json(service.line);
  out["wait"] = mean_and_p99(service.wait_mean, service.wait_p99);
  out["stay"] = mean_and_p99(service.stay_mean, service.stay_p99);
  out["arrived"] = Value(service.arrived);
  out["served"] = Value(service.served);
  out["failed"] = Value(service.failed);
  out["rejected"] = Value(service.rejected);
  out["shed"] = Value(service.shed);
  out["expired"] = Value(service.expired);
  out["refused"] = Value(service.refused);
  out["lost"] = Value(service.lost);
  out["no_connection"] = Value(service.no_connection);
  out["cut_over"] = Value(service.cut_over);
  out["too_late"] = Value(service.too_late);
  out["wasted_core_seconds"] = Value(service.wasted);
  out["nodes"] = by_name(service.nodes);
  return out;
}

Value json(const EventReport& event) {
  Value out = Value::object();
  out["what"] = Value(event.what);
  out["at"] = Value(event.at);
  out["until"] = json(event.until);
  out["watched"] = Value(event.is_watched);
  out["detected"] = json(event.detected);
  out["recovered"] = json(event.recovered);
  out["payments_lost"] = number(event.payments_lost);
  out["money"] = json(event.money);
  return out;
}

Value events(const std::vector<EventReport>& all, bool failures) {
  Value out = Value::array();
  for (const EventReport& event : all) {
    if (event.is_failure == failures) out.push_back(json(event));
  }
  return out;
}

Value json(const std::optional<Usage>& usage) {
  if (!usage) return {};
  Value out = Value::object();
  out["service"] = Value(usage->service);
  out["resource"] = Value(usage->resource == Resource::cores ? "cores" : "threads");
  out["utilization"] = Value(usage->utilization);
  return out;
}

Value json(const Bottleneck& bottleneck) {
  Value out = Value::object();
  out["most_used"] = json(bottleneck.usage);
  out["next"] = json(bottleneck.runner_up);
  out["highest"] = json(bottleneck.highest);
  out["highest_at"] = bottleneck.highest ? Value(bottleneck.highest_at) : Value();
  Value most;
  if (bottleneck.most) {
    most["place"] = Value(bottleneck.most->place);
    most["seconds"] = Value(bottleneck.most->seconds);
    most["share"] = Value(bottleneck.most_share);
    most["external"] = Value(bottleneck.most_is_external);
  }
  out["most_time"] = std::move(most);
  return out;
}

Value json(const std::optional<Condition>& condition) {
  if (!condition) return {};
  Value out = Value::object();
  out["offered"] = Value(condition->offered);
  out["good_share"] = json(condition->good_share);
  out["attempts_per_payment"] = json(condition->attempts_per_payment);
  out["under_way"] = Value(condition->under_way);
  out["busiest"] = json(condition->busiest);
  return out;
}

const char* name_of(OverloadVerdict verdict) {
  switch (verdict) {
    case OverloadVerdict::none:
      return "none";
    case OverloadVerdict::recovered:
      return "recovered";
    case OverloadVerdict::stayed:
      return "stayed";
    case OverloadVerdict::undecided:
      return "undecided";
  }
  return "";
}

Value json(const std::optional<OverloadCost>& cost) {
  if (!cost) return {};
  Value out = Value::object();
  out["from"] = Value(cost->from);
  out["until"] = Value(cost->until);
  out["payments_lost"] = Value(cost->payments_lost);
  out["money"] = json(cost->money);
  return out;
}

Value json(const Overload& overload) {
  const bool has_trigger = !overload.trigger.empty();
  Value out = Value::object();
  out["verdict"] = Value(name_of(overload.verdict));
  out["reason"] = Value(overload.reason);
  out["trigger"] = has_trigger ? Value(overload.trigger) : Value();
  out["began"] = has_trigger ? Value(overload.began) : Value();
  out["ended"] = has_trigger ? Value(overload.ended) : Value();
  out["recovery"] = json(overload.recovery);
  out["before"] = json(overload.before);
  out["at_end"] = json(overload.at_end);
  out["cost"] = json(overload.cost);
  return out;
}

Value recordings(const std::vector<RecordingReport>& all) {
  Value out = Value::array();
  for (const RecordingReport& recording : all) {
    Value each = Value::object();
    each["file"] = Value(recording.file);
    each["rows"] = Value(recording.rows);
    each["skipped"] = Value(recording.skipped);
    each["first_complaint"] = recording.skipped > 0 ? Value(recording.first_complaint) : Value();
    out.push_back(std::move(each));
  }
  return out;
}

Value run(const Report& report) {
  Value out = Value::object();
  out["seed"] = Value(report.seed);
  out["replications"] = Value(report.replications);
  out["duration"] = Value(report.duration);
  out["simulated"] = Value(report.simulated);
  out["warmup"] = Value(report.warmup);
  out["warmup_reason"] = report.warmup_reason.empty() ? Value() : Value(report.warmup_reason);
  out["events"] = Value(report.events);
  out["ended"] = Value(report.ended);
  Value fingerprints = Value::array();
  for (const std::uint64_t each : report.fingerprints)
    fingerprints.push_back(Value(fingerprint_text(each)));
  out["fingerprints"] = std::move(fingerprints);
  return out;
}

const char* name_of(Relation relation) {
  switch (relation) {
    case Relation::equal:
      return "equal";
    case Relation::about:
      return "about";
    case Relation::at_most:
      return "at_most";
    case Relation::at_least:
      return "at_least";
  }
  return "";
}

Value agrees(Agreement agreement) {
  if (agreement == Agreement::not_judged) return {};
  return Value(agreement == Agreement::agrees);
}

// A service that no model fits has a line that says why.
Value json(const TheoryReport& theory) {
  Value out = Value::array();
  for (const TheoryCheck& check : theory.checks) {
    Value each = Value::object();
    each["station"] = Value(check.service);
    each["model"] = Value(check.model);
    each["measure"] = Value(check.measure);
    each["relation"] = Value(name_of(check.relation));
    each["theory"] = Value(check.theory);
    each["measured"] = json(check.measured);
    each["low"] = json(check.low);
    each["high"] = json(check.high);
    each["agrees"] = agrees(check.agreement);
    each["note"] = Value(check.note);
    out.push_back(std::move(each));
  }
  for (const Unfit& unfit : theory.unfit) {
    Value each = Value::object();
    each["station"] = Value(unfit.service);
    each["model"] = Value();
    each["note"] = Value(unfit.why);
    out.push_back(std::move(each));
  }
  return out;
}

// The books of every flow balanced, or there would be no report.
Value checks(const Report& report) {
  Value out = Value::object();
  out["conservation"] = Value("exact");
  out["stable"] = Value(report.stability.stable);
  out["stable_reason"] = Value(report.stability.reason);
  out["theory"] = json(report.theory);
  return out;
}

}  // namespace

std::string write_json(const Report& report) {
  Value out = Value::object();
  out["headroom"]["version"] = Value(report.version);
  out["headroom"]["format"] = Value(kReportFormat);
  out["scenario"]["name"] = Value(report.scenario);
  out["scenario"]["question"] = Value(report.question);
  out["scenario"]["sha256"] = Value(report.sha256);
  out["scenario"]["resolved"] = report.resolved;
  out["run"] = run(report);
  out["fingerprint"] = Value(fingerprint_text(report.fingerprint));
  out["verdict"] = report.verdict ? Value(name_of(*report.verdict)) : Value();
  out["objectives"] = objectives(report.objectives);
  out["warnings"] = texts(report.warnings);
  out["flows"] = by_name(report.flows);
  out["services"] = by_name(report.services);
  out["stores"] = detail::stores_json(report.stores);
  out["locks"] = detail::locks_json(report.locks);
  out["caches"] = detail::json_of(report.caches);
  out["queues"] = detail::queues_json(report.queues);
  out["network"] = detail::wires_json(report.wires);
  out["bottleneck"] = json(report.bottleneck);
  out["time_spent"] = places(report.time_spent);
  out["failures"] = events(report.timeline_events, true);
  out["operations"] = events(report.timeline_events, false);
  out["events_left_out"] = Value(report.events_left_out);
  out["failures_seen"] = Value(report.failures_seen);
  out["overload"] = json(report.overload);
  out["recordings"] = recordings(report.recordings);
  out["stalled"] = texts(report.stalled);
  out["checks"] = checks(report);
  return to_json(out) + "\n";
}

}  // namespace sim
