// How often something happens in independent trials, and what the number of times says of its
// probability.
#pragma once

#include <cstdint>
#include <optional>

#include "sim/statistics/incomplete_beta.h"
#include "sim/statistics/interval.h"

namespace sim {

// Of B ~ Binomial(trials, p): P(B <= hits), and above it P(B > hits). trials >= 0, 0 <= p <= 1.
Tails binomial_tails(std::int64_t hits, std::int64_t trials, double p);
double binomial_cdf(std::int64_t hits, std::int64_t trials, double p);

// The exact interval of a probability: Clopper & Pearson (1934), Biometrika 26, 404. None without
// trials.
std::optional<Interval> clopper_pearson(std::int64_t hits, std::int64_t trials,
                                        double level = kLevel);

// What was never seen has, at one-sided confidence, at most this probability after so many
// independent trials (>= 1), or this rate after so much exposure (> 0): the rule of three, because
// at 95 % it is 3 over either. Hanley & Lippman-Hand (1983), JAMA 249, 1743.
double bound_on_unseen_probability(std::int64_t trials, double level = kLevel);
double bound_on_unseen_rate(double exposure, double level = kLevel);

}  // namespace sim
