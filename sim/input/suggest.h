// What somebody probably meant who wrote a word that is not known.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sim {

// The candidate nearest to `word` (edits of one letter and swaps of two neighbours; letter case,
// '-' and '_' alike), the first among equals; nothing if none is near enough to be meant.
std::optional<std::string> closest(std::string_view word,
                                   std::span<const std::string_view> candidates);
std::optional<std::string> closest(std::string_view word, std::span<const std::string> candidates);

// "least_load" is not known; did you mean "least_loaded"? There are: round_robin, random, ...
// `complaint` stands in for "is not known". For no candidates at all: "there are none".
std::string not_known(std::string_view word, std::span<const std::string_view> candidates,
                      std::string_view complaint = "is not known");
std::string not_known(std::string_view word, std::span<const std::string> candidates,
                      std::string_view complaint = "is not known");

// The names in a map, for the above.
template <class T, class Less>
std::vector<std::string_view> names_in(const std::map<std::string, T, Less>& map) {
  std::vector<std::string_view> names;
  for (const auto& [name, _] : map) names.push_back(name);
  return names;
}

// "a, b, c"; long lists are cut short.
std::string listed(std::span<const std::string_view> words);

}  // namespace sim
