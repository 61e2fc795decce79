// A report as a page to read: what comes first and what comes last.
#include "sim/report/page.h"

#include <utility>

#include "sim/report/lock_report.h"
#include "sim/report/number_text.h"
#include "sim/report/queue_report.h"
#include "sim/report/store_report.h"
#include "sim/report/wire_report.h"

namespace sim {

namespace {

std::vector<std::string> colophon_of(const Report& report) {
  const std::string warmup = report.warmup > 0
                                 ? "the first " + instant_text(report.warmup) + " not measured"
                                 : "measured from the start";
  const std::string replications =
      report.replications == 1
          ? "One run: no intervals"
          : count_of(report.replications, "replication") + ", intervals of 95%";
  const std::string no_theory = detail::no_theory_sentence(report);
  return {"Simulated " + instant_text(report.simulated) + ", " + warmup + "; " +
              count_text(static_cast<std::int64_t>(report.events)) + " events; " + report.ended +
              ". " + replications + "." +
              (report.warmup_reason.empty() ? "" : " " + report.warmup_reason),
          "Every payment is counted exactly once. " + report.stability.reason +
              (no_theory.empty() ? "" : " " + no_theory),
          "Headroom " + report.version + ", scenario " + report.sha256.substr(0, 16) + ", seed " +
              std::to_string(report.seed) + ", fingerprint " +
              fingerprint_text(report.fingerprint) + "."};
}

void add(std::vector<PageSection>& sections, PageSection section) {
  if (section.tables.empty() && section.sentences.empty()) return;
  sections.push_back(std::move(section));
}

}  // namespace

Page page_of(const Report& report) {
  Page page{.title = report.scenario,
            .question = report.question,
            .answers = detail::answers_of(report),
            .sections = {},
            .colophon = colophon_of(report)};
  add(page.sections, detail::objectives_section(report));
  add(page.sections, {.title = "Warnings", .sentences = report.warnings});
  add(page.sections, detail::payments_section(report));
  add(page.sections, detail::books_section(report));
  add(page.sections, detail::services_section(report));
  add(page.sections, detail::stores_section(report));
  add(page.sections, detail::locks_section(report));
  add(page.sections, detail::caches_section(report));
  add(page.sections, detail::queues_section(report));
  add(page.sections, detail::network_section(report));
  add(page.sections, detail::time_section(report));
  add(page.sections, detail::events_section(report));
  add(page.sections, detail::overload_section(report));
  add(page.sections, detail::theory_section(report));
  return page;
}

}  // namespace sim
