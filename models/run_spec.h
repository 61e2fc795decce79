// What a scenario says of the run as a whole, and of how many there are to be.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "models/request.h"
#include "sim/input/codec.h"
#include "sim/input/fields.h"

namespace models {

// "auto", or a time.
struct WarmUpSpec {
  bool automatic = false;
  sim::Duration time = 0s;  // what is not measured, if it is not to be found
};

// 10 is exactly ten.
struct ReplicationsSpec {
  static constexpr std::string_view kTypeName = "Replications";
  static constexpr std::string_view kShorthand = "exactly";
  std::optional<std::int64_t> exactly;
  std::int64_t min = 10;
  std::int64_t max = 60;
  std::optional<sim::Fraction> precision;

  void fields(auto& f) {
    f.optional("exactly", exactly, "How many; then nothing else is given.",
               sim::Between{1, 100000});
    f.optional("min", min, "How many at least.", sim::Between{2, 100000});
    f.optional("max", max, "How many at most, if the precision is not reached before.",
               sim::Between{2, 100000});
    f.optional("precision", precision,
               "Goes on, ten at a time, until half the width of the interval of what every "
               "objective measures is at most this part of its estimate; of availability, of what "
               "it lacks. Without objectives: of every flow's mean, p99 and availability.",
               sim::Above{0}, sim::Below{1});
  }
  void verify(sim::Complaints& complaints) const {
    if (exactly.has_value() == precision.has_value())
      complaints.here(exactly ? "has both exactly and precision; say how many, or how precise"
                              : "needs a precision, or is a number: exactly so many");
    if (min > max) complaints.about("min", "must not be above max");
  }

  std::int64_t fewest() const { return exactly.value_or(min); }
  std::int64_t most() const { return exactly.value_or(max); }
};

struct RunSpec {
  static constexpr std::string_view kTypeName = "Run";
  sim::Duration duration = 60s;
  std::optional<sim::Duration> longest;
  WarmUpSpec warmup;
  std::uint64_t seed = 1;
  std::optional<ReplicationsSpec> replications;

  void fields(auto& f) {
    f.required("duration", duration, "How long load comes in.", sim::Above{0s});
    f.optional("longest", longest,
               "How far the duration may be lengthened to let an automatic warm-up end.");
    f.optional("warmup", warmup,
               "How much of the duration at the beginning is not measured; with \"auto\" as much "
               "as it takes to become steady (MSER-5), and nothing where something happens at a "
               "set time or the load changes.");
    f.optional("seed", seed, "The same scenario, seed and version give the same results.");
    f.optional("replications", replications,
               "How many independent runs, from whose spread intervals come; one if not given.");
  }
  void verify(sim::Complaints& complaints) const {
    if (warmup.time >= duration) complaints.about("warmup", "must be shorter than the duration");
    if (!longest) return;
    if (!warmup.automatic) complaints.about("longest", "goes with \"warmup\": \"auto\"");
    if (*longest < duration) complaints.about("longest", "must not be below the duration");
  }

  std::int64_t fewest_replications() const { return replications ? replications->fewest() : 1; }
  std::int64_t most_replications() const { return replications ? replications->most() : 1; }
};

}  // namespace models

template <>
struct sim::Codec<models::WarmUpSpec> {
  static void read(models::WarmUpSpec& warmup, const Value& value, Reading& reading) {
    warmup.automatic = value.is_text() && value.text() == "auto";
    if (!warmup.automatic) Codec<Duration>::read(warmup.time, value, reading);
  }
  static Value write(const models::WarmUpSpec& warmup) {
    return warmup.automatic ? Value("auto") : Codec<Duration>::write(warmup.time);
  }
  static Value schema(SchemaMaker& maker) {
    Value automatic = Value::object();
    automatic["const"] = Value("auto");
    Value either = Value::object();
    either["anyOf"] = Value::array();
    either["anyOf"].push_back(std::move(automatic));
    either["anyOf"].push_back(maker.of<Duration>());
    return either;
  }
  static std::string words() { return "\"auto\" or time"; }
};
