// Reads files and blanks what is not code.
#include "tests/tidy/source.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <iterator>
#include <sstream>
#include <utility>

namespace tidy {

namespace {

// Walks over C++ text and overwrites comments and the insides of literals with blanks.
class Blanker {
 public:
  explicit Blanker(std::string text) : text_(std::move(text)) {}

  std::string blanked() {
    while (at_ < text_.size()) step();
    return std::move(text_);
  }

 private:
  void step() {
    if (starts("//")) {
      blank_until("\n", 0);
    } else if (starts("/*")) {
      blank_until("*/", 2);
    } else if (starts("R\"") && !follows_name()) {
      const auto bracket = text_.find('(', at_);
      const auto word =
          bracket == std::string::npos ? "" : text_.substr(at_ + 2, bracket - at_ - 2);
      at_ += 2;
      blank_until(")" + word + "\"", word.size() + 1);
      ++at_;
    } else if (text_[at_] == '"' || (text_[at_] == '\'' && !follows_name())) {
      blank_literal(text_[at_]);
    } else {
      ++at_;
    }
  }

  bool starts(std::string_view word) const {
    return std::string_view(text_).substr(at_).starts_with(word);
  }

  // True for the quote inside 1'000 and for the R of a macro that ends in it.
  bool follows_name() const { return at_ > 0 && is_name_part(text_[at_ - 1]); }

  void blank_literal(char quote) {
    ++at_;
    while (at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n') {
      if (text_[at_] == '\\') blank();
      if (at_ < text_.size()) blank();
    }
    ++at_;
  }

  // Blanks up to `end` and the first `more` characters of it.
  void blank_until(const std::string& end, std::size_t more) {
    const auto stop = std::min(text_.find(end, at_), text_.size());
    while (at_ < std::min(stop + more, text_.size())) blank();
  }

  void blank() {
    if (text_[at_] != '\n') text_[at_] = ' ';
    ++at_;
  }

  std::string text_;
  std::size_t at_ = 0;
};

std::vector<std::string> split_lines(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

SourceFile read_file(const std::filesystem::path& root, const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  const std::string text(std::istreambuf_iterator<char>(in), {});
  return read_source(path.lexically_relative(root).generic_string(), text);
}

bool is_text(const std::filesystem::path& path) {
  static const std::vector<std::string> kEndings = {".h", ".cpp", ".txt", ".md", ".json"};
  return std::ranges::find(kEndings, path.extension().string()) != kEndings.end();
}

}  // namespace

std::ostream& operator<<(std::ostream& out, const Complaint& complaint) {
  return out << complaint.path << ':' << complaint.line << ": " << complaint.what;
}

std::string told(const Complaints& complaints) {
  std::ostringstream out;
  for (const Complaint& complaint : complaints) out << complaint << '\n';
  return out.str();
}

SourceFile read_source(std::string path, std::string_view text) {
  SourceFile file{std::move(path), split_lines(std::string(text)), {}};
  if (is_cpp(file)) file.code = split_lines(Blanker(std::string(text)).blanked());
  return file;
}

Tree read_tree(const std::filesystem::path& root) {
  Tree tree;
  for (const auto& entry : std::filesystem::directory_iterator(root)) {
    if (entry.is_regular_file() && is_text(entry.path()))
      tree.push_back(read_file(root, entry.path()));
  }
  for (const char* folder : {"sim", "models", "scenarios", "tests"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
      if (entry.is_regular_file() && is_text(entry.path()))
        tree.push_back(read_file(root, entry.path()));
    }
  }
  std::ranges::sort(tree, {}, &SourceFile::path);
  return tree;
}

bool is_header(const SourceFile& file) {
  return file.path.ends_with(".h");
}

bool is_cpp(const SourceFile& file) {
  return is_header(file) || file.path.ends_with(".cpp");
}

bool is_name_part(char letter) {
  return std::isalnum(static_cast<unsigned char>(letter)) != 0 || letter == '_';
}

bool contains_word(const std::string& line, const std::string& word) {
  for (auto at = line.find(word); at != std::string::npos; at = line.find(word, at + 1)) {
    const auto end = at + word.size();
    const bool begins = at == 0 || !is_name_part(word.front()) || !is_name_part(line[at - 1]);
    const bool ends = end == line.size() || !is_name_part(word.back()) || !is_name_part(line[end]);
    if (begins && ends) return true;
  }
  return false;
}

std::vector<Include> includes(const SourceFile& file) {
  std::vector<Include> found;
  for (std::size_t at = 0; at < file.code.size(); ++at) {
    const std::string& line = file.lines[at];
    if (!file.code[at].starts_with("#include")) continue;
    const auto first = line.find_first_of("\"<");
    if (first == std::string::npos) continue;
    const bool quoted = line[first] == '"';
    const auto last = line.find(quoted ? '"' : '>', first + 1);
    found.push_back({at + 1, line.substr(first + 1, last - first - 1), quoted});
  }
  return found;
}

std::size_t longest_prefix(std::string_view path, const std::vector<std::string>& prefixes) {
  std::size_t longest = 0;
  for (const std::string& prefix : prefixes) {
    if (path.starts_with(prefix)) longest = std::max(longest, prefix.size());
  }
  return longest;
}

}  // namespace tidy
