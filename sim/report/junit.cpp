// The verdicts of several scenarios for continuous integration.
#include "sim/report/junit.h"

#include <string_view>
#include <vector>

#include "sim/report/number_text.h"

namespace sim {

namespace {

// Text in an attribute or between tags. What XML 1.0 cannot say becomes a question mark.
std::string escaped_for_xml(std::string_view text) {
  std::string out;
  for (const char letter : text) {
    switch (letter) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += static_cast<unsigned char>(letter) < 0x20 ? '?' : letter;
    }
  }
  return out;
}

struct Case {
  std::string name;
  std::string problem{};  // "failure" or "error"; empty if all is well
  std::string message{};
};

// "94.70%, from 94.69% to 94.71%: The whole interval breaks the limit."
std::string message_of(const ObjectiveReport& objective) {
  const Estimate& estimate = objective.estimate;
  if (!estimate.estimate) return objective.evidence;
  std::string text = value_text(*estimate.estimate, objective.unit);
  if (estimate.low && estimate.high)
    text += ", from " + value_text(*estimate.low, objective.unit) + " to " +
            value_text(*estimate.high, objective.unit);
  return text + ": " + objective.evidence;
}

Case case_of(const ObjectiveReport& objective) {
  Case one{.name = objective.text};
  if (objective.verdict == Verdict::pass) return one;
  one.problem = objective.verdict == Verdict::fail ? "failure" : "error";
  one.message = message_of(objective);
  return one;
}

std::vector<Case> cases_of(const Checked& checked) {
  if (!checked.report) return {{"can be run", "error", checked.trouble}};
  std::vector<Case> cases;
  for (const ObjectiveReport& objective : checked.report->objectives)
    cases.push_back(case_of(objective));
  for (const std::string& drift : checked.drift)
    cases.push_back({"is as it was", "failure", drift});
  if (cases.empty()) cases.push_back({"can be run"});
  return cases;
}

std::size_t number_of(std::string_view problem, const std::vector<Case>& cases) {
  std::size_t count = 0;
  for (const Case& one : cases) count += one.problem == problem ? 1 : 0;
  return count;
}

std::string counts(const std::vector<Case>& cases) {
  return " tests=\"" + std::to_string(cases.size()) + "\" failures=\"" +
         std::to_string(number_of("failure", cases)) + "\" errors=\"" +
         std::to_string(number_of("error", cases)) + "\" skipped=\"0\"";
}

std::string suite(const std::string& name, const std::vector<Case>& cases) {
  std::string out = "  <testsuite name=\"" + escaped_for_xml(name) + "\"" + counts(cases) + ">\n";
  for (const Case& one : cases) {
    out += "    <testcase classname=\"" + escaped_for_xml(name) + "\" name=\"" +
           escaped_for_xml(one.name) + "\"";
    if (one.problem.empty()) {
      out += "/>\n";
      continue;
    }
    out += ">\n      <" + one.problem + " message=\"" + escaped_for_xml(one.message) + "\"/>\n";
    out += "    </testcase>\n";
  }
  return out + "  </testsuite>\n";
}

}  // namespace

std::string write_junit(std::span<const Checked> all) {
  std::vector<Case> every;
  std::string suites;
  for (const Checked& checked : all) {
    const std::vector<Case> cases = cases_of(checked);
    every.insert(every.end(), cases.begin(), cases.end());
    suites += suite(checked.name, cases);
  }
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"headroom\"" +
         counts(every) + ">\n" + suites + "</testsuites>\n";
}

}  // namespace sim
