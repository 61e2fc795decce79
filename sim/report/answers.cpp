// What the page opens with: sentences that answer.
#include <algorithm>
#include <string>

#include "sim/report/number_text.h"
#include "sim/report/page.h"

namespace sim::detail {

namespace {

constexpr std::size_t kFlowsMost = 4;  // told of in sentences; the table has them all
constexpr double kNearLimit = 0.5;     // a service used less is no bottleneck yet
constexpr double kAtLimit = 0.95;      // of its cores, in one window

std::string resource_name(Resource resource) {
  return resource == Resource::cores ? "cores" : "threads";
}

std::string flow_sentence(const FlowReport& flow) {
  if (flow.offered == 0) return flow.name + ": no payment was due in the measured time.";
  const std::int64_t counted = flow.offered - flow.declined - flow.unfinished;
  std::string text = flow.name + ": ";
  if (counted == 0) {
    text += "no payment counts, of " + count_text(flow.offered) + " offered";
  } else {
    text += availability_text(flow.good, counted) + " of the payments went well";
  }
  if (const auto& p50 = flow.latency.p50.estimate) {
    text += "; half of the answers came within " + duration_text(*p50);
    if (const auto& p99 = flow.latency.p99.estimate) text += ", 99% within " + duration_text(*p99);
  }
  if (const double down = flow.downtime.seconds.estimate.value_or(0); down > 0)
    text += "; down for " + duration_text(down);
  return text + ".";
}

std::string bottleneck_sentence(const Bottleneck& bottleneck) {
  if (!bottleneck.usage) return "No service has a limit on cores or threads.";
  const Usage& usage = *bottleneck.usage;
  std::string text;
  const auto& peak = bottleneck.highest;
  if (peak && peak->utilization >= kAtLimit && usage.utilization < kNearLimit) {
    text = "Bottleneck: the cores of " + peak->service + ", " + percent_text(peak->utilization) +
           " in use in the window at " + instant_text(bottleneck.highest_at) +
           "; on average the busiest is " + usage.service + " (" + percent_text(usage.utilization) +
           " of its " + resource_name(usage.resource) + ").";
    return text;
  }
  if (usage.utilization >= kNearLimit) {
    text = "Bottleneck: the " + resource_name(usage.resource) + " of " + usage.service + ", " +
           percent_text(usage.utilization) + " in use on average";
  } else {
    text = "No service is near its limit on average; the busiest is " + usage.service + " (" +
           percent_text(usage.utilization) + " of its " + resource_name(usage.resource) + ")";
  }
  if (const auto& next = bottleneck.runner_up) {
    text += "; next, the " + resource_name(next->resource) + " of " + next->service + " (" +
            percent_text(next->utilization) + ")";
  }
  text += ".";
  if (const auto& highest = bottleneck.highest) {
    text += " Busiest window: " + highest->service + " at " + instant_text(bottleneck.highest_at) +
            ", " + percent_text(highest->utilization) + " of its cores.";
  }
  return text;
}

}  // namespace

std::vector<std::string> answers_of(const Report& report) {
  std::vector<std::string> answers;
  if (report.verdict) answers.push_back(verdict_sentence(report));
  if (!report.stability.stable) {
    answers.emplace_back("The system does not keep up with this load (see the warnings).");
  }
  const Overload& overload = report.overload;
  if (overload.verdict == OverloadVerdict::stayed) answers.push_back(overload.reason);
  for (std::size_t i = 0; i < std::min(report.flows.size(), kFlowsMost); ++i) {
    answers.push_back(flow_sentence(report.flows[i]));
  }
  if (overload.verdict == OverloadVerdict::recovered) answers.push_back(overload.reason);
  answers.push_back(bottleneck_sentence(report.bottleneck));
  return answers;
}

}  // namespace sim::detail
