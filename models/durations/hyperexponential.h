// Exponential with one of several means, drawn each time: mostly short, at times long.
#pragma once

#include <cmath>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "models/durations/quantity.h"
#include "sim/kernel/variates.h"

namespace models {

template <class Quantity>
class Hyperexponential {
 public:
  static constexpr std::string_view kName = "hyperexponential";
  static constexpr std::string_view kSummary =
      "A mixture of exponentials, by mean and cv (two branches that contribute equally to the "
      "mean) or branch by branch.";
  struct Branch {
    sim::Fraction share{};
    Quantity mean{};
    void fields(auto& f) {
      f.required("share", share, "How many of all take this branch.");
      f.required("mean", mean, "The mean of those.", sim::Above{Measure<Quantity>::kNothing});
    }
    bool operator==(const Branch&) const = default;
  };
  struct Spec {
    std::optional<Quantity> mean{};
    std::optional<double> cv{};
    std::vector<Branch> branches{};

    void fields(auto& f) {
      f.optional("mean", mean, "The mean.", sim::Above{Measure<Quantity>::kNothing});
      f.optional("cv", cv, "The standard deviation over the mean.", sim::Between{1.0, 100.0});
      f.optional("branches", branches, "Instead of mean and cv: shares that add up to 100%.");
    }
    void verify(sim::Complaints& complaints) const {
      const bool is_balanced = mean.has_value() && cv.has_value() && branches.empty();
      const bool is_listed = !mean.has_value() && !cv.has_value() && !branches.empty();
      if (!is_balanced && !is_listed) {
        complaints.here("needs either \"mean\" and \"cv\", or \"branches\"");
      } else if (is_listed) {
        verify_branches(complaints);
      }
    }
    Quantity one() const { return mean.value_or(branches.empty() ? Quantity{} : branches[0].mean); }
    bool operator==(const Spec&) const = default;

   private:
    void verify_branches(sim::Complaints& complaints) const {
      double total = 0.0;
      for (const Branch& branch : branches) {
        verify_alike(complaints, "branches", branch.mean, branches[0].mean);
        total += branch.share.value;
      }
      if (std::abs(total - 1.0) > 1e-9) {
        complaints.about("branches", "must have shares that add up to 100%, not to " +
                                         sim::print(sim::Fraction{total}));
      }
    }
  };

  explicit Hyperexponential(const Spec& spec) {
    if (spec.branches.empty()) {
      add_balanced(units(*spec.mean), *spec.cv);
    } else {
      for (const Branch& branch : spec.branches) add(branch.share.value, units(branch.mean));
    }
  }

  template <sim::Bits Generator>
  SampleOf<Quantity> sample(Generator& bits) const {
    const double place = bits.uniform();
    std::size_t i = 0;
    while (i + 1 < parts_.size() && place >= parts_[i].up_to) ++i;
    return Measure<Quantity>::sample_near(parts_[i].mean * sim::unit_exponential(bits));
  }
  double mean() const {
    double sum = 0.0;
    for (const Part& part : parts_) sum += part.share * part.mean;
    return sum;
  }
  double variance() const {
    const double m = mean();
    double sum = 0.0;
    for (const Part& part : parts_) sum += 2.0 * part.share * part.mean * part.mean;
    return sum - m * m;
  }

 private:
  struct Part {
    double share;
    double up_to;  // this share and all before it
    double mean;
  };

  void add(double share, double mean) {
    parts_.push_back({share, (parts_.empty() ? 0.0 : parts_.back().up_to) + share, mean});
  }

  // Balanced means: share1 mean1 = share2 mean2 = mean / 2. Whitt (1982), Oper. Res. 30, 125.
  void add_balanced(double mean, double cv) {
    const double square = cv * cv;
    const double root = std::sqrt((square - 1.0) / (square + 1.0));
    const double rare = 1.0 / ((square + 1.0) * (1.0 + root));  // (1 - root) / 2 without loss
    const double usual = 1.0 - rare;
    add(usual, mean / (2.0 * usual));
    add(rare, mean / (2.0 * rare));
  }

  std::vector<Part> parts_;
};

}  // namespace models
