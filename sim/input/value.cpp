#include "sim/input/value.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "sim/kernel/check.h"

namespace sim {

namespace {

template <class Number>
std::optional<Number> whole_text_as(const std::string& literal) {
  Number number{};
  const char* const end = literal.data() + literal.size();
  const auto [stop, error] = std::from_chars(literal.data(), end, number);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return number;
}

// 1e3 and 10.0 are whole numbers too, as far as a double holds them exactly.
template <class Integer>
std::optional<Integer> as_integer(const std::string& literal) {
  if (const auto whole = whole_text_as<Integer>(literal)) return whole;
  if (literal.find_first_of(".eE") == std::string::npos) return std::nullopt;
  const auto number = whole_text_as<double>(literal);
  constexpr double kExact = 9007199254740992.0;  // 2^53
  if (!number || std::trunc(*number) != *number || std::abs(*number) > kExact) return std::nullopt;
  if (std::unsigned_integral<Integer> && *number < 0) return std::nullopt;
  return static_cast<Integer>(*number);
}

}  // namespace

Value::Value() = default;
Value::Value(const Value&) = default;
Value::Value(Value&&) noexcept = default;
Value& Value::operator=(const Value&) = default;
Value& Value::operator=(Value&&) noexcept = default;
Value::~Value() = default;

Value::Value(bool truth) : content_(truth) {}
Value::Value(Number number) : content_(std::move(number)) {}
Value::Value(std::string text) : content_(std::move(text)) {}
Value::Value(std::string_view text) : content_(std::string(text)) {}
Value::Value(const char* text) : content_(std::string(text)) {}

Value::Value(double number) {
  if (!std::isfinite(number)) return;
  std::array<char, 32> text{};
  const auto [end, _] = std::to_chars(text.data(), text.data() + text.size(), number);
  content_ = Number{std::string(text.data(), end)};
}

Value Value::array() {
  Value value;
  value.content_ = Items{};
  return value;
}

Value Value::object() {
  Value value;
  value.content_ = Members{};
  return value;
}

Value Value::number(std::string literal) {
  return Value(Number{std::move(literal)});
}

bool Value::boolean() const {
  check(is_boolean(), "only a boolean is read as one");
  return std::get<bool>(content_);
}

const std::string& Value::literal() const {
  check(is_number(), "only a number has a literal");
  return std::get<Number>(content_).literal;
}

const std::string& Value::text() const {
  check(is_text(), "only a text is read as one");
  return std::get<std::string>(content_);
}

const Value::Items& Value::items() const {
  check(is_array(), "only a list has items");
  return std::get<Items>(content_);
}

Value::Items& Value::items() {
  check(is_array(), "only a list has items");
  return std::get<Items>(content_);
}

const Value::Members& Value::members() const {
  check(is_object(), "only an object has members");
  return std::get<Members>(content_);
}

Value::Members& Value::members() {
  check(is_object(), "only an object has members");
  return std::get<Members>(content_);
}

std::optional<double> Value::as_double() const {
  return is_number() ? whole_text_as<double>(literal()) : std::nullopt;
}

std::optional<std::int64_t> Value::as_int64() const {
  return is_number() ? as_integer<std::int64_t>(literal()) : std::nullopt;
}

std::optional<std::uint64_t> Value::as_uint64() const {
  return is_number() ? as_integer<std::uint64_t>(literal()) : std::nullopt;
}

const Value* Value::find(std::string_view name) const {
  if (!is_object()) return nullptr;
  const auto found = std::ranges::find(members(), name, &Member::name);
  return found == members().end() ? nullptr : &found->value;
}

Value* Value::find(std::string_view name) {
  if (!is_object()) return nullptr;
  const auto found = std::ranges::find(members(), name, &Member::name);
  return found == members().end() ? nullptr : &found->value;
}

Value& Value::operator[](std::string_view name) {
  if (is_null()) content_ = Members{};
  if (Value* const there = find(name)) return *there;
  members().push_back({std::string(name), {}, Value()});
  return members().back().value;
}

void Value::push_back(Value item) {
  if (is_null()) content_ = Items{};
  items().push_back(std::move(item));
}

bool Value::remove(std::string_view name) {
  if (!is_object()) return false;
  return std::erase_if(members(), [&](const Member& member) { return member.name == name; }) > 0;
}

bool operator==(const Value& left, const Value& right) {
  return left.content_ == right.content_;
}

std::string_view kind_in_words(const Value& value) {
  switch (value.kind()) {
    case Value::Kind::null:
      return "null";
    case Value::Kind::boolean:
      return "true or false";
    case Value::Kind::number:
      return "a number";
    case Value::Kind::text:
      return "a text";
    case Value::Kind::array:
      return "a list";
    case Value::Kind::object:
      return "an object";
  }
  return "nothing";
}

}  // namespace sim
