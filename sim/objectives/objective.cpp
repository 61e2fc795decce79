// Objectives as text and as objects.
#include "sim/objectives/objective.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "sim/input/decimal.h"
#include "sim/kernel/check.h"
#include "sim/kernel/elementary.h"
#include "sim/objectives/subjects.h"
#include "sim/report/seconds.h"

namespace sim {

namespace {

using detail::all_names;
using detail::asked_of;
using detail::find_facts;
using detail::in_words;
using detail::names_for;
using Parsed = ParsedQuantity<Objective>;

constexpr std::string_view kExample = "pay p99 <= 400ms";
constexpr std::string_view kAnyFailure = "recovery";

// Longer ones first, for whoever looks what a text begins with.
constexpr std::array<std::pair<std::string_view, Comparison>, 4> kComparisons = {
    {{"<=", Comparison::at_most},
     {">=", Comparison::at_least},
     {"<", Comparison::below},
     {">", Comparison::above}}};

std::string_view trimmed(std::string_view text) {
  text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
  return text.substr(0, text.find_last_not_of(' ') + 1);
}

std::vector<std::string_view> words_in(std::string_view text) {
  std::vector<std::string_view> words;
  for (text = trimmed(text); !text.empty(); text = trimmed(text)) {
    words.push_back(text.substr(0, text.find(' ')));
    text.remove_prefix(words.back().size());
  }
  return words;
}

ParsedQuantity<double> plain_number(std::string_view text) {
  const auto amount = detail::split_amount(text);
  if (amount && amount->unit.empty() && !amount->negative)
    if (const auto number = detail::rounded(amount->number)) return {.value = number};
  return {.complaint = in_quotes(text) + " must be a plain number, such as \"0\" or \"1.5\""};
}

ParsedQuantity<double> limit_in(Unit unit, std::string_view text) {
  const auto as_number = [](const auto& parsed, auto number) -> ParsedQuantity<double> {
    if (!parsed) return {.complaint = parsed.complaint};
    return {.value = number(*parsed)};
  };
  switch (unit) {
    case Unit::seconds:
      return as_number(parse_duration(text), [](Duration time) { return detail::seconds(time); });
    case Unit::share:
      return as_number(parse_fraction(text), [](Fraction share) { return share.value; });
    case Unit::per_second:
      return as_number(parse_rate(text), [](Rate rate) { return rate.per_second; });
    case Unit::count:
    case Unit::factor:
      return plain_number(text);
  }
  return {};
}

std::string print_limit(double limit, Unit unit) {
  switch (unit) {
    case Unit::seconds:
      return print(to_duration(limit * 1e9));
    case Unit::share:
      return print(Fraction{limit});
    case Unit::per_second:
      return print(Rate{limit});
    case Unit::count:
    case Unit::factor:
      return detail::shortest(limit);
  }
  return {};
}

std::string example_of(Unit unit, Better better) {
  const std::string sign = better == Better::more ? ">= " : "<= ";
  switch (unit) {
    case Unit::seconds:
      return sign + "400ms";
    case Unit::share:
      return sign + (better == Better::more ? "99.95%" : "70%");
    case Unit::per_second:
      return sign + "500/s";
    case Unit::count:
      return sign + "100";
    case Unit::factor:
      return sign + "1.2";
  }
  return {};
}

std::string example_for(const Objective& objective) {
  const auto facts = find_facts(objective.of, objective.measure);
  return example_of(facts->unit, facts->better);
}

// "<= 400ms" into the objective, whose measure is known. What is wrong with it, or nothing.
std::string set_bound(Objective& objective, std::string_view text) {
  for (const auto& [sign, comparison] : kComparisons) {
    if (!text.starts_with(sign)) continue;
    const auto limit = limit_in(objective.unit(), trimmed(text.substr(sign.size())));
    if (!limit) return limit.complaint;
    objective.comparison = comparison;
    objective.limit = *limit;
    return {};
  }
  return in_quotes(text) + " does not begin with <=, >=, < or >; write for example " +
         in_quotes(example_for(objective));
}

// "during lose zone:b" and the like. What is wrong with it, or nothing.
std::string set_phase(Phase& phase, std::string_view text) {
  constexpr std::string_view kDuring = "during ";
  constexpr std::string_view kWithin = " within ";
  if (text.starts_with(kDuring)) {
    phase.when = Phase::When::during;
    phase.event = trimmed(text.substr(kDuring.size()));
    return {};
  }
  const std::size_t within = text.rfind(kWithin);
  if (within == std::string_view::npos)
    return in_quotes(text) + " must say within which time, as in " +
           in_quotes("after recovery within 60s");
  const auto time = parse_duration(trimmed(text.substr(within + kWithin.size())));
  if (!time) return time.complaint;
  const std::string_view event = trimmed(
      text.substr(std::string_view("after ").size(), within - std::string_view("after").size()));
  phase = {.when = Phase::When::after, .event = std::string(event), .within = *time};
  if (phase.event == kAnyFailure) phase.event.clear();
  return {};
}

// Where " during " or " after " begins, after the value; else the end.
std::size_t phase_in(std::string_view text) {
  return std::min({text.find(" during "), text.find(" after "), text.size()});
}

std::string services_have_none(const Objective& objective) {
  return objective.measure + " is asked of " + in_words(objective.of) +
         ", which are measured as a whole: no class, no during, no after";
}

std::string phase_text(const Phase& phase) {
  switch (phase.when) {
    case Phase::When::always:
      return "";
    case Phase::When::during:
      return " during " + phase.event;
    case Phase::When::after:
      return " after " + (phase.event.empty() ? std::string(kAnyFailure) : phase.event) +
             " within " + print(phase.within);
  }
  return "";
}

std::string class_text(const Objective& objective) {
  return objective.payment_class.empty() ? "" : " class " + objective.payment_class;
}

}  // namespace

Unit Objective::unit() const {
  const auto facts = find_facts(of, measure);
  check(facts.has_value(), "an objective has a measure of what it is about");
  return facts->unit;
}

bool Objective::holds_for(double value) const {
  switch (comparison) {
    case Comparison::at_most:
      return value <= limit;
    case Comparison::at_least:
      return value >= limit;
    case Comparison::below:
      return value < limit;
    case Comparison::above:
      return value > limit;
  }
  return false;
}

bool Objective::asks_for_none() const {
  return comparison == Comparison::at_most && limit == 0 &&
         (unit() == Unit::count || measure == "downtime");
}

Parsed parse_objective(std::string_view text) {
  const std::size_t sign = text.find_first_of("<>=");
  const std::string such_as = "; write for example " + in_quotes(kExample);
  if (sign == std::string_view::npos)
    return {.complaint = in_quotes(text) + " has no comparison (<=, >=, <, >)" + such_as};
  const auto words = words_in(text.substr(0, sign));
  const bool has_class = words.size() == 4 && words[1] == "class";
  if (words.size() != 2 && !has_class)
    return {.complaint = in_quotes(text) +
                         " must name a flow or service and one measure before the " +
                         "comparison, and may name a class between them" + such_as};
  Objective objective;
  objective.name = words.front();
  if (has_class) objective.payment_class = words[2];
  objective.measure = words.back();
  const auto of = asked_of(objective.measure);
  if (!of) return {.complaint = not_known(objective.measure, all_names(), "is no measure")};
  objective.of = *of;
  const std::string_view rest = text.substr(sign);
  const std::size_t phase = phase_in(rest);
  std::string complaint = set_bound(objective, trimmed(rest.substr(0, phase)));
  if (complaint.empty() && phase < rest.size())
    complaint = set_phase(objective.phase, trimmed(rest.substr(phase)));
  if (complaint.empty() && objective.of != Objective::Of::flow && !slice_of(objective).empty())
    complaint = services_have_none(objective);
  if (!complaint.empty()) return {.complaint = complaint};
  return {.value = std::move(objective)};
}

std::string print(const Objective& objective) {
  std::string text = objective.name + class_text(objective) + " " + objective.measure + " ";
  for (const auto& [sign, comparison] : kComparisons)
    if (comparison == objective.comparison) text += sign;
  return text + " " + print_limit(objective.limit, objective.unit()) + phase_text(objective.phase);
}

std::string slice_of(const Objective& objective) {
  const std::string text = class_text(objective) + phase_text(objective.phase);
  return text.empty() ? text : text.substr(1);
}

std::vector<std::string_view> ObjectiveForm::measures() const {
  std::vector<std::string_view> given;
  for (const auto& [measure, bound] : bounds)
    if (bound) given.push_back(measure);
  return given;
}

std::vector<std::pair<Objective::Of, std::string>> ObjectiveForm::subjects() const {
  std::vector<std::pair<Objective::Of, std::string>> given;
  for (const auto& [of, name] : {std::pair(Objective::Of::flow, &flow),
                                 {Objective::Of::service, &service},
                                 {Objective::Of::store, &store},
                                 {Objective::Of::lock, &lock},
                                 {Objective::Of::cache, &cache},
                                 {Objective::Of::queue, &queue}})
    if (*name) given.emplace_back(of, **name);
  return given;
}

void ObjectiveForm::verify(Complaints& complaints) const {
  const auto about = subjects();
  if (about.size() != 1) {
    complaints.here(about.empty() ? "must say of which flow, service, store, lock, cache or queue"
                                  : "is about several; write an objective for each");
    return;
  }
  const Objective::Of of = about.front().first;
  const auto given = measures();
  if (given.size() != 1)
    complaints.here(given.empty() ? "has no measure; there are: " + listed(names_for(of))
                                  : "has several measures; write an objective for each");
  for (const std::string_view measure : given)
    if (asked_of(measure) != of)
      complaints.about(measure, "is asked of " + in_words(*asked_of(measure)) + "; of " +
                                    in_words(of) + ": " + listed(names_for(of)));
  if (!flow && (payment_class || during || after))
    complaints.here("a " + detail::one_in_words(of) +
                    " is measured as a whole: no class, no during, no after");
  if (during && after) complaints.here("has both during and after");
  if (after.has_value() != within.has_value())
    complaints.here(after ? "needs within: how long after the end" : "within goes with after");
}

std::string ObjectiveForm::doc_of(std::string_view of, Unit unit, Better better,
                                  std::string_view doc) {
  return std::string(of) + ": " + std::string(doc) + ", such as `\"" + example_of(unit, better) +
         "\"`.";
}

void Codec<Objective>::read(Objective& objective, const Value& value, Reading& reading) {
  if (value.is_text()) {
    auto parsed = parse_objective(value.text());
    if (parsed)
      objective = std::move(*parsed.value);
    else
      reading.complain(value, std::move(parsed.complaint));
    return;
  }
  if (!value.is_object()) {
    reading.complain(value, "must be a text such as " + in_quotes(kExample) + " or an object, is " +
                                std::string(kind_in_words(value)));
    return;
  }
  const std::size_t before = reading.problems().count();
  ObjectiveForm form;
  Codec<ObjectiveForm>::read(form, value, reading);
  if (reading.problems().count() != before) return;
  std::tie(objective.of, objective.name) = form.subjects().front();
  objective.payment_class = form.payment_class.value_or("");
  objective.measure = form.measures().front();
  const auto& bound = *form.bounds.at(objective.measure);
  const std::string complaint = set_bound(objective, trimmed(*bound));
  if (!complaint.empty()) reading.problems().at(bound, complaint);
  if (form.during) objective.phase = {.when = Phase::When::during, .event = *form.during};
  if (form.after)
    objective.phase = {.when = Phase::When::after,
                       .event = *form.after == kAnyFailure ? "" : *form.after,
                       .within = *form.within};
}

Value Codec<Objective>::schema(SchemaMaker& maker) {
  Value either = Value::object();
  either["anyOf"] = Value::array();
  either["anyOf"].push_back(detail::text_schema(
      "^ *[^ ]+( +class +[^ ]+)? +[a-z_0-9]+ *(<=|>=|<|>) *[^ ]+.*$",
      "NAME [class CLASS] MEASURE <= VALUE [during EVENT | after EVENT within DURATION]",
      kExample));
  either["anyOf"].push_back(maker.of<ObjectiveForm>());
  return either;
}

}  // namespace sim
