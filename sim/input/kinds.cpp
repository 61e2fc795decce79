#include "sim/input/kinds.h"

#include <algorithm>

#include "sim/input/suggest.h"

namespace sim::detail {

namespace {

std::vector<std::string_view> names_of(std::span<const KindFacts> kinds) {
  std::vector<std::string_view> names;
  for (const KindFacts& kind : kinds) names.push_back(kind.name);
  return names;
}

std::optional<std::size_t> index_of(std::string_view name, std::span<const KindFacts> kinds) {
  const auto found = std::ranges::find(kinds, name, &KindFacts::name);
  if (found == kinds.end()) return std::nullopt;
  return static_cast<std::size_t>(found - kinds.begin());
}

std::optional<std::size_t> bare_one(std::span<const KindFacts> kinds) {
  const auto found = std::ranges::find(kinds, true, &KindFacts::is_bare);
  if (found == kinds.end()) return std::nullopt;
  return static_cast<std::size_t>(found - kinds.begin());
}

// "ring" alone: right if the kind need not be told anything.
std::optional<ChosenKind> chosen_by_name(std::size_t index, const Value& value,
                                         const Reading& reading, std::span<const KindFacts> kinds) {
  const FieldNames fields = kinds[index].fields();
  if (fields.needed().empty()) return ChosenKind{index, nullptr, true};
  const std::string name = in_quotes(kinds[index].name);
  std::string example;
  for (const std::string_view field : fields.needed()) {
    if (!example.empty()) example += ", ";
    example += in_quotes(field) + ": ...";
  }
  reading.complain(value, name + " needs to be told more; write {" + name + ": {" + example + "}}");
  return std::nullopt;
}

std::optional<ChosenKind> chosen_by_text(const Value& value, const Reading& reading,
                                         std::span<const KindFacts> kinds) {
  if (const auto index = index_of(value.text(), kinds)) {
    return chosen_by_name(*index, value, reading, kinds);
  }
  const auto bare = bare_one(kinds);
  if (bare && !closest(value.text(), names_of(kinds))) return ChosenKind{*bare, &value, false};
  reading.complain(value, not_known(value.text(), names_of(kinds)));
  return std::nullopt;
}

std::optional<ChosenKind> chosen_by_member(const Value& value, const Reading& reading,
                                           std::span<const KindFacts> kinds) {
  const Value::Members& members = value.members();
  if (members.empty()) {
    reading.complain(value, "must name one of: " + listed(names_of(kinds)));
    return std::nullopt;
  }
  std::optional<ChosenKind> chosen;
  for (const Value::Member& member : members) {
    const auto index = index_of(member.name, kinds);
    if (!index) {
      const Reading at = reading.at(member.name);
      at.complain(member.position, not_known(member.name, names_of(kinds)));
      return std::nullopt;
    }
    if (!chosen) chosen = ChosenKind{*index, &member.value, true};
  }
  if (members.size() == 1) return chosen;
  reading.complain(members[1].position, in_quotes(members[0].name) + " and " +
                                            in_quotes(members[1].name) +
                                            " are different kinds; only one can stand here");
  return std::nullopt;
}

}  // namespace

std::optional<ChosenKind> choose_kind(const Value& value, const Reading& reading,
                                      std::span<const KindFacts> kinds) {
  if (value.is_object()) return chosen_by_member(value, reading, kinds);
  if (value.is_text()) return chosen_by_text(value, reading, kinds);
  const auto bare = bare_one(kinds);
  if (bare && !value.is_null()) return ChosenKind{*bare, &value, false};
  reading.complain(value, "must be one of: " + listed(names_of(kinds)) + "; is " +
                              std::string(kind_in_words(value)));
  return std::nullopt;
}

Value kind_schema(const KindFacts& kind, Value spec) {
  Value schema = Value::object();
  schema["type"] = Value("object");
  schema["description"] = Value(kind.summary);
  schema["properties"][kind.name] = std::move(spec);
  schema["required"].push_back(Value(kind.name));
  schema["additionalProperties"] = Value(false);
  return schema;
}

Value one_of_schema(const std::vector<std::string_view>& names, std::vector<Value> others) {
  Value schema = Value::object();
  schema["anyOf"] = Value::array();
  if (!names.empty()) schema["anyOf"].push_back(choice_schema(names));
  for (Value& other : others) schema["anyOf"].push_back(std::move(other));
  return schema;
}

std::string joined_names(std::span<const KindFacts> kinds, std::string_view between) {
  std::string joined;
  for (const KindFacts& kind : kinds) {
    if (!joined.empty()) joined += between;
    joined += kind.name;
  }
  return joined;
}

}  // namespace sim::detail
