// What stops writing and reading, as text and JSON.
#include "sim/command_line/explain_copies.h"

#include <array>
#include <cstdint>
#include <cstdio>
#include <iostream>
#include <string>
#include <vector>

#include "sim/report/number_text.h"

namespace sim {

namespace {

constexpr std::size_t kLinesMost = 10;

// "0.0278%", "2.78e-07".
std::string share(double share) {
  if (share >= 1e-4) return number_text(100 * share) + "%";
  std::array<char, 32> text;
  std::snprintf(text.data(), text.size(), "%.3g", share);
  return text.data();
}

std::string of_the_time(const models::AlikeLosses& losses) {
  if (!losses.probability) return "";
  const std::string each = share(*losses.probability) + " of the time";
  if (losses.sets == 1) return ", " + each;
  return ", each " + each + ", together at most " + share(*losses.probability * losses.sets);
}

std::string up_to(const models::CopyLosses& losses) {
  return losses.looked_at == 1 ? "single parts"
                               : "up to " + std::to_string(losses.looked_at) + " parts at once";
}

void print_losses(const std::string& what, const models::CopyLosses& losses) {
  std::cout << "\nLosses that " << what << " (" << up_to(losses) << ")\n";
  if (!losses.is_served) {
    std::cout << "  none needed: even with all there it cannot be done\n";
    return;
  }
  if (losses.losses.empty()) std::cout << "  none\n";
  std::size_t lines = 0;
  std::size_t left_out = 0;
  for (const models::AlikeLosses& alike : losses.losses) {
    for (const std::string& line : in_words(alike)) {
      if (++lines <= kLinesMost) {
        std::cout << "  " << line << of_the_time(alike) << "\n";
      } else {
        ++left_out;
      }
    }
  }
  if (left_out > 0) std::cout << "  and " << left_out << " more like these, in --format json\n";
}

constexpr const char* kWhatIsLost =
    "\nA store is stopped if there is a key that nobody can write, or read. A node that is lost "
    "for a\n"
    "time keeps what is on its disk; data is lost where all that have copies of a key are gone "
    "for\n"
    "good. A leader that nobody fences is taken to be among what is lost. Sets that hold a "
    "smaller\n"
    "one are not told. How much of the time: where failures have mtbf and mttr, as if each came "
    "by\n"
    "itself.\n";

Value json(const models::AlikeLosses& alike) {
  Value out = Value::object();
  out["parts"] = Value::array();
  for (const models::AlikeLosses::Kind& kind : alike.kinds) {
    Value part = Value::object();
    part["kind"] = Value(kind.kind);
    part["lost"] = Value(static_cast<std::int64_t>(kind.lost));
    part["of"] = Value(static_cast<std::int64_t>(kind.of));
    out["parts"].push_back(std::move(part));
  }
  out["sets"] = Value(alike.sets);
  out["possible_sets"] = Value(alike.possible);
  out["probability_of_each"] = alike.probability ? Value(*alike.probability) : Value();
  out["such_as"] = Value::array();
  for (const std::vector<std::string>& names : alike.examples) {
    Value set = Value::array();
    for (const std::string& name : names) set.push_back(Value(name));
    out["such_as"].push_back(std::move(set));
  }
  return out;
}

Value json(const models::CopyLosses& losses) {
  Value out = Value::object();
  out["largest_sets"] = Value(static_cast<std::int64_t>(losses.looked_at));
  out["works_with_all_there"] = Value(losses.is_served);
  out["losses"] = Value::array();
  for (const models::AlikeLosses& alike : losses.losses) out["losses"].push_back(json(alike));
  return out;
}

}  // namespace

void print_copies(const std::vector<models::CopiesAtRisk>& all) {
  if (!all.empty()) std::cout << kWhatIsLost;
  for (const models::CopiesAtRisk& each : all) {
    if (each.is_lock_service) {
      print_losses("leave nobody to grant locks of " + each.name, each.write);
      continue;
    }
    const std::string keys = each.has_shards ? "some keys of " : "";
    if (each.write == each.read) {
      print_losses("stop writing and reading " + keys + each.name, each.write);
    } else {
      print_losses("stop writing " + keys + each.name, each.write);
      print_losses("stop reading " + keys + each.name, each.read);
    }
    print_losses("take " + std::string(each.has_shards ? "some" : "the") + " data of " + each.name +
                     ", if they are for good",
                 each.data);
  }
}

Value copies_json(const std::vector<models::CopiesAtRisk>& all) {
  Value out = Value::object();
  for (const models::CopiesAtRisk& each : all) {
    Value& about = out[each.name] = Value::object();
    if (each.is_lock_service) {
      about["stops_granting_locks"] = json(each.write);
      continue;
    }
    about["stops_writing"] = json(each.write);
    about["stops_reading"] = json(each.read);
    about["takes_data_if_for_good"] = json(each.data);
  }
  return out;
}

}  // namespace sim
