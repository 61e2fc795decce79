#include "sim/input/merge.h"

#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/input/json.h"
#include "sim/input/suggest.h"

namespace sim {

namespace {

void merge_into(Value& base, const Value& patch);

// The patch itself, without the members that only say what is to be removed.
Value without_nulls(const Value& patch) {
  if (!patch.is_object()) return patch;
  Value kept = Value::object();
  kept.set_position(patch.position());
  for (const Value::Member& member : patch.members()) {
    if (member.value.is_null()) continue;
    kept.members().push_back({member.name, member.position, without_nulls(member.value)});
  }
  return kept;
}

// What is merged stands where it was changed last.
void merge_members(Value& base, const Value& patch) {
  base.set_position(patch.position());
  // Names are looked up in a map, so that a large patch of a large base takes no long time. There
  // is room for all from the start, so that the names stay where they are.
  Value::Members& members = base.members();
  members.reserve(members.size() + patch.members().size());
  std::map<std::string_view, std::size_t> index_of;
  for (std::size_t i = 0; i < members.size(); ++i) index_of.try_emplace(members[i].name, i);
  std::vector<bool> removed(members.size() + patch.members().size(), false);

  for (const Value::Member& change : patch.members()) {
    const auto there = index_of.find(change.name);
    if (there == index_of.end()) {
      if (change.value.is_null()) continue;
      members.push_back({change.name, change.position, without_nulls(change.value)});
    } else if (change.value.is_null()) {
      removed[there->second] = true;
    } else {
      merge_into(members[there->second].value, change.value);
      if (!change.value.is_object()) members[there->second].position = change.position;
    }
  }
  std::size_t index = 0;
  std::erase_if(members, [&](const Value::Member&) { return removed[index++]; });
}

void merge_into(Value& base, const Value& patch) {
  if (patch.is_object() && base.is_object()) {
    merge_members(base, patch);
  } else {
    base = without_nulls(patch);
  }
}

void place_all(Value& value, Position position) {
  value.set_position(position);
  if (value.is_array()) {
    for (Value& item : value.items()) place_all(item, position);
  } else if (value.is_object()) {
    for (Value::Member& member : value.members()) {
      member.position = position;
      place_all(member.value, position);
    }
  }
}

std::string unescaped(std::string_view step) {
  std::string name;
  for (std::size_t i = 0; i < step.size(); ++i) {
    if (step[i] == '~' && i + 1 < step.size() && (step[i + 1] == '0' || step[i + 1] == '1')) {
      name += step[++i] == '0' ? '~' : '/';
    } else {
      name += step[i];
    }
  }
  return name;
}

// "a.b.0" or "/a/b/0" as its steps; an empty step where nothing stands between two separators.
std::vector<std::string> steps_of(std::string_view path) {
  const bool is_pointer = path.starts_with('/');
  const char separator = is_pointer ? '/' : '.';
  if (is_pointer) path.remove_prefix(1);
  std::vector<std::string> steps;
  for (;;) {
    const std::size_t end = path.find(separator);
    const std::string_view step = path.substr(0, end);
    steps.push_back(is_pointer ? unescaped(step) : std::string(step));
    if (end == std::string_view::npos) return steps;
    path.remove_prefix(end + 1);
  }
}

std::optional<std::size_t> index_in(const Value& list, std::string_view step) {
  std::size_t index = 0;
  const auto [stop, error] = std::from_chars(step.data(), step.data() + step.size(), index);
  if (error != std::errc{} || stop != step.data() + step.size()) return std::nullopt;
  if (index >= list.items().size()) return std::nullopt;
  return index;
}

bool is_number_beyond_a_double(std::string_view text) {
  double number = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc::result_out_of_range && stop == text.data() + text.size();
}

std::string no_such_entry(const Value& list, std::string_view step) {
  const std::size_t size = list.items().size();
  if (size == 0) return "this list has no entries, so none at " + in_quotes(step);
  return "this list has entries 0 to " + std::to_string(size - 1) + ", none at " + in_quotes(step);
}

// One --set on its way through the scenario.
class Setting {
 public:
  Setting(Position position, Problems& problems) : position_(position), problems_(problems) {}

