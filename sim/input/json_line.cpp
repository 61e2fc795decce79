#include "sim/input/json_line.h"

#include <array>
#include <charconv>
#include <cstdint>

#include "sim/input/decimal.h"

namespace sim::detail {

namespace {

// The bytes that a text goes on over: not a quotation mark, a backslash or a control character.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t i = 0x20; i < plain.size(); ++i) plain[i] = i != '"' && i != '\\';
  return plain;
}();

bool is_plain(char character) {
  return kPlain[static_cast<unsigned char>(character)];
}

bool is_hex_digit(char character) {
  return is_digit(character) || (character >= 'a' && character <= 'f') ||
         (character >= 'A' && character <= 'F');
}

// RFC 3629.
void append_utf8(std::uint32_t point, std::string& text) {
  const auto follow = [&](int shift) {
    text += static_cast<char>(0x80U | ((point >> shift) & 0x3fU));
  };
  if (point < 0x80) {
    text += static_cast<char>(point);
  } else if (point < 0x800) {
    text += static_cast<char>(0xc0U | (point >> 6));
    follow(0);
  } else if (point < 0x10000) {
    text += static_cast<char>(0xe0U | (point >> 12));
    follow(6);
    follow(0);
  } else {
    text += static_cast<char>(0xf0U | (point >> 18));
    follow(12);
    follow(6);
    follow(0);
  }
}

char unescaped(char letter) {
  switch (letter) {
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return letter;  // a quotation mark, a backslash or a slash
  }
}

// The code unit after "\u" at `at`.
std::uint32_t code_unit(std::string_view raw, std::size_t at) {
  std::uint32_t unit = 0;
  std::from_chars(raw.data() + at + 2, raw.data() + at + 6, unit, 16);
  return unit;
}

}  // namespace

JsonLine::JsonLine(std::string_view text)
    : begin_(text.data()), at_(begin_), end_(begin_ + text.size()) {}

bool JsonLine::next(Member& member) {
  if (done_ || complaint_ != nullptr) return false;
  if (!begun_) {
    begun_ = true;
    pass_spaces();
    if (!pass('{', "is not a JSON object")) return false;
    pass_spaces();
    if (here() == '}') return finish();
  } else {
    pass_spaces();
    if (here() == '}') return finish();
    if (!pass(',', "lacks a ',' or '}'")) return false;
    pass_spaces();
  }
  return take_name(member.name) && take_value(member.kind, member.value, 1);
}

void JsonLine::pass_spaces() {
  while (at_ < end_ && (*at_ == ' ' || *at_ == '\t' || *at_ == '\r' || *at_ == '\n')) ++at_;
}

bool JsonLine::pass(char character, const char* otherwise) {
  if (here() != character || at_ == end_) return complain(otherwise);
  ++at_;
  return true;
}

bool JsonLine::take_name(Token& name) {
  if (here() != '"') return complain("lacks a member name in quotation marks");
  if (!take_text(name)) return false;
  pass_spaces();
  if (!pass(':', "lacks a ':' after a member name")) return false;
  pass_spaces();
  return true;
}

bool JsonLine::take_text(Token& token) {
  const char* first = ++at_;
  token.has_escapes = false;
  for (;;) {
    while (at_ < end_ && is_plain(*at_)) ++at_;
    if (at_ == end_) return complain("has a text that is not closed");
    if (*at_ == '"') break;
    if (*at_ != '\\') return complain("has a control character in a text");
    token.has_escapes = true;
    if (!pass_escape()) return false;
  }
  token.raw = {first, static_cast<std::size_t>(at_ - first)};
  ++at_;
  return true;
}

bool JsonLine::pass_escape() {
  constexpr std::string_view kLetters = "\"\\/bfnrt";
  constexpr int kHexDigits = 4;
  ++at_;
  if (here() != 'u') {
    if (at_ == end_ || kLetters.find(*at_) == std::string_view::npos) {
      return complain("has an unknown escape in a text");
    }
    ++at_;
    return true;
  }
  ++at_;
  for (int i = 0; i < kHexDigits; ++i, ++at_) {
    if (!is_hex_digit(here())) return complain("has an unknown escape in a text");
  }
  return true;
}

