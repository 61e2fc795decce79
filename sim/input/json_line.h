// A JSON object in one text, walked through member by member without copying anything.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace sim::detail {

// Accepts exactly RFC 8259, except that it does not ask whether texts are good UTF-8.
class JsonLine {
 public:
  static constexpr int kDeepest = 256;  // arrays and objects in each other

  enum class Kind { text, number, truth, null, array, object };

  // As written; texts without their quotation marks.
  struct Token {
    std::string_view raw;
    bool has_escapes = false;
  };

  struct Member {
    Token name;
    Kind kind = Kind::null;
    Token value;
  };

  // `text` outlives this object and what it gives out.
  explicit JsonLine(std::string_view text);

  // False after the last member, and when the text is not an object as it should be: then
  // complaint() is not null.
  bool next(Member& member);

  // The end of a sentence, for what is found wrong at column(), which counts bytes from 1.
  const char* complaint() const { return complaint_; }
  std::size_t column() const { return static_cast<std::size_t>(at_ - begin_) + 1; }

 private:
  char here() const { return at_ < end_ ? *at_ : '\0'; }
  void pass_spaces();
  bool pass(char character, const char* otherwise);
  bool take_text(Token& token);
  bool take_number(Token& token);
  bool take_word(std::string_view word, Token& token);
  bool take_value(Kind& kind, Token& token, int depth);
  bool pass_array(int depth);
  bool pass_object(int depth);
  bool take_name(Token& name);
  bool pass_escape();
  bool pass_digits();
  bool finish();
  bool complain(const char* complaint);

  const char* begin_;
  const char* at_;
  const char* end_;
  bool begun_ = false;
  bool done_ = false;
  const char* complaint_ = nullptr;
};

// Appends what `raw`, taken by a JsonLine, stands for, in UTF-8. False if it has half of a
// surrogate pair, which stands for nothing.
bool unescape(std::string_view raw, std::string& text);

}  // namespace sim::detail
