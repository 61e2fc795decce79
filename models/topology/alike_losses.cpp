// Sets that are alike.
#include "models/topology/alike_losses.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

namespace models {

namespace {

constexpr std::size_t kNamesMost = 3;

// Parts of the same kind that are lost as often are alike.
class Summary {
 public:
  Summary(const CopyNodes& nodes, const std::vector<FailingPart>& parts)
      : nodes_(nodes), parts_(parts) {
    std::map<std::pair<std::string, double>, std::size_t> known;
    for (std::uint32_t part = 0; part < parts.size(); ++part) {
      const auto [found, is_new] =
          known.try_emplace({parts[part].kind, parts[part].down.value_or(-1)}, members_.size());
      if (is_new) members_.emplace_back();
      members_[found->second].push_back(part);
      class_of_.push_back(found->second);
    }
  }

  void add(const LossSet& set, std::size_t size) {
    Signature signature;  // places before nodes, as in words
    for (std::size_t i = 0; i < size; ++i) signature.push_back(class_of_[set[i]]);
    std::sort(signature.begin(), signature.end(), [this](std::size_t one, std::size_t other) {
      return std::pair(is_node(members_[one].front()), one) <
             std::pair(is_node(members_[other].front()), other);
    });
    Alike& alike = alike_[signature];
    ++alike.sets;
    if (alike.examples.size() < AlikeLosses::kExamplesMost) alike.examples.push_back(set);
  }

  std::vector<AlikeLosses> take() const {
    std::vector<AlikeLosses> all;
    for (const auto& [signature, alike] : alike_) all.push_back(told(signature, alike));
    const auto rank = [](const AlikeLosses& losses) {
      return std::tuple(-losses.probability.value_or(-1), losses.size(), losses.kinds.size(),
                        -losses.sets, losses.examples.front());
    };
    std::sort(all.begin(), all.end(), [rank](const AlikeLosses& one, const AlikeLosses& other) {
      return rank(one) < rank(other);
    });
    return all;
  }

 private:
  using Signature = std::vector<std::size_t>;  // a class for each part
  struct Alike {
    double sets = 0;
    std::vector<LossSet> examples{};
  };

  AlikeLosses told(const Signature& signature, const Alike& alike) const {
    AlikeLosses losses;
    losses.sets = alike.sets;
    losses.probability = 1;
    for (std::size_t i = 0; i < signature.size(); ++i) {
      const std::vector<std::uint32_t>& members = members_[signature[i]];
      const FailingPart& first = parts_[members.front()];
      if (!first.down) losses.probability.reset();
      if (losses.probability) *losses.probability *= *first.down;
      if (i > 0 && signature[i] == signature[i - 1]) {
        ++losses.kinds.back().lost;
        continue;
      }
      losses.kinds.push_back(kind_of(members));
    }
    std::vector<std::uint32_t> places;
    losses.possible = possible(signature, 0, 0, places);
    for (const LossSet& set : alike.examples) losses.examples.push_back(names(set));
    return losses;
  }

  AlikeLosses::Kind kind_of(const std::vector<std::uint32_t>& members) const {
    AlikeLosses::Kind kind{
        .kind = parts_[members.front()].kind, .lost = 1, .of = members.size(), .names = {}};
    const std::size_t named = members.size() <= kNamesMost ? members.size() : 1;
    for (std::size_t i = 0; i < named; ++i) kind.names.push_back(parts_[members[i]].name);
    const auto same = std::count_if(parts_.begin(), parts_.end(), [&](const FailingPart& part) {
      return part.kind == kind.kind;
    });
    kind.is_all = static_cast<std::size_t>(same) == members.size();
    return kind;
  }

  std::vector<std::string> names(const LossSet& set) const {
    std::vector<std::string> all;
    for (const bool nodes : {false, true})
      for (const std::uint32_t part : set)
        if (part != kNoPart && is_node(part) == nodes) all.push_back(parts_[part].name);
    return all;
  }

  bool is_node(std::uint32_t part) const { return part < nodes_.zones.size(); }

  // In how many ways places, and then nodes outside of them, can be chosen for a signature from its
  // place `at` on, and from the member `from` of the class there on.
  double possible(const Signature& signature, std::size_t at, std::size_t from,
                  std::vector<std::uint32_t>& places) const {
    if (at == signature.size()) return 1;
    const std::vector<std::uint32_t>& members = members_[signature[at]];
    if (is_node(members.front())) return possible_nodes(signature, at, places);
    double all = 0;
    for (std::size_t i = from; i < members.size(); ++i) {
      const bool apart = std::none_of(places.begin(), places.end(), [&](std::uint32_t other) {
        return covers(other, members[i]) || covers(members[i], other);
      });
      if (!apart) continue;
      places.push_back(members[i]);
      const bool same = at + 1 < signature.size() && signature[at + 1] == signature[at];
      all += possible(signature, at + 1, same ? i + 1 : 0, places);
      places.pop_back();
    }
    return all;
  }

