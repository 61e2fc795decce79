#include "sim/input/suggest.h"

#include <algorithm>
#include <cstddef>

#include "sim/input/problem.h"

namespace sim {

namespace {

constexpr std::size_t kLongestWord = 64;  // longer ones are not compared
constexpr std::size_t kMostListed = 40;   // names in one complaint

// What two spellings of one word have in common.
std::string plain(std::string_view word) {
  std::string letters;
  for (const char letter : word) {
    if (letter == '-' || letter == ' ') {
      letters += '_';
    } else if (letter >= 'A' && letter <= 'Z') {
      letters += static_cast<char>(letter - 'A' + 'a');
    } else {
      letters += letter;
    }
  }
  return letters;
}

// Insertions, deletions, substitutions and swaps of neighbours that make one of the other
// (Damerau 1964; the restricted form, in which no part is edited twice).
std::size_t edit_distance(const std::string& from, const std::string& to) {
  std::vector<std::size_t> before(to.size() + 1);
  std::vector<std::size_t> above(to.size() + 1);
  std::vector<std::size_t> row(to.size() + 1);
  for (std::size_t j = 0; j <= to.size(); ++j) above[j] = j;
  for (std::size_t i = 1; i <= from.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t substituted = above[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
      row[j] = std::min({above[j] + 1, row[j - 1] + 1, substituted});
      const bool swapped = i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, above);
    std::swap(above, row);
  }
  return above[to.size()];
}

// A word of three letters may have one wrong, a longer one a third of them. The beginning of a
// longer word is near to it.
std::optional<std::size_t> nearness(const std::string& word, const std::string& candidate) {
  const std::size_t longer = std::max(word.size(), candidate.size());
  const std::size_t distance = edit_distance(word, candidate);
  if (distance == 0 || (longer >= 3 && distance <= longer / 3)) return distance;
  if (word.size() >= 3 && candidate.starts_with(word)) return distance;
  return std::nullopt;
}

template <class Name>
std::optional<std::string> closest_of(std::string_view word, std::span<const Name> candidates) {
  if (word.empty() || word.size() > kLongestWord) return std::nullopt;
  const std::string meant = plain(word);
  std::optional<std::string> best;
  std::size_t best_distance = 0;
  for (const Name& candidate : candidates) {
    if (candidate.size() > kLongestWord) continue;
    const auto distance = nearness(meant, plain(candidate));
    if (!distance || (best && *distance >= best_distance)) continue;
    best = std::string(candidate);
    best_distance = *distance;
  }
  return best;
}

template <class Name>
std::string list_of(std::span<const Name> words) {
  std::string list;
  for (std::size_t i = 0; i < words.size() && i < kMostListed; ++i) {
    if (i > 0) list += ", ";
    list += words[i];
  }
  if (words.size() > kMostListed) {
    list += ", and " + std::to_string(words.size() - kMostListed) + " more";
  }
  return list;
}

template <class Name>
std::string complaint_about(std::string_view word, std::span<const Name> candidates,
                            std::string_view complaint) {
  std::string text = in_quotes(word) + " " + std::string(complaint) + "; ";
  if (candidates.empty()) return text + "there are none";
  if (const auto meant = closest_of(word, candidates)) {
    return text + "did you mean " + in_quotes(*meant) + "? There are: " + list_of(candidates);
  }
  return text + "there are: " + list_of(candidates);
}

}  // namespace

std::optional<std::string> closest(std::string_view word,
                                   std::span<const std::string_view> candidates) {
  return closest_of(word, candidates);
}

std::optional<std::string> closest(std::string_view word, std::span<const std::string> candidates) {
  return closest_of(word, candidates);
}

std::string not_known(std::string_view word, std::span<const std::string_view> candidates,
                      std::string_view complaint) {
  return complaint_about(word, candidates, complaint);
}

std::string not_known(std::string_view word, std::span<const std::string> candidates,
                      std::string_view complaint) {
  return complaint_about(word, candidates, complaint);
}

std::string listed(std::span<const std::string_view> words) {
  return list_of(words);
}

}  // namespace sim
