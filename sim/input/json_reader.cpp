// JSON text to values: nlohmann/json checks the grammar and unescapes texts; this follows it
// through the text, token by token, to know where everything stood.
#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "sim/input/decimal.h"
#include "sim/input/json.h"

namespace sim {

namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

// A place in the text that only moves forward, counting lines and characters.
class Cursor {
 public:
  Cursor(std::string_view text, std::uint32_t file) : text_(text), position_{file, 1, 1} {
    if (text_.starts_with(kUtf8Mark)) offset_ = kUtf8Mark.size();
  }

  Position position() const { return position_; }
  std::size_t offset() const { return offset_; }
  std::string_view rest() const { return text_.substr(offset_); }
  // The last character passed that is no white space; a blank if there is none.
  char before() const {
    const std::size_t last = text_.substr(0, offset_).find_last_not_of(" \t\r\n");
    return last == std::string_view::npos ? ' ' : text_[last];
  }

  void advance(std::size_t count) {
    const std::size_t end = offset_ + std::min(count, text_.size() - offset_);
    for (; offset_ < end; ++offset_) {
      if (text_[offset_] == '\n') {
        ++position_.line;
        position_.column = 1;
      } else if ((static_cast<unsigned char>(text_[offset_]) & 0xC0U) != 0x80U) {
        ++position_.column;  // UTF-8: once per character, not per byte
      }
    }
  }
  void advance_to(std::size_t offset) {
    if (offset > offset_) advance(offset - offset_);
  }

  // To the next token, over white space, comments and at most one ',' or ':'.
  void skip_to_token() {
    bool separator_seen = false;
    for (;;) {
      const std::string_view ahead = rest();
      if (ahead.empty()) return;
      if (std::string_view(" \t\r\n").find(ahead.front()) != std::string_view::npos) {
        advance(1);
      } else if (ahead.starts_with("//")) {
        advance(ahead.find('\n'));
      } else if (ahead.starts_with("/*")) {
        const std::size_t end = ahead.find("*/", 2);
        if (end == std::string_view::npos) return;
        advance(end + 2);
      } else if (!separator_seen && (ahead.front() == ',' || ahead.front() == ':')) {
        separator_seen = true;
        advance(1);
      } else {
        return;
      }
    }
  }

  // Over the text that begins here.
  void skip_text() {
    const std::string_view ahead = rest();
    std::size_t end = 1;
    while (end < ahead.size() && ahead[end] != '"') end += ahead[end] == '\\' ? 2 : 1;
    advance(end + 1);
  }

  std::string_view skip_number() {
    std::string_view number = rest().substr(0, rest().find_first_not_of("+-.0123456789eE"));
    const std::size_t first = number.starts_with('-') ? 1 : 0;
    const bool begins_with_zero =
        number.size() > first + 1 && number[first] == '0' && detail::is_digit(number[first + 1]);
    if (begins_with_zero) number = number.substr(0, first + 1);  // the grammar ends it there
    advance(number.size());
    return number;
  }

