#include "sim/input/codec.h"

#include <algorithm>
#include <limits>

namespace sim {

namespace {

constexpr std::string_view kNamePattern = "^[A-Za-z_][A-Za-z0-9_-]*$";

bool is_letter(char character) {
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z');
}

bool begins_name(char character) {
  return is_letter(character) || character == '_';
}

bool continues_name(char character) {
  return begins_name(character) || (character >= '0' && character <= '9') || character == '-';
}

std::string wrong_kind(std::string_view wanted, const Value& value) {
  return "must be " + std::string(wanted) + ", is " + std::string(kind_in_words(value));
}

Value typed(std::string_view type) {
  Value schema = Value::object();
  schema["type"] = Value(type);
  return schema;
}

// True if `value` is a number; complains otherwise, and shows how a number in quotes is meant.
bool is_number(const Value& value, const Reading& reading, std::string_view wanted) {
  if (value.is_number()) return true;
  std::string what = wrong_kind(wanted, value);
  if (value.is_text()) what += "; write it without quotes";
  reading.complain(value, std::move(what));
  return false;
}

std::string out_of_bounds(const Value& value, std::string_view lowest, std::string_view highest) {
  return "must be from " + std::string(lowest) + " to " + std::string(highest) + ", is " +
         value.literal();
}

}  // namespace

namespace detail {

std::optional<std::int64_t> read_int64(const Value& value, const Reading& reading,
                                       std::int64_t lowest, std::int64_t highest) {
  if (!is_number(value, reading, "a whole number")) return std::nullopt;
  const auto number = value.as_int64();
  if (!number && value.literal().find_first_of(".eE") != std::string::npos) {
    reading.complain(value, "must be a whole number, is " + value.literal());
    return std::nullopt;
  }
  const bool has_bounds = highest < std::numeric_limits<std::int64_t>::max();
  if (!number && !has_bounds) {
    reading.complain(value, value.literal() + " is beyond what can be counted");
    return std::nullopt;
  }
  if (!number || *number < lowest || *number > highest) {
    reading.complain(value, out_of_bounds(value, std::to_string(lowest), std::to_string(highest)));
    return std::nullopt;
  }
  return number;
}

std::optional<std::uint64_t> read_uint64(const Value& value, const Reading& reading,
                                         std::uint64_t highest) {
  if (!is_number(value, reading, "a whole number")) return std::nullopt;
  const auto number = value.as_uint64();
  if (!number && value.literal().find_first_of(".eE") != std::string::npos &&
      !value.literal().starts_with('-')) {
    reading.complain(value, "must be a whole number, is " + value.literal());
    return std::nullopt;
  }
  if (!number || *number > highest) {
    reading.complain(value, out_of_bounds(value, "0", std::to_string(highest)));
    return std::nullopt;
  }
  return number;
}

Value whole_number_schema(bool is_signed) {
  Value schema = typed("integer");
  if (!is_signed) schema["minimum"] = Value(0);
  return schema;
}

Value text_schema(std::string_view pattern, std::string_view description,
                  std::string_view example) {
  Value schema = typed("string");
  schema["description"] = Value(description);
  schema["pattern"] = Value(pattern);
  schema["examples"].push_back(Value(example));
  return schema;
}

Value list_schema(Value items) {
  Value schema = typed("array");
  schema["items"] = std::move(items);
  return schema;
}

Value tuple_schema(std::vector<Value> items) {
  Value schema = typed("array");
  schema["minItems"] = Value(items.size());
  schema["maxItems"] = Value(items.size());
  schema["items"] = Value::array();
  for (Value& item : items) schema["items"].push_back(std::move(item));
  return schema;
}

Value map_schema(Value values) {
  Value schema = typed("object");
  schema["propertyNames"]["pattern"] = Value(kNamePattern);
  schema["additionalProperties"] = std::move(values);
  return schema;
}

Value choice_schema(const std::vector<std::string_view>& names) {
  Value schema = Value::object();
  schema["enum"] = Value::array();
  for (const std::string_view name : names) schema["enum"].push_back(Value(name));
  return schema;
}

const std::string* quantity_text(const Value& value, const Reading& reading,
                                 std::string_view example) {
  if (value.is_text()) return &value.text();
  if (value.is_number()) return &value.literal();
  reading.complain(value, "must be a text such as " + in_quotes(example) + ", is " +
                              std::string(kind_in_words(value)));
  return nullptr;
}

bool is_list(const Value& value, const Reading& reading) {
  if (!value.is_array()) reading.complain(value, wrong_kind("a list [...]", value));
  return value.is_array();
}

bool is_list_of(std::size_t size, const Value& value, const Reading& reading) {
  if (!is_list(value, reading)) return false;
  if (value.items().size() == size) return true;
  reading.complain(value, "must have " + std::to_string(size) + " entries, has " +
                              std::to_string(value.items().size()));
  return false;
}

bool is_map(const Value& value, const Reading& reading) {
  if (!value.is_object()) reading.complain(value, wrong_kind("an object {...}", value));
  return value.is_object();
}

bool is_name(const Value::Member& member, const Reading& reading) {
  const std::string& name = member.name;
  if (!name.empty() && begins_name(name.front()) && std::ranges::all_of(name, continues_name)) {
    return true;
  }
  const Reading at = reading.at(name);
  at.complain(member.position, in_quotes(name) +
                                   " is not a name; names are letters, digits, '_' and '-', and "
                                   "begin with a letter or '_'");
  return false;
}

}  // namespace detail

void Codec<bool>::read(bool& out, const Value& value, Reading& reading) {
  if (value.is_boolean()) {
    out = value.boolean();
  } else {
    reading.complain(value, wrong_kind("true or false", value));
  }
}
Value Codec<bool>::schema(SchemaMaker&) {
  return typed("boolean");
}

void Codec<double>::read(double& out, const Value& value, Reading& reading) {
  if (!is_number(value, reading, "a number")) return;
  if (const auto number = value.as_double()) {
    out = *number;
  } else {
    reading.complain(value, value.literal() + " is too large or too small a number");
  }
}
Value Codec<double>::schema(SchemaMaker&) {
  return typed("number");
}

void Codec<std::string>::read(std::string& out, const Value& value, Reading& reading) {
  if (value.is_text()) {
    out = value.text();
  } else {
    reading.complain(value, wrong_kind("a text in quotes", value));
  }
}
Value Codec<std::string>::schema(SchemaMaker&) {
  return typed("string");
}

Value Codec<Duration>::schema(SchemaMaker&) {
  return detail::text_schema(duration_pattern(), "A time with its unit: ns, us, ms, s, min, h, d.",
                             kExample);
}
Value Codec<Rate>::schema(SchemaMaker&) {
  return detail::text_schema(rate_pattern(), "How often: per s, min, h or d.", kExample);
}
Value Codec<Fraction>::schema(SchemaMaker&) {
  return detail::text_schema(fraction_pattern(), "A part of a whole, 0% to 100%.", kExample);
}
Value Codec<Bytes>::schema(SchemaMaker&) {
  return detail::text_schema(bytes_pattern(), "A size with its unit: B, kB, MB, ..., KiB, MiB, ...",
                             kExample);
}
Value Codec<ByteRate>::schema(SchemaMaker&) {
  return detail::text_schema(byte_rate_pattern(), "Bytes (or bits) per second, with their unit.",
                             kExample);
}
Value Codec<Money>::schema(SchemaMaker&) {
  return detail::text_schema(money_pattern(), "An amount and its currency (ISO 4217).", kExample);
}
Value Codec<MoneyRate>::schema(SchemaMaker&) {
  return detail::text_schema(money_rate_pattern(), "An amount over time: per h, d, min or s.",
                             kExample);
}

}  // namespace sim
