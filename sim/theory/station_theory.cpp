// From the most special model that fits to the most general.
#include "sim/theory/station_theory.h"

#include <utility>

#include "sim/kernel/elementary.h"
#include "sim/theory/averages.h"
#include "sim/theory/erlang.h"
#include "sim/theory/general_service.h"
#include "sim/theory/limited_line.h"
#include "sim/theory/many_servers.h"
#include "sim/theory/two_moments.h"

namespace sim::theory {

namespace {

// Variability up to which the approximations have been compared with exact values.
constexpr double kWidestScv = 4;

// A line that is full with a smaller probability counts as endless, in an approximation.
constexpr double kHardlyEver = 1e-6;

using Theory = std::optional<StationTheory>;

bool is_undisturbed(const StationFacts& facts) {
  return !facts.retries && !facts.time_outs && !facts.failures;
}

bool is_markovian(const StationFacts& facts) {
  return facts.arrivals == ArrivalLaw::poisson && facts.service == ServiceLaw::exponential;
}

ManyServers many_servers(const StationFacts& facts) {
  return {.servers = facts.servers.value_or(1),
          .arrival_rate = facts.arrival_rate,
          .service_time = facts.service_time};
}

std::optional<TwoMoments> two_moments(const StationFacts& facts) {
  const auto arrival_scv =
      facts.arrivals == ArrivalLaw::poisson ? std::optional(1.0) : facts.arrival_scv;
  const auto service_scv =
      facts.service == ServiceLaw::exponential ? std::optional(1.0) : facts.service_scv;
  if (!arrival_scv || !service_scv) return std::nullopt;
  return TwoMoments{.servers = facts.servers.value_or(1),
                    .arrival_rate = facts.arrival_rate,
                    .arrival_scv = *arrival_scv,
                    .service_time = facts.service_time,
                    .service_scv = *service_scv};
}

StationTheory of_averages(std::string name, Validity validity, const Averages& averages) {
  return {.name = std::move(name),
          .validity = validity,
          .utilization = averages.utilization,
          .wait = averages.wait,
          .stay = averages.stay};
}

StationTheory servers_without_end(const StationFacts& facts) {
  return of_averages("G/G/infinity", Validity::exact, {.stay = facts.service_time});
}

Theory shared_servers(const StationFacts& facts) {
  if (facts.arrivals != ArrivalLaw::poisson || facts.line_limit) return std::nullopt;
  const auto averages = averages_of(SharedServers{.servers = *facts.servers,
                                                  .arrival_rate = facts.arrival_rate,
                                                  .service_time = facts.service_time});
  if (!averages) return std::nullopt;
  return of_averages(*facts.servers == 1 ? "M/G/1 processor sharing" : "M/G/c processor sharing",
                     Validity::exact, *averages);
}

Theory exponential_times(const StationFacts& facts) {
  const ManyServers station = many_servers(facts);
  const auto averages = averages_of(station);
  if (!averages) return std::nullopt;
  StationTheory theory =
      of_averages(station.servers == 1 ? "M/M/1" : "M/M/c (Erlang C)", Validity::exact, *averages);
  if (facts.order == ServiceOrder::first_come && is_undisturbed(facts)) {
    theory.wait_p99 = wait_percentile(station, 0.99);
    theory.stay_p99 = stay_percentile(station, 0.99);
  }
  return theory;
}

Theory limited_line(const StationFacts& facts) {
  if (*facts.servers > kMostServers || *facts.line_limit > kMostPlaces - *facts.servers)
    return std::nullopt;
  const auto averages = averages_of(LimitedLine{.servers = *facts.servers,
                                                .places = *facts.servers + *facts.line_limit,
                                                .arrival_rate = facts.arrival_rate,
                                                .service_time = facts.service_time});
  if (!averages) return std::nullopt;
  StationTheory theory = of_averages("M/M/c/K", Validity::exact, averages->let_in);
  theory.loss = averages->loss;
  return theory;
}

Theory general_service(const StationFacts& facts, const TwoMoments& moments) {
  const auto averages = averages_of(GeneralService{.arrival_rate = facts.arrival_rate,
                                                   .service_time = facts.service_time,
                                                   .service_scv = moments.service_scv});
  if (!averages) return std::nullopt;
  return of_averages("M/G/1 (Pollaczek-Khinchine)", Validity::exact, *averages);
}

// Kingman's theorem, where all that it asks for is known.
std::optional<double> sure_bound(const StationFacts& facts, const TwoMoments& moments) {
  const bool holds = facts.arrivals != ArrivalLaw::unknown &&
                     facts.service != ServiceLaw::unknown && !facts.line_limit &&
                     facts.order == ServiceOrder::first_come && is_undisturbed(facts);
  return holds ? kingman_bound(moments) : std::nullopt;
}

StationTheory of_wait(std::string name, Validity validity, const TwoMoments& moments, double wait) {
  return {.name = std::move(name),
          .validity = validity,
          .utilization =
              moments.arrival_rate * moments.service_time / static_cast<double>(moments.servers),
          .wait = wait,
          .stay = wait + moments.service_time};
}

Theory approximation(const StationFacts& facts, const TwoMoments& moments) {
  const auto at_most = sure_bound(facts, moments);
  if (moments.arrival_scv > kWidestScv || moments.service_scv > kWidestScv) {
    if (!at_most) return std::nullopt;
    return of_wait("G/G/1 (Kingman's bound)", Validity::bound, moments, *at_most);
  }
  const bool one_regular = moments.servers == 1 && moments.arrival_scv < 1;
  const auto wait = one_regular ? kraemer_langenbach_belz(moments) : allen_cunneen(moments);
  if (!wait) return std::nullopt;
  StationTheory theory = of_wait(one_regular            ? "G/G/1 (Kraemer & Langenbach-Belz)"
                                 : moments.servers == 1 ? "G/G/1 (Allen-Cunneen)"
                                                        : "G/G/c (Allen-Cunneen)",
                                 Validity::approximation, moments, *wait);
  theory.wait_at_most = at_most;
  theory.why_it_may_differ.emplace_back(
      "only means and variances enter; it is good at high load and may be off by a tenth or more "
      "below 80 % utilization");
  if (moments.arrival_scv < 1 && !one_regular)
    theory.why_it_may_differ.emplace_back("arrivals this regular make waits shorter than this");
  return theory;
}

// Whether a line that long is hardly ever full, by the exponential tail of heavy traffic (Kingman
// 1962, "On queues in heavy traffic"): C e^(-2 (1 - rho) n / (arrival_scv + service_scv)).
bool is_as_good_as_endless(const StationFacts& facts, const TwoMoments& moments) {
  const double load = facts.arrival_rate * facts.service_time;
  const auto waits = erlang_c(*facts.servers, load);
  if (!waits) return false;
  const double spare = 1 - load / static_cast<double>(*facts.servers);
  const double variability = moments.arrival_scv + moments.service_scv;
  if (variability == 0) return true;
  const double exponent = 2 * spare * static_cast<double>(*facts.line_limit) / variability;
  return *waits * exp(-exponent) < kHardlyEver;
}

Theory in_line(const StationFacts& facts) {
  if (is_markovian(facts)) return facts.line_limit ? limited_line(facts) : exponential_times(facts);
  const auto moments = two_moments(facts);
  if (!moments) return std::nullopt;
  if (facts.line_limit && !is_as_good_as_endless(facts, *moments)) return std::nullopt;
  if (facts.arrivals == ArrivalLaw::poisson && *facts.servers == 1)
    return general_service(facts, *moments);
  return approximation(facts, *moments);
}

// What a theorem does not know of makes it an approximation, and says so.
void add_reasons(const StationFacts& facts, StationTheory& theory) {
  const auto reason = [&](bool holds, const char* why) {
    if (!holds) return;
    theory.why_it_may_differ.emplace_back(why);
    theory.validity = Validity::approximation;
  };
  const bool waits = facts.servers.has_value();
  const bool lined = waits && facts.order != ServiceOrder::shared;
  reason(waits && facts.arrivals == ArrivalLaw::unknown,
         "gaps between arrivals are not known to be independent of each other");
  reason(waits && facts.service == ServiceLaw::unknown,
         "service times are not known to be independent of each other");
  reason(lined && facts.order == ServiceOrder::other,
         "the line is not first come, first served, and the mean is the same only in an order that "
         "does not look at the service times");
  reason(lined && facts.line_limit && !is_markovian(facts),
         "the line of the formula has no end, and this one is hardly ever full");
  reason(facts.retries, "some come again after a failure, which the formula does not know");
  reason(facts.time_outs, "some are given up after a time-out, which the formula does not know");
  reason(facts.failures, "servers are down or slow at times, which the formula does not know");
}

}  // namespace

std::optional<StationTheory> theory_of(const StationFacts& facts) {
  const bool makes_sense = facts.steady && detail::is_number(facts.arrival_rate) &&
                           detail::is_positive(facts.service_time) &&
                           facts.servers.value_or(1) >= 1 && facts.line_limit.value_or(0) >= 0;
  if (!makes_sense) return std::nullopt;
  auto theory = !facts.servers                        ? servers_without_end(facts)
                : facts.order == ServiceOrder::shared ? shared_servers(facts)
                                                      : in_line(facts);
  if (theory) add_reasons(facts, *theory);
  return theory;
}

}  // namespace sim::theory