  void carry_out(Value& root, std::string_view assignment) {
    const std::size_t equals = assignment.find('=');
    if (equals == std::string_view::npos || equals == 0) {
      complain(in_quotes(assignment) + " must be PATH=VALUE, such as \"run.seed=7\"");
      return;
    }
    const std::vector<std::string> steps = steps_of(assignment.substr(0, equals));
    for (const std::string& step : steps) {
      if (step.empty()) complain("the path has an empty step");
    }
    if (steps.size() > kJsonDepthLimit) complain("the path is too long");
    auto value = given_value(assignment.substr(equals + 1));
    if (!value || problems_.count() != problems_before_) return;
    place_all(*value, position_);
    set(root, steps, std::move(*value));
  }

 private:
  void complain(std::string what) { problems_.at(position_, pointer_, std::move(what)); }

  std::optional<Value> given_value(std::string_view text) {
    Problems wrong;
    auto value = parse_json(text, 0, wrong);
    if (value && wrong.empty()) return value;
    if (is_number_beyond_a_double(text)) {
      complain(std::string(text) + " is too large a number");
      return std::nullopt;
    }
    const bool looks_like_json = text.find_first_of("{[\"") == 0;
    if (!looks_like_json) return Value(text);
    complain(in_quotes(text) + " is not JSON: " + wrong[0].what);
    return std::nullopt;
  }

  void set(Value& root, const std::vector<std::string>& steps, Value value) {
    Value* here = &root;
    for (std::size_t i = 0; i + 1 < steps.size(); ++i) {
      if (is_misspelt(*here, steps[i])) return;
      here = step_into(*here, steps[i]);
      if (here == nullptr) return;
    }
    put(*here, steps.back(), std::move(value));
  }

  // On the way to what is set, what is not there is made, but not beside what is called almost so.
  bool is_misspelt(const Value& here, const std::string& step) {
    if (!here.is_object() || here.find(step) != nullptr) return false;
    std::vector<std::string> names;
    for (const Value::Member& member : here.members()) names.push_back(member.name);
    const auto meant = closest(step, names);
    if (meant)
      complain("there is no " + in_quotes(step) + " here; did you mean " + in_quotes(*meant) + "?");
    return meant.has_value();
  }

  // Null if there is no way.
  Value* step_into(Value& here, const std::string& step) {
    if (here.is_array()) {
      const auto index = index_in(here, step);
      if (!index) {
        complain(no_such_entry(here, step));
        return nullptr;
      }
      pointer_ = pointer_step(pointer_, step);
      return &here.items()[*index];
    }
    if (!here.is_object()) {
      complain("here is " + std::string(kind_in_words(here)) + "; " + in_quotes(step) +
               " can only be set in an object or a list");
      return nullptr;
    }
    pointer_ = pointer_step(pointer_, step);
    return &member_of(here, step);
  }

  Value& member_of(Value& object, const std::string& name) {
    if (Value* const there = object.find(name)) return *there;
    Value inner = Value::object();
    inner.set_position(position_);
    object.members().push_back({name, position_, std::move(inner)});
    return object.members().back().value;
  }

  void put(Value& here, const std::string& step, Value value) {
    if (value.is_null() && here.is_object()) {
      here.remove(step);
      return;
    }
    Value* const there = step_into(here, step);
    if (there == nullptr) return;
    if (value.is_null()) {
      here.items().erase(here.items().begin() + (there - here.items().data()));
    } else {
      *there = std::move(value);
    }
  }

  Position position_;
  Problems& problems_;
  std::size_t problems_before_ = problems_.count();
  std::string pointer_;
};

}  // namespace

Value merge_patch(Value base, const Value& patch) {
  merge_into(base, patch);
  return base;
}

void set_path(Value& root, std::string_view assignment, Problems& problems) {
  set_path(root, assignment, problems.add_file("--set " + std::string(assignment)), problems);
}

void set_path(Value& root, std::string_view assignment, std::uint32_t file, Problems& problems) {
  Setting(Position{file, 1, 1}, problems).carry_out(root, assignment);
}

}  // namespace sim