 private:
  std::string_view text_;
  std::size_t offset_ = 0;
  Position position_;
};

// Where the grammar was broken: what comes, the character before it (a blank if there is none),
// and the innermost list or object that is open, null if there is none.
struct BrokenPlace {
  std::string_view ahead;
  char before;
  const Value* open;
};

std::string opening(const Value& open) {
  return std::string("the '") + (open.is_array() ? '[' : '{') + "' on line " +
         std::to_string(open.position().line);
}

std::string bracket_complaint(const BrokenPlace& place) {
  const char bracket = place.ahead.front();
  const std::string unexpected = std::string("unexpected '") + bracket + "': ";
  if (place.open == nullptr) return unexpected + "nothing is open any more";
  if (place.open->is_array() != (bracket == ']'))
    return unexpected + opening(*place.open) + " is not closed before it";
  if (place.before == ':') return unexpected + "a value is missing before it";
  return unexpected + "a comma too many before it?";
}

// What is wrong with a number or word; empty if it is something else.
std::string word_complaint(const BrokenPlace& place, const std::string& message) {
  const auto begins = [&](std::string_view start) { return place.ahead.starts_with(start); };
  if (begins("NaN") || begins("Infinity") || begins("-Infinity") || begins("-NaN"))
    return "NaN and Infinity are not numbers here";
  if (begins("True") || begins("False") || begins("None"))
    return "true, false and null are written in small letters";
  const bool has_zero_before = place.before == '0' && detail::is_digit(place.ahead.front());
  if (has_zero_before || begins("+") || begins(".") ||
      message.find("invalid number") != std::string::npos)
    return "numbers are written as in 12, -0.5 or 1e6: no 0 or + in front, digits around a point";
  return {};
}

// Says what is wrong with the text where the grammar was broken.
std::string syntax_complaint(const BrokenPlace& place, const std::string& message) {
  const auto begins = [&](std::string_view start) { return place.ahead.starts_with(start); };
  if (place.ahead.empty() && place.open == nullptr) return "is empty but for comments";
  if (place.ahead.empty()) return "ends too early: " + opening(*place.open) + " is not closed";
  if (begins("/*")) return "this comment is not closed";
  if (begins("'")) return "texts are written in double quotes: \"...\"";
  if (begins("#")) return "comments begin with //";
  if (begins("}") || begins("]")) return bracket_complaint(place);
  if (auto complaint = word_complaint(place, message); !complaint.empty()) return complaint;
  if (message.find("while parsing object key") != std::string::npos) {
    return "a name in double quotes must stand here";
  }
  if (message.find("while parsing object separator") != std::string::npos) {
    return "a ':' must stand between a name and its value";
  }
  if (message.find("expected ',' or") != std::string::npos ||
      message.find("expected '}'") != std::string::npos ||
      message.find("expected ']'") != std::string::npos) {
    return "a comma, or the end of what was opened before, must stand here";
  }
  if (message.find("expected end of input") != std::string::npos) {
    return "nothing may follow after the end of the outermost value";
  }
  return "this is not JSON; texts stand in double quotes";
}

std::string text_complaint(const std::string& message) {
  if (message.find("missing closing quote") != std::string::npos) return "this text is not closed";
  if (message.find("U+000A") != std::string::npos || message.find("U+000D") != std::string::npos) {
    return "a text ends on the line it begins on: is its closing quotation mark missing? "
           "A line end in a text is written \\n";
  }
  if (message.find("control character") != std::string::npos) {
    return "a control character may not stand in a text; write \\t or \\u....";
  }
  if (message.find("UTF-8") != std::string::npos) return "this text is not valid UTF-8";
  if (message.find("surrogate") != std::string::npos) {
    return "\\uD800 to \\uDFFF stand only in pairs";
  }
  return "after a backslash stands one of: \" \\ / b f n r t, or u with four hexadecimal digits";
}

// Builds the value; called by nlohmann/json for each token.
class Builder {
 public:
  Builder(std::string_view text, std::uint32_t file, Problems& problems)
      : text_(text), cursor_(text, file), problems_(problems) {}

  bool null() { return literal(Value(), 4); }
  bool boolean(bool truth) { return literal(Value(truth), truth ? 4 : 5); }
  bool number_integer(std::int64_t) { return number(); }
  bool number_unsigned(std::uint64_t) { return number(); }
  bool number_float(double, const std::string&) { return number(); }
  bool binary(const std::vector<std::uint8_t>&) { return false; }  // not in text

  bool string(std::string& text) {
    const Position position = to_token();
    cursor_.skip_text();
    return add(Value(std::move(text)), position);
  }

  bool key(std::string& name) {
    const Position position = to_token();
    cursor_.skip_text();
    open_.back().members().push_back({std::move(name), position, Value()});
    return true;
  }

  bool start_object(std::size_t) { return open(Value::object()); }
  bool start_array(std::size_t) { return open(Value::array()); }

  bool end_object() {
    remove_duplicates(open_.back());
    return close();
  }
  bool end_array() { return close(); }

