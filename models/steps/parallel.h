// Steps at the same time: all of them, or the first so many.
#pragma once

#include <string_view>
#include <vector>

#include "models/steps/program.h"
#include "sim/input/fields.h"

namespace models {

// What the others were doing inside the node is dropped; calls under way at other nodes go on.
class Parallel {
 public:
  static constexpr std::string_view kName = "parallel";
  static constexpr std::string_view kSummary =
      "Steps at the same time, until all are served or one is not; a list in the list of steps "
      "means the same.";
  struct Spec {
    std::vector<StepSpec> parallel;
    void fields(auto& f) { f.required("parallel", parallel, "The steps.", sim::NotEmpty{}); }
  };

  Parallel(const Spec& spec, const Assembly& assembly);
  sim::Task<Outcome> take(Visit& visit) const;
  bool has_effect() const;

 protected:
  Parallel(const std::vector<StepSpec>& branches, std::size_t wanted, const Assembly& assembly);

 private:
  std::vector<Program> branches_;
  std::size_t wanted_;
};

class First : public Parallel {
 public:
  static constexpr std::string_view kName = "first";
  static constexpr std::string_view kSummary =
      "Steps at the same time, until the first so many are served or that cannot be any more.";
  struct Spec {
    std::int64_t first = 1;
    std::vector<StepSpec> of;
    void fields(auto& f) {
      f.required("first", first, "How many of the steps must be served.", sim::AtLeast{1});
      f.required("of", of, "The steps.", sim::NotEmpty{});
    }
    void verify(sim::Complaints& complaints) const;
  };

  First(const Spec& spec, const Assembly& assembly);
};

}  // namespace models
