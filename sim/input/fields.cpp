#include "sim/input/fields.h"

#include <algorithm>
#include <string>

#include "sim/input/suggest.h"

namespace sim {

namespace {

// What may stand beside a scenario's own fields, at its outermost level only.
constexpr std::string_view kSchemaName = "$schema";
constexpr std::string_view kRemark = "//";

bool contains(const std::vector<std::string_view>& names, std::string_view name) {
  return std::ranges::find(names, name) != names.end();
}

// True if a kind with these fields accounts for every kind that the object seems to name.
bool knows_all(const detail::KeyedChoice& choice, std::span<const detail::KeyedChoice> choices,
               const std::vector<std::size_t>& named) {
  const FieldNames fields = choice.fields();
  return std::ranges::all_of(
      named, [&](std::size_t other) { return contains(fields.all(), choices[other].name); });
}

std::vector<std::string_view> names_of(std::span<const detail::KeyedChoice> choices) {
  std::vector<std::string_view> names;
  for (const auto& choice : choices) names.push_back(choice.name);
  return names;
}

}  // namespace

void Complaints::about(std::string_view field, std::string what) {
  if (!value_.is_object()) {
    here(std::move(what));
    return;
  }
  const Value* const given = value_.find(field);
  const Reading at = reading_.at(field);
  at.complain(given != nullptr ? *given : value_, std::move(what));
}

Reader::Reader(const Value& value, const Reading& reading, std::string_view shorthand)
    : value_(value),
      reading_(reading),
      problems_before_(reading.problems().count()),
      shorthand_(shorthand) {
  if (value.is_object()) {
    object_ = &value;
  } else if (value.is_null()) {
    reading.complain(value, "null stands for nothing here; leave the field out");
  } else if (!shorthand.empty()) {
    bare_ = &value;
  } else {
    reading.complain(value, "must be an object {...}, is " + std::string(kind_in_words(value)));
  }
}

const Value* Reader::take(std::string_view name) {
  known_.push_back(name);
  if (bare_ != nullptr) return name == shorthand_ ? bare_ : nullptr;
  return object_ != nullptr ? object_->find(name) : nullptr;
}

void Reader::complain_missing(std::string_view name, std::string_view doc) {
  if (!readable()) return;
  std::string what = in_quotes(name) + " is missing";
  if (bare_ != nullptr) {
    what += "; write {" + in_quotes(shorthand_) + ": ..., " + in_quotes(name) + ": ...}";
  }
  if (!doc.empty()) what += ": " + std::string(doc);
  reading_.complain(value_, std::move(what));
}

std::optional<std::size_t> Reader::choose(std::span<const detail::KeyedChoice> choices) {
  if (object_ == nullptr) return std::nullopt;
  std::vector<std::size_t> named;
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (object_->find(choices[i].name) != nullptr) named.push_back(i);
  }
  if (named.empty()) {
    kinds_wanted_ = names_of(choices);
    return std::nullopt;
  }
  if (named.size() == 1) return named.front();
  std::vector<std::size_t> meant;
  for (const std::size_t one : named) {
    if (knows_all(choices[one], choices, named)) meant.push_back(one);
  }
  if (meant.size() == 1) return meant.front();

  const std::string_view first = choices[named[0]].name;
  const std::string_view second = choices[named[1]].name;
  reading_.complain(value_, in_quotes(first) + " and " + in_quotes(second) +
                                " are different kinds; only one of them can stand here");
  for (const auto& choice : choices) {  // whatever else is there belongs to one or the other
    const FieldNames fields = choice.fields();
    known_.insert(known_.end(), fields.all().begin(), fields.all().end());
  }
  return std::nullopt;
}

void Reader::complain_unknown(const Value::Member& member, bool& is_kind) {
  const Reading at = reading_.at(member.name);
  if (at.problems().full()) {
    at.complain(member.position, {});
    return;
  }
  std::vector<std::string_view> names = known_;
  names.insert(names.end(), kinds_wanted_.begin(), kinds_wanted_.end());
  const auto meant = closest(member.name, names);
  if (meant && contains(kinds_wanted_, *meant)) is_kind = true;
  at.complain(member.position, not_known(member.name, names, "is not a field here"));
}

void Reader::finish() {
  if (object_ == nullptr) return;
  bool is_kind = false;
  for (const Value::Member& member : object_->members()) {
    if (contains(known_, member.name)) continue;
    if (reading_.is_root() && (member.name == kSchemaName || member.name == kRemark)) continue;
    complain_unknown(member, is_kind);
  }
  if (!kinds_wanted_.empty() && !is_kind) {
    reading_.complain(value_, "one of these is missing: " + listed(kinds_wanted_));
  }
}

}  // namespace sim
