// The table of banned words, and the search for them.
#include "tests/tidy/words.h"

#include <algorithm>
#include <set>
#include <utility>

namespace tidy {

namespace {

using Words = std::vector<std::string>;

// Words banned for one reason, in files under `where` but not under `except`.
struct Ban {
  Words words;
  std::string instead;
  Words where;
  Words except;
};

const Words kProduct = {"sim/", "models/"};
const Words kEverywhere = {"sim/", "models/", "tests/"};

std::vector<Ban> bans_on_chance() {
  return {
      {{"std::random_device", "std::default_random_engine", "std::uniform_int_distribution",
        "std::uniform_real_distribution", "std::bernoulli_distribution",
        "std::exponential_distribution", "std::normal_distribution", "std::lognormal_distribution",
        "std::poisson_distribution", "std::gamma_distribution", "std::weibull_distribution",
        "std::discrete_distribution", "std::shuffle", "std::sample", "rand(", "srand(", "drand48("},
       "a named sim::Stream: the standard's draws differ between libraries",
       kEverywhere,
       {}},
      {{"<random>", "std::mt19937", "std::mt19937_64"},
       "a named sim::Stream: every draw belongs to a use",
       kProduct,
       {}},
      {{"system_clock", "steady_clock", "high_resolution_clock", "clock_gettime", "gettimeofday",
        "time(nullptr)", "time(NULL)", "time(0)"},
       "the kernel's now(): the wall clock is known to sim/study and sim/command_line only",
       kEverywhere,
       {"sim/study/", "sim/command_line/", "tests/speed/"}},
      {{"getenv", "secure_getenv"},
       "an option or a field of the scenario: a run is told everything",
       kProduct,
       {}},
  };
}

std::vector<Ban> bans_on_numbers() {
  return {
      {{"std::log",    "std::log2",   "std::log10", "std::log1p", "std::exp",
        "std::exp2",   "std::expm1",  "std::pow",   "std::sin",   "std::cos",
        "std::tan",    "std::asin",   "std::acos",  "std::atan",  "std::atan2",
        "std::sinh",   "std::cosh",   "std::tanh",  "std::cbrt",  "std::hypot",
        "std::tgamma", "std::lgamma", "std::erf",   "std::erfc",  "<math.h>"},
       "sim/kernel/elementary.h: the C library's differ in the last bit between versions",
       kProduct,
       {}},
      {{"std::stoi", "std::stol", "std::stoll", "std::stoul", "std::stoull", "std::stod", "strtod",
        "strtol", "atoi", "atof", "sscanf("},
       "std::from_chars: it knows no locale and takes nothing else for a number",
       kProduct,
       {}},
  };
}

std::vector<Ban> bans_on_sharing() {
  return {
      {{"shared_ptr", "make_shared", "enable_shared_from_this", "weak_ptr"},
       "a value, or std::unique_ptr: everything has one owner",
       kProduct,
       {}},
      {{"thread_local"},
       "a constructor's argument: there is no global state",
       kProduct,
       {"sim/kernel/frame_pool.h"}},
      {{"<thread>", "<mutex>", "<shared_mutex>", "<condition_variable>", "<future>", "std::async"},
       "nothing: a World belongs to one thread; threads live in sim/study",
       kProduct,
       {"sim/study/"}},
      {{"<atomic>", "<csignal>"},
       "nothing: a World belongs to one thread and hears no signals",
       kProduct,
       {"sim/study/", "sim/command_line/", "sim/files/temporary_names"}},
      {{"<iostream>", "std::cout", "std::cerr", "printf(", "puts("},
       "a value, or a std::ostream& that is handed in: only sim/command_line prints",
       kProduct,
       {"sim/command_line/", "sim/main.cpp"}},
  };
}

std::vector<Ban> bans_on_ways_out() {
  return {
      {{"assert(", "abort(", "std::terminate", "exit(", "_exit("},
       "sim::check for a bug of ours, a sim::Problem for a mistake of the user",
       kProduct,
       {"sim/kernel/check.h", "sim/command_line/", "sim/main.cpp"}},
      {{"throw", "try", "catch"},
       "a value: a failure that is modelled is counted",
       {"models/"},
       {}},
      {{"#define"}, "a constexpr, a function or a template", kProduct, {"sim/kernel/frame_pool.h"}},
  };
}

std::vector<Ban> all_bans() {
  std::vector<Ban> bans;
  for (auto part : {bans_on_chance(), bans_on_numbers(), bans_on_sharing(), bans_on_ways_out()})
    bans.insert(bans.end(), part.begin(), part.end());
  return bans;
}

void judge(const SourceFile& file, const Ban& ban, Complaints& complaints) {
  for (std::size_t at = 0; at < file.code.size(); ++at) {
    for (const std::string& word : ban.words) {
      if (contains_word(file.code[at], word))
        complaints.push_back({file.path, at + 1, word + " is banned; use " + ban.instead});
    }
  }
}

std::string joined(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text += line + '\n';
  return text;
}

// The name declared by a template's type that opens at `open`: "<int, int> seen_" gives "seen_".
std::string name_after_brackets(const std::string& code, std::size_t open) {
  int depth = 0;
  auto at = open;
  for (; at < code.size(); ++at) {
    if (code[at] == '<') ++depth;
    if (code[at] == '>' && --depth == 0) break;
  }
  const auto first = code.find_first_not_of("> &*\n", at);
  auto last = first;
  while (last < code.size() && is_name_part(code[last])) ++last;
  return first == std::string::npos ? "" : code.substr(first, last - first);
}

std::set<std::string> unordered_names(const SourceFile& file) {
  std::set<std::string> names;
  const std::string code = joined(file.code);
  for (auto at = code.find("unordered_"); at != std::string::npos;
       at = code.find("unordered_", at + 1)) {
    const auto open = code.find_first_of("<>;\n", at);
    if (open == std::string::npos || code[open] != '<') continue;
    const std::string name = name_after_brackets(code, open);
    if (!name.empty()) names.insert(name);
  }
  return names;
}

std::string stem(const SourceFile& file) {
  return file.path.substr(0, file.path.rfind('.'));
}

}  // namespace

Complaints banned_words(const Tree& tree) {
  Complaints complaints;
  for (const Ban& ban : all_bans()) {
    for (const SourceFile& file : tree) {
      if (longest_prefix(file.path, ban.where) > longest_prefix(file.path, ban.except))
        judge(file, ban, complaints);
    }
  }
  return complaints;
}

Complaints iterated_unordered(const Tree& tree) {
  Complaints complaints;
  for (const SourceFile& file : tree) {
    if (!is_cpp(file)) continue;
    std::set<std::string> names = unordered_names(file);
    for (const SourceFile& header : tree) {
      if (is_header(header) && stem(header) == stem(file)) names.merge(unordered_names(header));
    }
    for (std::size_t at = 0; at < file.code.size(); ++at) {
      for (const std::string& name : names) {
        if (contains_word(file.code[at], ": " + name + ")") ||
            contains_word(file.code[at], name + ".begin("))
          complaints.push_back(
              {file.path, at + 1, name + " is unordered; loop over a std::map or a sorted vector"});
      }
    }
  }
  return complaints;
}

}  // namespace tidy
