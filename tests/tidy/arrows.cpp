// The table of rooms, and the includes held against it.
#include "tests/tidy/arrows.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

namespace tidy {

namespace {

// Part of the tree, and what it may include besides the headers of the standard library. The
// longest prefix decides, on either side: a room may be open to a folder, never to one file in it.
struct Room {
  std::string prefix;
  std::vector<std::string> may;
  std::vector<std::string> never;
};

// Measures and reports know instants and durations, and can say that they are wrong.
const std::vector<std::string> kWords = {"sim/kernel/time.h", "sim/kernel/check.h"};

std::vector<std::string> with_words(std::vector<std::string> may) {
  may.insert(may.end(), kWords.begin(), kWords.end());
  return may;
}

std::vector<Room> rooms_of_sim() {
  return {
      {"sim/kernel/", {"sim/kernel/"}, {}},
      {"sim/kinds.h", {"sim/input/"}, {}},
      {"sim/files/",
       with_words({"sim/files/", "fcntl.h", "sys/", "unistd.h", "zlib.h", "zstd"}),
       {}},
      {"sim/input/", with_words({"sim/input/", "sim/files/", "nlohmann/"}), {}},
      {"sim/measure/", with_words({"sim/measure/"}), {}},
      {"sim/statistics/",
       with_words({"sim/statistics/", "sim/measure/", "sim/kernel/elementary.h"}),
       {}},
      {"sim/theory/", with_words({"sim/theory/", "sim/kernel/elementary.h", "Eigen/"}), {}},
      {"sim/report/",
       with_words({"sim/report/", "sim/statistics/", "sim/theory/", "sim/measure/", "sim/files/",
                   "sim/input/value.h", "sim/input/json.h", "sim/input/quantity.h",
                   "sim/input/printable.h", "sim/kernel/elementary.h", "sim/kernel/hash.h"}),
       {}},
      {"sim/objectives/",
       with_words({"sim/objectives/", "sim/report/", "sim/measure/", "sim/input/",
                   "sim/kernel/elementary.h"}),
       {}},
      {"sim/comparison/",
       with_words({"sim/comparison/", "sim/report/", "sim/statistics/", "sim/input/value.h",
                   "sim/input/json.h"}),
       {}},
      {"sim/sweep/",
       with_words({"sim/sweep/", "sim/report/", "sim/statistics/", "sim/measure/", "sim/input/",
                   "sim/files/"}),
       {}},
      {"sim/cluster/", {"sim/cluster/", "fcntl.h", "spawn.h", "sys/", "unistd.h"}, {}},
      {"sim/study/", {"sim/", "models/"}, {"sim/command_line/"}},
      {"sim/command_line/", {"sim/", "models/", "CLI/", "unistd.h"}, {}},
      {"sim/main.cpp", {"sim/command_line/"}, {}},
  };
}

// Lists of kinds: each knows the nouns it acts on, not the world, and no other list but durations.
const std::vector<std::string> kCatalogues = {
    "models/arrivals/", "models/balancing/", "models/callers/", "models/durations/",
    "models/failures/", "models/keys/",      "models/lines/",   "models/operations/",
};

const std::vector<std::string> kMachine = {"sim/kernel/", "sim/input/", "sim/measure/",
                                           "sim/kinds.h"};

std::vector<std::string> machine_and(std::vector<std::string> may) {
  may.insert(may.end(), kMachine.begin(), kMachine.end());
  return may;
}

std::vector<Room> rooms_of_models() {
  std::vector<Room> rooms = {
      {"models/", machine_and({"models/", "sim/objectives/objective.h"}), {"models/world.h"}},
      {"models/scenario",
       machine_and({"models/", "sim/objectives/objective.h"}),
       {"models/world.h", "sim/kernel/kernel.h"}},
      {"models/explain/",
       machine_and({"models/", "sim/objectives/objective.h", "sim/theory/"}),
       {"models/world.h"}},
      {"models/topology/", machine_and({"models/", "boost/graph/"}), {"models/world.h"}},
      {"models/world", {"models/", "sim/kernel/", "sim/measure/", "sim/kinds.h"}, {}},
  };
  for (const std::string& catalogue : kCatalogues) {
    std::vector<std::string> never = kCatalogues;
    never.push_back("models/world.h");
    rooms.push_back(
        {catalogue, machine_and({"models/", catalogue, "models/durations/"}), std::move(never)});
    std::erase(rooms.back().never, catalogue);
    std::erase(rooms.back().never, "models/durations/");
  }
  return rooms;
}

std::vector<Room> all_rooms() {
  std::vector<Room> rooms = rooms_of_sim();
  std::ranges::move(rooms_of_models(), std::back_inserter(rooms));
  return rooms;
}

const Room* room_of(const std::string& path, const std::vector<Room>& rooms) {
  const Room* best = nullptr;
  for (const Room& room : rooms) {
    if (!path.starts_with(room.prefix)) continue;
    if (best == nullptr || room.prefix.size() > best->prefix.size()) best = &room;
  }
  return best;
}

bool is_standard(const Include& include) {
  return !include.quoted && include.target.find_first_of("/.") == std::string::npos;
}

bool may_include(const Room& room, const std::string& target) {
  return longest_prefix(target, room.may) > longest_prefix(target, room.never);
}

void judge(const SourceFile& file, const Room& room, Complaints& complaints) {
  for (const Include& include : includes(file)) {
    if (is_standard(include) || may_include(room, include.target)) continue;
    complaints.push_back({file.path, include.line,
                          room.prefix + " may not include " + include.target +
                              "; the arrows are in tests/tidy/arrows.cpp"});
  }
}

}  // namespace

Complaints against_the_arrows(const Tree& tree) {
  const std::vector<Room> rooms = all_rooms();
  std::set<std::string> paths;
  for (const SourceFile& file : tree) paths.insert(file.path);

  Complaints complaints;
  for (const SourceFile& file : tree) {
    for (const Include& include : includes(file)) {
      if (include.quoted && !paths.contains(include.target))
        complaints.push_back({file.path, include.line,
                              include.target + " is no file here; include by full path from the "
                                               "root, and libraries with <>"});
    }
    if (!is_cpp(file) || file.path.starts_with("tests/")) continue;
    if (const Room* room = room_of(file.path, rooms))
      judge(file, *room, complaints);
    else
      complaints.push_back({file.path, 1, "is in no room; give it one in tests/tidy/arrows.cpp"});
  }
  return complaints;
}

}  // namespace tidy
