// Holds the files that there are against the lists that name them.
#include "tests/tidy/lists.h"

#include <map>
#include <set>
#include <sstream>

namespace tidy {

namespace {

constexpr std::string_view kList = "CMakeLists.txt";

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash);
}

// The words of a list, without its comments and brackets.
std::set<std::string> words_of(const SourceFile& list) {
  std::set<std::string> words;
  for (const std::string& line : list.lines) {
    std::string code = line.substr(0, line.find('#'));
    for (char& letter : code) {
      if (letter == '(' || letter == ')') letter = ' ';
    }
    std::istringstream in(code);
    for (std::string word; in >> word;) words.insert(word);
  }
  return words;
}

using Lists = std::map<std::string, std::set<std::string>>;  // by folder

Lists lists_of(const Tree& tree) {
  Lists lists;
  for (const SourceFile& file : tree) {
    if (file.path == kList || file.path.ends_with("/" + std::string(kList)))
      lists[folder_of(file.path)] = words_of(file);
  }
  return lists;
}

// True if the nearest list at or above `folder` names `path`, as seen from where the list is.
bool is_named(const std::string& path, std::string folder, const Lists& lists) {
  for (; !lists.contains(folder); folder = folder_of(folder)) {
    if (folder.empty()) return false;
  }
  return lists.at(folder).contains(path.substr(folder.empty() ? 0 : folder.size() + 1));
}

bool is_built(const SourceFile& file) {
  return file.path.ends_with(".cpp") && file.path.find('/') != std::string::npos;
}

}  // namespace

Complaints unlisted_sources(const Tree& tree) {
  const Lists lists = lists_of(tree);
  Complaints complaints;
  for (const SourceFile& file : tree) {
    if (is_built(file) && !is_named(file.path, folder_of(file.path), lists))
      complaints.push_back({file.path, 1, "is not built; name it in its folder's CMakeLists.txt"});
  }
  for (const auto& [folder, words] : lists) {
    if (!folder.empty() && !is_named(folder, folder_of(folder), lists))
      complaints.push_back({folder + "/" + std::string(kList), 1,
                            "is not read; add_subdirectory it in the list above"});
  }
  return complaints;
}

Complaints unused_headers(const Tree& tree) {
  std::set<std::string> included;
  for (const SourceFile& file : tree) {
    for (const Include& include : includes(file)) {
      if (include.target != file.path) included.insert(include.target);
    }
  }
  Complaints complaints;
  for (const SourceFile& file : tree) {
    if (is_header(file) && !included.contains(file.path))
      complaints.push_back({file.path, 1, "is included by nobody"});
  }
  return complaints;
}

}  // namespace tidy