  // Classes of nodes are the last of a signature.
  double possible_nodes(const Signature& signature, std::size_t at,
                        const std::vector<std::uint32_t>& places) const {
    double all = 1;
    for (std::size_t begin = at; begin < signature.size();) {
      std::size_t end = begin;
      while (end < signature.size() && signature[end] == signature[begin]) ++end;
      const std::vector<std::uint32_t>& members = members_[signature[begin]];
      const auto outside = std::count_if(members.begin(), members.end(), [&](std::uint32_t node) {
        return std::none_of(places.begin(), places.end(),
                            [&](std::uint32_t place) { return covers(place, node); });
      });
      all *= ways(static_cast<std::size_t>(outside), end - begin);
      begin = end;
    }
    return all;
  }

  // Whether with one part another is lost.
  bool covers(std::uint32_t place, std::uint32_t other) const {
    const auto has = [](const auto& all, const auto& one) {
      return std::find(all.begin(), all.end(), one) != all.end();
    };
    const FailingPart& larger = parts_[place];
    if (is_node(other)) return has(larger.nodes, other) || has(larger.zones, nodes_.zones[other]);
    const FailingPart& smaller = parts_[other];
    if (smaller.zones.empty()) return false;
    return std::all_of(smaller.zones.begin(), smaller.zones.end(),
                       [&](std::size_t zone) { return has(larger.zones, zone); });
  }

  const CopyNodes& nodes_;
  const std::vector<FailingPart>& parts_;
  std::vector<std::vector<std::uint32_t>> members_;  // of each class
  std::vector<std::size_t> class_of_;
  std::map<Signature, Alike> alike_;
};

std::string joined(const std::vector<std::string>& names, const std::string& by) {
  std::string words;
  for (const std::string& name : names) words += (words.empty() ? "" : by) + name;
  return words;
}

std::string in_words(const AlikeLosses::Kind& kind, bool is_any, bool is_elsewhere) {
  const std::string of = std::to_string(kind.of);
  const std::string where = is_elsewhere ? " elsewhere" : "";
  const bool are_named = kind.names.size() == kind.of;
  if (kind.lost == kind.of && (kind.of == 1 || (are_named && !kind.is_all)))
    return joined(kind.names, " and ");
  if (kind.lost == kind.of) return "all " + of + " " + kind.kind + "s" + where;
  std::string words = (is_any ? "any " : "") + std::to_string(kind.lost) + " of ";
  if (kind.is_all) return words + "the " + of + " " + kind.kind + "s" + where;
  if (are_named) return words + joined(kind.names, ", ") + where;
  return words + of + " " + kind.kind + "s such as " + kind.names.front() + where;
}

bool takes_nodes(const AlikeLosses::Kind& kind) {
  return kind.kind != "node" && kind.kind != "link";
}

std::string whole(double number) {
  return std::to_string(static_cast<std::int64_t>(number));
}

}  // namespace

double ways(std::size_t of, std::size_t chosen) {
  if (chosen > of) return 0;
  double all = 1;
  for (std::size_t i = 1; i <= chosen; ++i)
    all = all * static_cast<double>(of - chosen + i) / static_cast<double>(i);
  return all;
}

std::vector<AlikeLosses> summed_up(const LossSets& sets, const CopyNodes& nodes,
                                   const std::vector<FailingPart>& parts, std::size_t largest) {
  Summary summary(nodes, parts);
  for (std::size_t size = 1; size <= largest; ++size)
    for (const LossSet& set : sets[size]) summary.add(set, size);
  return summary.take();
}

std::size_t AlikeLosses::size() const {
  return std::accumulate(kinds.begin(), kinds.end(), std::size_t{0},
                         [](std::size_t sum, const Kind& kind) { return sum + kind.lost; });
}

std::vector<std::string> in_words(const AlikeLosses& losses) {
  std::vector<std::string> lines;
  if (!losses.is_any() && losses.sets <= static_cast<double>(AlikeLosses::kExamplesMost)) {
    for (const auto& names : losses.examples) lines.push_back(joined(names, " and "));
    return lines;
  }
  const bool lose_nodes = std::any_of(losses.kinds.begin(), losses.kinds.end(), takes_nodes);
  std::vector<std::string> kinds;
  for (const AlikeLosses::Kind& kind : losses.kinds)
    kinds.push_back(in_words(kind, losses.is_any(), kind.kind == "node" && lose_nodes));
  std::string line = joined(kinds, " and ");
  if (!losses.is_any()) {
    line += ": " + whole(losses.sets) + " of " + whole(losses.possible) + " sets, such as " +
            joined(losses.examples.front(), " and ");
  } else if (losses.sets > 1) {
    line += ": " + whole(losses.sets) + " sets";
  }
  lines.push_back(std::move(line));
  return lines;
}

}  // namespace models
