// Markdown from fields() and catalogues.
#include "tests/scenarios/format_tables.h"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

#include "models/presets/presets.h"
#include "models/scenario.h"
#include "sim/input/describe.h"
#include "sim/input/json.h"

namespace format {

namespace {

using models::Durations;
using sim::FieldDoc;

std::string replaced(std::string text, std::string_view what, std::string_view by) {
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += by.size())
    text.replace(at, what.size(), by);
  return text;
}

template <class List>
std::string words() {
  return sim::Codec<sim::OneOf<List>>::words();
}

// What a field is told, with a way to the table that says more of it.
std::string linked(std::string type) {
  type = replaced(type, words<Durations>(), "[at random](#at-random)");
  type = replaced(type, words<models::Balancing>(), "[balancing](#balancing)");
  type = replaced(type, words<models::PlainBalancing>(), "[balancing](#balancing)");
  type = replaced(type, words<models::Replications>(), "[replication](#replication)");
  type = replaced(type, words<models::Orders>(), "[order](#lines)");
  type = replaced(type, words<models::Shedding>(), "[shedding](#lines)");
  type = replaced(type, words<models::Arrivals>(), "[arrivals](#load)");
  type = replaced(type, words<models::Keys>(), "[keys](#load)");
  type = replaced(type, words<models::Spreads>(), "[spread](#recordings)");
  type = replaced(type, "or kind of rate", "or [kind of rate](#load)");
  return replaced(type, "|", "\\|");
}

std::string code(const std::string& text) {
  return "`" + text + "`";
}

std::string unless_given(const FieldDoc& field) {
  if (field.required) return "required";
  return field.unless_given.empty() ? "" : code(field.unless_given);
}

constexpr std::string_view kHead = "| field | told as | unless given | |\n|-|-|-|-|\n";

std::string row(const FieldDoc& field) {
  return "| " + code(field.name) + " | " + linked(field.type) + " | " + unless_given(field) +
         " | " + field.doc + " |\n";
}

template <class T>
Table fields(std::string name) {
  std::string markdown(kHead);
  for (const FieldDoc& field : sim::describe<T>()) markdown += row(field);
  return {std::move(name), std::move(markdown)};
}

bool has(const std::vector<FieldDoc>& fields, const FieldDoc& field) {
  for (const FieldDoc& each : fields)
    if (each.name == field.name) return true;
  return false;
}

// Without the options that all callers have, which have a table of their own.
template <class T>
Table fields_of_caller(std::string name) {
  const auto shared = sim::describe<models::CallOptions>();
  std::string markdown(kHead);
  for (const FieldDoc& field : sim::describe<T>())
    if (!has(shared, field)) markdown += row(field);
  return {std::move(name), std::move(markdown)};
}

// Steps that ask somebody else.
bool calls(const std::string& step) {
  return step == "call" || step == "read" || step == "write";
}

// Kinds that are named by one of the fields they have, beside those that all of them have.
template <class T, class List>
Table keyed(std::string name) {
  const auto all = sim::describe<T>();
  const auto options = sim::describe<models::CallOptions>();
  std::string markdown(kHead);
  for (const FieldDoc& field : all)
    if (field.kind.empty()) markdown += row(field);
  if (markdown == kHead) markdown.clear();
  for (const sim::KindName& kind : List::list()) {
    const std::string kind_name(kind.name);
    markdown +=
        "\n**" + kind_name + "**: " + std::string(kind.summary) + "\n\n" + std::string(kHead);
    for (const FieldDoc& field : all)
      if (field.kind == kind_name && !has(options, field)) markdown += row(field);
    if (calls(kind_name)) markdown += "| | [options of callers](#callers) | | |\n";
  }
  return {std::move(name), std::move(markdown)};
}

// Fields told alike, such as percentiles, share a line.
template <class Spec>
std::string told() {
  const auto all = sim::describe<Spec>();
  std::string text;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!text.empty()) text += "<br>";
    text += code(all[i].name);
    while (i + 1 < all.size() && all[i + 1].doc == all[i].doc && all[i + 1].type == all[i].type)
      text += ", " + code(all[++i].name);
    text += " " + linked(all[i].type);
    const std::string otherwise = unless_given(all[i]);
    if (!otherwise.empty() && otherwise != "required") text += ", else " + otherwise;
    text += ": " + all[i].doc;
  }
  return text;
}

template <class Kind>
std::string shorthand() {
  using Spec = typename Kind::Spec;
  if constexpr (sim::detail::BareKind<Kind>) {
    return "Short: the value alone. ";
  } else if constexpr (requires { Spec::kShorthand; }) {
    return "Short: `{\"" + std::string(Kind::kName) + "\": " + std::string(Spec::kShorthand) +
           "}`. ";
  } else {
    return {};
  }
}

