// The source tree as text to be judged: files, their lines, and what a rule has to say about them.
#pragma once

#include <cstddef>
#include <filesystem>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace tidy {

struct SourceFile {
  std::string path;                // from the root of the repository: "sim/kernel/time.h"
  std::vector<std::string> lines;  // as written
  std::vector<std::string> code;   // C++ only: comments and the insides of literals are blanks
};

// Sorted by path, so that complaints come in the same order everywhere.
using Tree = std::vector<SourceFile>;

struct Include {
  std::size_t line = 0;  // from 1
  std::string target;    // without its quotes or brackets
  bool quoted = false;
};

struct Complaint {
  std::string path;
  std::size_t line = 0;  // from 1
  std::string what;

  bool operator==(const Complaint&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Complaint& complaint);

using Complaints = std::vector<Complaint>;

SourceFile read_source(std::string path, std::string_view text);

// Every text file of the folders sim, models, scenarios and tests, and of the top level.
Tree read_tree(const std::filesystem::path& root);

bool is_header(const SourceFile& file);
bool is_cpp(const SourceFile& file);  // a header or a source file
bool is_name_part(char letter);       // may stand inside a C++ name

// True if `word` stands in the line on its own: "log(" is not in "catalog(".
bool contains_word(const std::string& line, const std::string& word);

std::vector<Include> includes(const SourceFile& file);

// The length of the longest of the prefixes that `path` starts with, 0 if there is none.
std::size_t longest_prefix(std::string_view path, const std::vector<std::string>& prefixes);

// The one-line summary of a rule for tests: "path:line: what", one to a line.
std::string told(const Complaints& complaints);

}  // namespace tidy