  bool parse_error(std::size_t offset, const std::string&, const nlohmann::json::exception& error) {
    cursor_.skip_to_token();
    const std::string message = error.what();
    if (error.id == 406) {  // nlohmann's out_of_range: beyond a double
      complain("this number is too large");
    } else if (message.find("invalid string") != std::string::npos) {
      const bool is_open = message.find("missing closing quote") != std::string::npos;
      if (!is_open && offset > 0) cursor_.advance_to(offset - 1);
      complain(text_complaint(message));
    } else if (text_.find_first_not_of(" \t\r\n", bytes_of_mark()) == std::string_view::npos) {
      complain("is empty");
    } else {
      const Value* const open = open_.empty() ? nullptr : &open_.back();
      complain(syntax_complaint({cursor_.rest(), cursor_.before(), open}, message));
    }
    return false;
  }

  Value take() { return std::move(root_); }

 private:
  std::size_t bytes_of_mark() const { return text_.starts_with(kUtf8Mark) ? kUtf8Mark.size() : 0; }

  void complain(std::string what) { problems_.at(cursor_.position(), {}, std::move(what)); }

  Position to_token() {
    cursor_.skip_to_token();
    return cursor_.position();
  }

  bool literal(Value value, std::size_t length) {
    const Position position = to_token();
    cursor_.advance(length);
    return add(std::move(value), position);
  }

  bool number() {
    const Position position = to_token();
    return add(Value::number(std::string(cursor_.skip_number())), position);
  }

  bool open(Value value) {
    const Position position = to_token();
    if (open_.size() >= kJsonDepthLimit) {
      complain("is nested deeper than " + std::to_string(kJsonDepthLimit) + " levels");
      return false;
    }
    cursor_.advance(1);
    value.set_position(position);
    open_.push_back(std::move(value));
    return count_one();
  }

  bool close() {
    to_token();
    cursor_.advance(1);
    Value value = std::move(open_.back());
    open_.pop_back();
    place(std::move(value));
    return true;
  }

  bool add(Value value, Position position) {
    value.set_position(position);
    place(std::move(value));
    return count_one();
  }

  void place(Value value) {
    if (open_.empty()) {
      root_ = std::move(value);
    } else if (open_.back().is_array()) {
      open_.back().push_back(std::move(value));
    } else {
      open_.back().members().back().value = std::move(value);
    }
  }

  bool count_one() {
    if (++values_ <= kJsonValueLimit) return true;
    complain("there are more than " + std::to_string(kJsonValueLimit) + " values");
    return false;
  }

  // Keeps the first of several members of one name.
  void remove_duplicates(Value& object) {
    std::map<std::string_view, std::uint32_t> line_of;
    std::vector<bool> is_duplicate;
    for (const Value::Member& member : object.members()) {
      const auto [first, is_new] = line_of.try_emplace(member.name, member.position.line);
      is_duplicate.push_back(!is_new);
      if (is_new) continue;
      problems_.at(member.position, pointer_of_open(member.name),
                   in_quotes(member.name) + " is given twice; first on line " +
                       std::to_string(first->second));
    }
    std::size_t index = 0;
    std::erase_if(object.members(), [&](const Value::Member&) { return is_duplicate[index++]; });
  }

  std::string pointer_of_open(std::string_view name) const {
    std::string pointer;
    for (std::size_t i = 0; i + 1 < open_.size(); ++i) {
      const Value& outer = open_[i];
      pointer = pointer_step(pointer, outer.is_array() ? std::to_string(outer.items().size())
                                                       : outer.members().back().name);
    }
    return pointer_step(pointer, name);
  }

  std::string_view text_;
  Cursor cursor_;
  Problems& problems_;
  std::vector<Value> open_;
  Value root_;
  std::size_t values_ = 0;
};

}  // namespace

std::optional<Value> parse_json(std::string_view text, std::uint32_t file, Problems& problems) {
  if (text.size() > kJsonSizeLimit) {
    problems.at({file, 1, 1}, {},
                "is larger than " + std::to_string(kJsonSizeLimit >> 20) + " MiB");
    return std::nullopt;
  }
  Builder builder(text, file, problems);
  constexpr bool kNothingMayFollow = true;
  constexpr bool kCommentsAllowed = true;
  const bool is_json = nlohmann::json::sax_parse(text.begin(), text.end(), &builder,
                                                 nlohmann::json::input_format_t::json,
                                                 kNothingMayFollow, kCommentsAllowed);
  if (!is_json) return std::nullopt;
  return builder.take();
}

}  // namespace sim