template <class List>
Table kinds(std::string name) {
  std::string markdown = "| kind | | told |\n|-|-|-|\n";
  List::for_each([&]<class Kind, std::size_t I>() {
    markdown += "| " + code(std::string(Kind::kName)) + " | " + std::string(Kind::kSummary) +
                " | " + shorthand<Kind>() + told<typename Kind::Spec>() + " |\n";
  });
  return {std::move(name), std::move(markdown)};
}

Table presets() {
  std::string markdown = "| preset | for | | sets |\n|-|-|-|-|\n";
  for (const models::Preset& preset : models::presets()) {
    sim::Problems none;
    const auto fields = sim::parse_json(preset.json, 0, none);
    markdown += "| " + code(std::string(preset.name)) + " | " +
                std::string(models::name_of(preset.of)) + " | " + std::string(preset.summary) +
                " | " + code(sim::to_json(*fields, 0)) + " |\n";
  }
  return {"presets", std::move(markdown)};
}

std::string mark(const std::string& name) {
  return "<!-- " + name + " -->\n";
}
constexpr std::string_view kEnd = "<!-- end -->";

std::vector<Table> tables_of_load_and_events() {
  return {
      fields_of_caller<models::FlowSpec>("flow"),
      keyed<models::LoadSpec, models::Loads>("load"),
      kinds<models::Rates>("rates"),
      kinds<models::Arrivals>("arrivals"),
      fields<models::BurstyArrivals::State>("burst state"),
      kinds<models::Keys>("keys"),
      fields<models::CountsSpec>("counts"),
      kinds<models::Spreads>("spreads"),
      kinds<Durations>("at random"),
      fields<models::Hyperexponential<sim::Duration>::Branch>("branch"),
      keyed<models::FailureSpec, models::Failures>("failures"),
      fields<models::BurstSpec>("burst"),
      keyed<models::OperatorSpec, models::Operators>("operations"),
      fields<sim::ObjectiveForm>("objective"),
  };
}

}  // namespace

std::vector<Table> tables() {
  std::vector<Table> all = {
      fields<models::Scenario>("scenario"),
      fields<models::RunSpec>("run"),
      fields<models::Zone::Spec>("zone"),
      fields<models::NetworkSpec>("network"),
      fields<models::LinkSpec>("link"),
      fields<models::ServiceSpec>("service"),
      fields<models::LineSpec>("line"),
      kinds<models::Orders>("orders"),
      kinds<models::Shedding>("shedding"),
      fields<models::Health>("health"),
      fields<models::CellsSpec>("cells"),
      fields<models::UnitSpec>("unit"),
      fields<models::StoreSpec>("store"),
      fields<models::StoreRing>("store ring"),
      fields<models::DiskSpec>("disk"),
      kinds<models::Replications>("replication"),
      fields<models::FailoverSpec>("failover"),
      kinds<models::Balancing>("balancing"),
      keyed<models::StepSpec, models::Steps>("steps"),
      fields<models::CaseSpec>("case"),
      fields<models::CacheSpec>("cache"),
      fields<models::QueueSpec>("queue"),
      fields_of_caller<models::ConsumersSpec>("consumers"),
      fields<models::CallOptions>("options of callers"),
      fields<models::LockSpec>("lock service"),
      fields<models::LockFailover>("lock failover"),
      fields<models::Reconnect>("reconnect"),
      presets(),
      fields<models::Retry>("retry"),
      fields<models::Backoff>("backoff"),
      fields<models::RetryBudget>("budget"),
      fields<models::Hedge>("hedge"),
      fields<models::CircuitBreaker>("breaker"),
      fields<models::RateLimit>("rate limit"),
      fields<models::Pool>("pool"),
      fields<models::Handshake>("handshake"),
      fields<models::Validation>("validation"),
  };
  std::ranges::move(tables_of_load_and_events(), std::back_inserter(all));
  return all;
}

std::string with_tables(const std::string& readme) {
  std::string text = readme;
  for (const Table& table : tables()) {
    const std::size_t at = text.find(mark(table.name));
    if (at == std::string::npos) continue;
    const std::size_t begin = at + mark(table.name).size();
    const std::size_t end = text.find(kEnd, begin);
    if (end == std::string::npos) continue;
    text.replace(begin, end - begin, table.markdown);
  }
  return text;
}

std::vector<std::string> without_place(const std::string& readme) {
  std::vector<std::string> names;
  for (const Table& table : tables())
    if (readme.find(mark(table.name)) == std::string::npos) names.push_back(table.name);
  return names;
}

}  // namespace format
