#include "sim/sweep/parameter.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/sweep/grid.h"

namespace sim {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

std::vector<std::string> values_of(const std::string& text) {
  std::string why;
  const auto parameter = parse_parameter(text, why);
  return parameter ? parameter->values : std::vector<std::string>{"complaint: " + why};
}

std::string complaint_about(const std::string& text) {
  std::string why;
  EXPECT_FALSE(parse_parameter(text, why).has_value()) << text;
  return why;
}

TEST(Parameter, is_a_path_and_values_as_set_takes_them) {
  std::string why;
  const auto parameter = parse_parameter("services.risk.nodes=9,12,18", why);
  ASSERT_TRUE(parameter.has_value()) << why;
  EXPECT_EQ(parameter->path, "services.risk.nodes");
  EXPECT_THAT(parameter->values, ElementsAre("9", "12", "18"));
}

TEST(Parameter, commas_in_brackets_and_quotation_marks_belong_to_a_value) {
  EXPECT_THAT(values_of(R"(a=[1,2],{"b":"x,]y","c":[3,4]},"p,q")"),
              ElementsAre("[1,2]", R"({"b":"x,]y","c":[3,4]})", R"("p,q")"));
}

TEST(Parameter, a_range_reaches_its_end_exactly_however_its_step_is_written) {
  EXPECT_THAT(values_of("a=0.1..0.5:0.1"), ElementsAre("0.1", "0.2", "0.3", "0.4", "0.5"));
  EXPECT_THAT(values_of("a=6..18:6"), ElementsAre("6", "12", "18"));
  EXPECT_THAT(values_of("a=1..10:4"), ElementsAre("1", "5", "9"));
}

TEST(Parameter, a_range_may_fall_and_may_be_of_one_value) {
  EXPECT_THAT(values_of("a=2..-2:-2"), ElementsAre("2", "0", "-2"));
  EXPECT_THAT(values_of("a=5..5:1"), ElementsAre("5"));
}

TEST(Parameter, a_range_keeps_the_unit_of_its_numbers) {
  EXPECT_THAT(values_of("a=1000/s..2000/s:500/s"), ElementsAre("1000/s", "1500/s", "2000/s"));
  EXPECT_THAT(values_of("a=0.5 ms..1.5 ms:0.5 ms"), ElementsAre("0.5 ms", "1 ms", "1.5 ms"));
}

TEST(Parameter, values_and_ranges_may_stand_side_by_side) {
  EXPECT_THAT(values_of("a=1,2,4..8:2"), ElementsAre("1", "2", "4", "6", "8"));
}

TEST(Parameter, the_dots_of_a_file_name_are_no_range) {
  EXPECT_THAT(values_of("load.0.recorded=../a.csv,../b.csv"), ElementsAre("../a.csv", "../b.csv"));
}

TEST(Parameter, what_is_wrong_is_said) {
  EXPECT_THAT(complaint_about("services.risk.nodes"), HasSubstr("must be PATH=V1,V2"));
  EXPECT_THAT(complaint_about("=1"), HasSubstr("must be PATH=V1,V2"));
  EXPECT_THAT(complaint_about("a="), HasSubstr("empty value"));
  EXPECT_THAT(complaint_about("a=1,,2"), HasSubstr("empty value"));
  EXPECT_THAT(complaint_about("a=1,2,1"), HasSubstr("\"1\" twice"));
  EXPECT_THAT(complaint_about("a=1..5"), HasSubstr("needs a step"));
  EXPECT_THAT(complaint_about("a=1..5:0"), HasSubstr("step must lead"));
  EXPECT_THAT(complaint_about("a=1..5:-1"), HasSubstr("step must lead"));
  EXPECT_THAT(complaint_about("a=1ms..5s:1ms"), HasSubstr("same unit"));
  EXPECT_THAT(complaint_about("a=1..x:1"), HasSubstr("\"x\" is not a number"));
  EXPECT_THAT(complaint_about("a=1..1e9:1"), HasSubstr("same unit"));
  EXPECT_THAT(complaint_about("a=1..1000000000:1"), HasSubstr("more than 100000 values"));
  EXPECT_THAT(complaint_about("a=1..99999999999999999999:1"), HasSubstr("too large"));
  EXPECT_THAT(complaint_about("a=0.0000000001..1:0.5"), HasSubstr("too many decimals"));
}

TEST(Grid, is_every_combination_and_the_last_parameter_changes_first) {
  const Grid grid({{"a", {"1", "2"}}, {"b", {"x", "y", "z"}}});
  ASSERT_EQ(grid.size(), 6U);
  EXPECT_THAT(grid.values(0), ElementsAre("1", "x"));
  EXPECT_THAT(grid.values(1), ElementsAre("1", "y"));
  EXPECT_THAT(grid.values(3), ElementsAre("2", "x"));
  EXPECT_THAT(grid.assignments(5), ElementsAre("a=2", "b=z"));
}

TEST(Grid, too_many_points_are_not_counted_to_the_end) {
  const std::vector<std::string> values(kMostValues, "v");
  EXPECT_EQ(Grid({{"a", values}}).size(), kMostValues);
  EXPECT_EQ(
      Grid({{"a", values}, {"b", values}, {"c", values}, {"d", values}, {"e", values}}).size(),
      kMostValues + 1);
}

}  // namespace
}  // namespace sim
