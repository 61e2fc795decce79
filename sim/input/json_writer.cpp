// Values to JSON text.
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>

#include "sim/input/json.h"

namespace sim {

namespace {

constexpr std::size_t kLongestLine = 100;  // for lists written on one line, indent not counted
constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD

// The length of the UTF-8 sequence that begins `text` (RFC 3629), or 0 if none does.
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const auto lead = byte(0);
  if (lead < 0x80) return 1;
  const std::size_t length = lead >= 0xF0 ? 4 : (lead >= 0xE0 ? 3 : 2);
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
  unsigned char lowest = 0x80;
  unsigned char highest = 0xBF;
  if (lead == 0xE0) lowest = 0xA0;
  if (lead == 0xED) highest = 0x9F;
  if (lead == 0xF0) lowest = 0x90;
  if (lead == 0xF4) highest = 0x8F;
  if (byte(1) < lowest || byte(1) > highest) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if (byte(i) < 0x80 || byte(i) > 0xBF) return 0;
  }
  return length;
}

void append_control(std::string& out, char character) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  switch (character) {
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      out += "\\u00";
      out += kDigits[static_cast<unsigned char>(character) >> 4U];
      out += kDigits[static_cast<unsigned char>(character) & 15U];
  }
}

// U+0080 to U+009F, which some terminals obey.
bool is_c1(std::string_view text) {
  return text.starts_with('\xC2') && static_cast<unsigned char>(text[1]) < 0xA0;
}

void append_text(std::string& out, std::string_view text) {
  out += '"';
  while (!text.empty()) {
    const char character = text.front();
    const std::size_t length = utf8_length(text);
    if (length == 0) {
      out += kReplacement;
    } else if (static_cast<unsigned char>(character) < 0x20 || character == '\x7f') {
      append_control(out, character);
    } else if (is_c1(text)) {
      append_control(out, text[1]);
    } else {
      if (character == '"' || character == '\\') out += '\\';
      out += text.substr(0, length);
    }
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  out += '"';
}

class JsonWriter {
 public:
  explicit JsonWriter(int indent) : indent_(indent) {}

  std::string take() { return std::move(out_); }

  void append(const Value& value) {
    switch (value.kind()) {
      case Value::Kind::null:
        out_ += "null";
        return;
      case Value::Kind::boolean:
        out_ += value.boolean() ? "true" : "false";
        return;
      case Value::Kind::number:
        out_ += value.literal();
        return;
      case Value::Kind::text:
        append_text(out_, value.text());
        return;
      case Value::Kind::array:
        append_list(value);
        return;
      case Value::Kind::object:
        append_object(value);
        return;
    }
  }

 private:
  // Short lists of plain values, or of such lists, are easier to read on one line.
  void append_list(const Value& value) {
    if (value.items().empty()) {
      out_ += "[]";
      return;
    }
    if (indent_ > 0 && has_no_objects(value)) {
      const std::string line = one_line(value);
      if (line.size() <= kLongestLine) {
        out_ += line;
        return;
      }
    }
    out_ += '[';
    ++depth_;
    for (const Value& item : value.items()) {
      if (&item != &value.items().front()) out_ += ',';
      new_line();
      append(item);
    }
    --depth_;
    new_line();
    out_ += ']';
  }

  void append_object(const Value& value) {
    if (value.members().empty()) {
      out_ += "{}";
      return;
    }
    out_ += '{';
    ++depth_;
    for (const Value::Member& member : value.members()) {
      if (&member != &value.members().front()) out_ += ',';
      new_line();
      append_text(out_, member.name);
      out_ += indent_ > 0 ? ": " : ":";
      append(member.value);
    }
    --depth_;
    new_line();
    out_ += '}';
  }

  static bool has_no_objects(const Value& list) {
    if (list.items().size() > kLongestLine) return false;  // would not fit anyhow
    return std::ranges::all_of(list.items(), [](const Value& item) {
      return !item.is_object() && (!item.is_array() || has_no_objects(item));
    });
  }

  static std::string one_line(const Value& value) {
    if (!value.is_array()) return to_json(value, 0);
    std::string line = "[";
    for (const Value& item : value.items()) {
      if (line.size() > 1) line += ", ";
      line += one_line(item);
      if (line.size() > kLongestLine) break;  // will not be used
    }
    return line + "]";
  }

  void new_line() {
    if (indent_ == 0) return;
    out_ += '\n';
    out_.append(static_cast<std::size_t>(indent_ * depth_), ' ');
  }

  int indent_;
  int depth_ = 0;
  std::string out_;
};

}  // namespace

std::string to_json(const Value& value, int indent) {
  JsonWriter writer(indent);
  writer.append(value);
  return writer.take();
}

}  // namespace sim
