// Lengths, blanks and beginnings.
#include "tests/tidy/shape.h"

#include <algorithm>
#include <utility>

namespace tidy {

namespace {

constexpr std::size_t kColumns = 100;
constexpr std::size_t kFileLines = 400;
constexpr std::size_t kFunctionLines = 50;

bool is_product(const SourceFile& file) {
  return is_cpp(file) && (file.path.starts_with("sim/") || file.path.starts_with("models/"));
}

// Columns of UTF-8 text: bytes that continue a letter take no room.
std::size_t columns(const std::string& line) {
  return static_cast<std::size_t>(std::ranges::count_if(
      line, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; }));
}

// Put together here, so that this file does not complain about itself.
const std::vector<std::string> kUnfinished = {std::string("TO") + "DO", std::string("FIX") + "ME",
                                              std::string("X") + "XX"};

void judge_line(const SourceFile& file, std::size_t at, Complaints& complaints) {
  const std::string& line = file.lines[at];
  const auto complain = [&](std::string what) {
    complaints.push_back({file.path, at + 1, std::move(what)});
  };
  const bool has_columns = is_cpp(file) || file.path.ends_with("CMakeLists.txt");
  if (has_columns && columns(line) > kColumns) complain("has over 100 columns");
  if (line.find('\t') != std::string::npos) complain("has a tab");
  if (line.find('\r') != std::string::npos) complain("has a carriage return");
  if (line.ends_with(' ')) complain("ends in a blank");
  for (const std::string& word : kUnfinished) {
    if (contains_word(line, word)) complain(word + ": finish it, or file an issue");
  }
}

void judge_names(const SourceFile& file, Complaints& complaints) {
  for (std::size_t at = 0; at < file.code.size(); ++at) {
    const std::string& line = file.code[at];
    for (const char* key : {"class ", "struct "}) {
      if (!line.starts_with(key)) continue;
      auto end = std::string_view(key).size();
      while (end < line.size() && is_name_part(line[end])) ++end;
      const auto name = std::string_view(line).substr(0, end);
      for (const char* ending : {"Manager", "Helper", "Helpers", "Impl", "Util", "Utils"}) {
        if (name.ends_with(ending))
          complaints.push_back(
              {file.path, at + 1, std::string(ending) + " says nothing; name what it stands for"});
      }
    }
  }
}

// What a brace opens. A function is one only outside of other functions.
enum class Scope { names, function, other };

// Follows the braces of a file and notes how long each function is.
class Braces {
 public:
  Braces(const SourceFile& file, Complaints& complaints) : file_(file), complaints_(complaints) {}

  void follow() {
    bool continues_directive = false;
    for (line_ = 1; line_ <= file_.code.size(); ++line_) {
      const std::string& code = file_.code[line_ - 1];
      const bool directive = continues_directive || code.starts_with('#');
      continues_directive = directive && code.ends_with('\\');
      if (directive) continue;
      for (const char letter : code) read(letter);
      read(' ');
    }
  }

 private:
  struct Open {
    Scope scope;
    std::size_t first_line;  // of the function it belongs to
    bool initialiser;        // does not end what stood before it
  };

  void read(char letter) {
    if (letter == '{') {
      open();
    } else if (letter == '}') {
      close();
    } else if (letter == ';' || (letter == ':' && is_access(head_))) {
      head_.clear();
    } else if (letter != ' ' || !head_.empty()) {
      if (head_.empty()) head_line_ = line_;
      head_ += letter;
    }
  }

  void open() {
    const bool initialiser = is_initialiser();
    opens_.push_back({initialiser ? Scope::other : scope(), head_line_, initialiser});
    if (!initialiser) head_.clear();
  }

  void close() {
    if (opens_.empty()) return;
    const Open closed = opens_.back();
    opens_.pop_back();
    if (!closed.initialiser) head_.clear();
    const std::size_t lines = line_ - closed.first_line + 1;
    if (closed.scope == Scope::function && lines > kFunctionLines)
      complaints_.push_back({file_.path, closed.first_line,
                             "a function of " + std::to_string(lines) + " lines; 50 fit a screen"});
  }

  static bool is_access(std::string_view head) {
    return head == "public" || head == "protected" || head == "private";
  }

  // `x{1}`, `= {1}`, `({1}`, `, {1}`: the formatter puts a blank before every other brace.
  bool is_initialiser() const {
    const auto last = head_.find_last_not_of(' ');
    if (last == std::string::npos) return false;
    if (std::string_view("=(,").find(head_[last]) != std::string_view::npos) return true;
    return head_.back() != ' ' && (is_name_part(head_.back()) || head_.back() == '>');
  }

  Scope scope() const {
    if (std::ranges::any_of(opens_, [](const Open& open) { return open.scope != Scope::names; }))
      return Scope::other;
    const std::string head = without_template(head_);
    for (const char* key :
         {"namespace", "inline namespace", "class ", "struct ", "union ", "enum ", "extern "}) {
      if (head.starts_with(key)) return Scope::names;
    }
    return head.find(')') == std::string::npos ? Scope::names : Scope::function;
  }

  static std::string without_template(const std::string& head) {
    auto at = head.find_first_not_of(' ');
    while (at != std::string::npos && head.compare(at, 8, "template") == 0) {
      int depth = 0;
      for (at = head.find('<', at); at < head.size(); ++at) {
        if (head[at] == '<') ++depth;
        if (head[at] == '>' && --depth == 0) break;
      }
      at = at < head.size() ? head.find_first_not_of(' ', at + 1) : std::string::npos;
    }
    return at == std::string::npos ? "" : head.substr(at);
  }

  const SourceFile& file_;
  Complaints& complaints_;
  std::vector<Open> opens_;
  std::string head_;  // code since the last thing that ended
  std::size_t head_line_ = 1;
  std::size_t line_ = 1;
};

}  // namespace

Complaints bad_pages(const Tree& tree) {
  Complaints complaints;
  for (const SourceFile& file : tree) {
    for (std::size_t at = 0; at < file.lines.size(); ++at) judge_line(file, at, complaints);
    judge_names(file, complaints);
    if (is_product(file) && file.lines.size() > kFileLines)
      complaints.push_back({file.path, kFileLines + 1, "goes on after 400 lines"});
  }
  return complaints;
}

Complaints bad_headers(const Tree& tree) {
  Complaints complaints;
  for (const SourceFile& file : tree) {
    if (!is_header(file)) continue;
    if (file.lines.empty() || !file.lines.front().starts_with("//"))
      complaints.push_back({file.path, 1, "does not begin with what it stands for, in a comment"});
    if (std::ranges::find(file.code, "#pragma once") == file.code.end())
      complaints.push_back({file.path, 1, "has no #pragma once"});
    for (std::size_t at = 0; at < file.code.size(); ++at) {
      const std::string& line = file.code[at];
      if (line.starts_with("using namespace") && line.find("literals;") == std::string::npos)
        complaints.push_back({file.path, at + 1, "opens a namespace for all who include it"});
    }
  }
  return complaints;
}

Complaints long_functions(const Tree& tree) {
  Complaints complaints;
  for (const SourceFile& file : tree) {
    if (is_cpp(file)) Braces(file, complaints).follow();
  }
  return complaints;
}

}  // namespace tidy