bool JsonLine::take_value(Kind& kind, Token& token, int depth) {
  const char* first = at_;
  bool good = false;
  switch (here()) {
    case '"':
      kind = Kind::text;
      return take_text(token);
    case 't':
      kind = Kind::truth;
      return take_word("true", token);
    case 'f':
      kind = Kind::truth;
      return take_word("false", token);
    case 'n':
      kind = Kind::null;
      return take_word("null", token);
    case '{':
      kind = Kind::object;
      good = pass_object(depth + 1);
      break;
    case '[':
      kind = Kind::array;
      good = pass_array(depth + 1);
      break;
    default:
      kind = Kind::number;
      return take_number(token);
  }
  token = {{first, static_cast<std::size_t>(at_ - first)}, false};
  return good;
}

bool JsonLine::take_word(std::string_view word, Token& token) {
  if (!std::string_view(at_, static_cast<std::size_t>(end_ - at_)).starts_with(word)) {
    return complain("lacks a value");
  }
  token = {{at_, word.size()}, false};
  at_ += word.size();
  return true;
}

bool JsonLine::take_number(Token& token) {
  const char* first = at_;
  if (here() == '-') ++at_;
  if (!is_digit(here())) return complain("lacks a value");
  if (here() == '0') {
    ++at_;
    if (is_digit(here())) return complain("has a number that begins with 0");
  } else {
    pass_digits();
  }
  if (here() == '.') {
    ++at_;
    if (!pass_digits()) return complain("has a number without digits after its point");
  }
  if (here() == 'e' || here() == 'E') {
    ++at_;
    if (here() == '+' || here() == '-') ++at_;
    if (!pass_digits()) return complain("has a number without digits in its exponent");
  }
  token = {{first, static_cast<std::size_t>(at_ - first)}, false};
  return true;
}

bool JsonLine::pass_digits() {
  const char* first = at_;
  while (is_digit(here())) ++at_;
  return at_ > first;
}

bool JsonLine::pass_array(int depth) {
  if (depth > kDeepest) return complain("is nested too deeply");
  Kind kind{};
  Token value;
  ++at_;
  pass_spaces();
  if (here() == ']') return pass(']', "");
  for (;;) {
    if (!take_value(kind, value, depth)) return false;
    pass_spaces();
    if (here() == ']') return pass(']', "");
    if (!pass(',', "lacks a ',' or ']'")) return false;
    pass_spaces();
  }
}

bool JsonLine::pass_object(int depth) {
  if (depth > kDeepest) return complain("is nested too deeply");
  Member member;
  ++at_;
  pass_spaces();
  if (here() == '}') return pass('}', "");
  for (;;) {
    if (!take_name(member.name) || !take_value(member.kind, member.value, depth)) return false;
    pass_spaces();
    if (here() == '}') return pass('}', "");
    if (!pass(',', "lacks a ',' or '}'")) return false;
    pass_spaces();
  }
}

bool JsonLine::finish() {
  ++at_;
  pass_spaces();
  done_ = at_ == end_;
  return done_ ? false : complain("goes on after its object");
}

bool JsonLine::complain(const char* complaint) {
  complaint_ = complaint;
  return false;
}

bool unescape(std::string_view raw, std::string& text) {
  for (std::size_t at = 0; at < raw.size();) {
    if (raw[at] != '\\') {
      text += raw[at++];
      continue;
    }
    if (raw[at + 1] != 'u') {
      text += unescaped(raw[at + 1]);
      at += 2;
      continue;
    }
    std::uint32_t point = code_unit(raw, at);
    at += 6;
    if (point >= 0xd800 && point < 0xe000) {  // a surrogate (RFC 8259, section 7)
      if (point >= 0xdc00 || raw.substr(at, 2) != "\\u") return false;
      const auto low = code_unit(raw, at);
      if (low < 0xdc00 || low >= 0xe000) return false;
      point = 0x10000 + ((point - 0xd800) << 10) + (low - 0xdc00);
      at += 6;
    }
    append_utf8(point, text);
  }
  return true;
}

}  // namespace sim::detail
