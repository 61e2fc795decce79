#include "sim/input/scenario_file.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>
#include <vector>

#include "sim/input/json.h"
#include "sim/input/merge.h"

namespace sim {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kExtends = "extends";

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using OpenFile = std::unique_ptr<std::FILE, CloseFile>;

// Follows "extends" from file to file.
class Chain {
 public:
  Chain(Files& files, Problems& problems) : files_(files), problems_(problems) {}

  std::optional<Value> load(const Located<std::string>& path) {
    if (!enter(path)) return std::nullopt;
    const auto text = read_whole_file(path.value, kJsonSizeLimit, path, problems_);
    if (!text) return std::nullopt;
    const std::uint32_t file = files_.add(path.value);
    problems_.know(files_);
    auto value = parse_json(*text, file, problems_);
    if (!value) return std::nullopt;
    if (!value->is_object()) {
      problems_.at(value->position(), {}, "a scenario is an object {...}");
      return std::nullopt;
    }
    const Value* const extends = value->find(kExtends);
    if (extends == nullptr) return value;
    return extended(path.value, *extends, *value);
  }

 private:
  // False, with a complaint, where the chain closes to a ring or does not end.
  bool enter(const Located<std::string>& path) {
    std::error_code error;
    fs::path real = fs::weakly_canonical(path.value, error);
    if (error) real = path.value;
    const auto before = std::ranges::find(real_paths_, real);
    if (before != real_paths_.end()) {
      std::string ring;
      for (auto i = before - real_paths_.begin(); i < std::ssize(names_); ++i) {
        ring += names_[static_cast<std::size_t>(i)] + " -> ";
      }
      problems_.at(path, "scenarios extend each other in a ring: " + ring + path.value);
      return false;
    }
    if (names_.size() >= kLongestExtendsChain) {
      problems_.at(path, "more than " + std::to_string(kLongestExtendsChain) +
                             " scenarios extend each other");
      return false;
    }
    real_paths_.push_back(std::move(real));
    names_.push_back(path.value);
    return true;
  }

  std::optional<Value> extended(const std::string& path, const Value& extends, Value patch) {
    const std::string pointer = pointer_step({}, kExtends);
    if (!extends.is_text() || extends.text().empty()) {
      problems_.at(extends.position(), pointer, "must be the name of a scenario file");
      return std::nullopt;
    }
    const std::string base_path = (fs::path(path).parent_path() / extends.text()).string();
    auto base = load({base_path, extends.position(), pointer});
    if (!base) return std::nullopt;
    patch.remove(kExtends);
    return merge_patch(std::move(*base), patch);
  }

  Files& files_;
  Problems& problems_;
  std::vector<fs::path> real_paths_;
  std::vector<std::string> names_;
};

}  // namespace

std::optional<std::string> read_whole_file(const std::string& path, std::size_t most,
                                           const Located<std::string>& place, Problems& problems) {
  const auto complain = [&](const std::string& what) {
    if (place.position.line > 0) {
      problems.at(place, '"' + path + "\" " + what);
    } else {
      problems.push_back({.file = path, .pointer = {}, .what = what});
    }
    return std::nullopt;
  };
  std::error_code error;
  if (fs::is_directory(path, error)) return complain("is a folder, not a file");
  errno = 0;
  const OpenFile file(std::fopen(path.c_str(), "rb"));
  if (file == nullptr) {
    return complain("cannot be opened: " + std::generic_category().message(errno));
  }
  std::string text;
  std::array<char, 65536> chunk{};
  while (const std::size_t got = std::fread(chunk.data(), 1, chunk.size(), file.get())) {
    text.append(chunk.data(), got);
    if (text.size() > most) {
      return complain("is larger than " + std::to_string(most >> 20U) + " MiB");
    }
  }
  if (std::ferror(file.get()) != 0) {
    return complain("cannot be read: " + std::generic_category().message(errno));
  }
  return text;
}

std::optional<Value> load_json_file(const std::string& path, Files& files, Problems& problems,
                                    std::span<const std::string> assignments) {
  files.learn(problems.files());
  auto value = Chain(files, problems).load({path, {}, {}});
  if (!value) return std::nullopt;
  for (const std::string& assignment : assignments) {
    const std::uint32_t file = files.add("--set " + assignment);
    problems.know(files);
    set_path(*value, assignment, file, problems);
  }
  return value;
}

}  // namespace sim
