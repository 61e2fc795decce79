// A JSON value as a tree: what was read from a scenario, with the place it stood at, and what is
// about to be written. Members of objects keep the order they were given in.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace sim {

// Where something stood in what was read. `file` is an index into Files; lines and columns count
// from 1, columns in characters. Line 0: it came from no file.
struct Position {
  std::uint32_t file = 0;
  std::uint32_t line = 0;
  std::uint32_t column = 0;

  bool operator==(const Position&) const = default;
};

class Value {
 public:
  struct Member;
  using Items = std::vector<Value>;
  using Members = std::vector<Member>;

  enum class Kind : std::uint8_t { null, boolean, number, text, array, object };

  Value();  // null
  explicit Value(bool truth);
  explicit Value(double number);  // shortest text that reads back the same; null if not finite
  template <std::integral Integer>
    requires(!std::same_as<Integer, bool>)
  explicit Value(Integer number) : Value(Number{integer_text(number)}) {}
  explicit Value(std::string text);
  explicit Value(std::string_view text);
  explicit Value(const char* text);

  static Value array();
  static Value object();
  // A number written as `literal`, which must be one by JSON's grammar.
  static Value number(std::string literal);

  Value(const Value&);
  Value(Value&&) noexcept;
  Value& operator=(const Value&);
  Value& operator=(Value&&) noexcept;
  ~Value();

  Kind kind() const { return static_cast<Kind>(content_.index()); }
  bool is_null() const { return kind() == Kind::null; }
  bool is_boolean() const { return kind() == Kind::boolean; }
  bool is_number() const { return kind() == Kind::number; }
  bool is_text() const { return kind() == Kind::text; }
  bool is_array() const { return kind() == Kind::array; }
  bool is_object() const { return kind() == Kind::object; }

  // Each of these requires the value to be of that kind.
  bool boolean() const;
  const std::string& literal() const;  // of a number: as it was written
  const std::string& text() const;
  const Items& items() const;
  Items& items();
  const Members& members() const;
  Members& members();

  // Nothing if this is not a number, or not one that the type holds exactly (for double: to within
  // rounding).
  std::optional<double> as_double() const;
  std::optional<std::int64_t> as_int64() const;
  std::optional<std::uint64_t> as_uint64() const;

  // The member's value, or null pointer if this is no object or has no such member.
  const Value* find(std::string_view name) const;
  Value* find(std::string_view name);
  // The member's value, made (as null) if it is not there. A null value becomes an object.
  Value& operator[](std::string_view name);
  // Appends. A null value becomes an array.
  void push_back(Value item);
  // True if there was such a member.
  bool remove(std::string_view name);

  Position position() const { return position_; }
  void set_position(Position position) { position_ = position; }

  // Same content in the same order; positions do not count, and numbers are equal if they are
  // written alike.
  friend bool operator==(const Value& left, const Value& right);

 private:
  struct Number {
    std::string literal;
    bool operator==(const Number&) const = default;
  };
  explicit Value(Number number);

  template <std::integral Integer>
  static std::string integer_text(Integer number) {
    if constexpr (std::unsigned_integral<Integer>) {
      return std::to_string(static_cast<std::uint64_t>(number));
    } else {
      return std::to_string(static_cast<std::int64_t>(number));
    }
  }

  std::variant<std::monostate, bool, Number, std::string, Items, Members> content_;
  Position position_;
};

struct Value::Member {
  std::string name;
  Position position;  // of the name
  Value value;

  friend bool operator==(const Member& left, const Member& right) {
    return left.name == right.name && left.value == right.value;
  }
};

// "a list", "a text", ...: for complaints.
std::string_view kind_in_words(const Value& value);

}  // namespace sim
