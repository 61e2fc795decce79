// What was really done for payments, held against what their payers were told.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "sim/report/number_text.h"
#include "sim/report/store_report.h"

namespace sim::detail {

namespace {

struct Finding {
  Found Audit::* of;
  const char* title;
  const char* name;  // in report.json
};

constexpr std::array kFindings = {
    Finding{&Audit::exact, "as told", "exact"},
    Finding{&Audit::duplicate, "done more than once", "duplicate"},
    Finding{&Audit::lost, "approved, and lost", "approved_and_lost"},
    Finding{&Audit::pending, "in part still in a queue", "pending"},
    Finding{&Audit::stranded, "done in part", "stranded"},
    Finding{&Audit::failed_applied, "failed, and done", "failed_and_applied"},
    Finding{&Audit::unknown_applied, "unknown, and done", "unknown_and_applied"},
    Finding{&Audit::unknown_not_applied, "unknown, not done", "unknown_and_not_applied"},
    Finding{&Audit::unfinished, "unfinished", "unfinished"}};

std::string money_of(const Found& found, const FlowReport& flow) {
  if (!flow.money_approved) return std::string(kNoValue);
  return money_text({.minor = found.money, .currency = flow.money_approved->currency});
}

// What was found, and always what is as it was told.
void add_rows(const FlowReport& flow, PageTable& table) {
  for (const Finding& finding : kFindings) {
    const Found& found = (*flow.audit).*finding.of;
    if (found.intents == 0 && finding.of != &Audit::exact) continue;
    table.rows.push_back(
        {flow.name + ": " + finding.title, count_text(found.intents), money_of(found, flow)});
  }
}

bool is_exact(const FlowReport& flow) {
  return !flow.audit || flow.audit->exact.intents == flow.audit->intents();
}

}  // namespace

PageSection books_section(const Report& report) {
  PageSection section{.title = "Books",
                      .note =
                          "what was done in the stores, held against what payers were told; "
                          "done in part: debited and not credited, or credited only, or given up "
                          "by a queue"};
  PageTable table{{"what was found", "payments", "money"}, {}};
  for (const FlowReport& flow : report.flows)
    if (flow.audit) add_rows(flow, table);
  if (table.rows.empty()) return section;
  section.tables.push_back(std::move(table));
  section.sentences.emplace_back(
      std::ranges::all_of(report.flows, is_exact)
          ? "The books say what payers were told, to the cent."
          : "What the stores debited is what they credited and what is listed here, to the cent.");
  return section;
}

Value audit_json(const FlowReport& flow) {
  Value out = Value::object();
  for (const Finding& finding : kFindings) {
    const Found& found = (*flow.audit).*finding.of;
    Value each = Value::object();
    each["payments"] = Value(found.intents);
    each["money"] = flow.money_approved
                        ? Value(print(MoneySum{.minor = found.money,
                                               .currency = flow.money_approved->currency}))
                        : Value();
    out[finding.name] = std::move(each);
  }
  return out;
}

}  // namespace sim::detail
