// The validation book, and the program that writes it: all tests, then the comparison of the book
// with what they have just said.
#include "tests/theory/book.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <iostream>
#include <iterator>
#include <map>

namespace theory {

namespace {

// By test, and within a test as they were made.
std::map<std::string, std::string>& lines() {
  static std::map<std::string, std::string> lines;
  return lines;
}

std::string formatted(const char* format, double value) {
  std::array<char, 32> text;
  std::snprintf(text.data(), text.size(), format, value);
  return text.data();
}

std::string table() {
  std::string text =
      "| Claim | Expected | Tolerance | Last result | Command |\n| --- | --- | --- | --- | --- |\n";
  for (const auto& [test, claims] : lines()) text += claims;
  return text;
}

// The page with the table that it has replaced by this one.
std::string with_table(const std::string& page, const std::string& table) {
  const std::size_t begin = page.find("| Claim |");
  if (begin == std::string::npos) return page + "\n" + table;
  std::size_t end = begin;
  while (end < page.size() && page[end] == '|') end = page.find('\n', end) + 1;
  return page.substr(0, begin) + table + page.substr(end);
}

bool is_up_to_date() {
  std::ifstream in(THEORY_BOOK, std::ios::binary);
  const std::string page{std::istreambuf_iterator<char>(in), {}};
  const std::string wanted = with_table(page, table());
  if (page == wanted) return true;
  if (std::getenv("HEADROOM_ACCEPT") != nullptr) {
    std::ofstream(THEORY_BOOK, std::ios::binary) << wanted;
    return true;
  }
  std::cout << "The validation book is not what these tests have said. If they are right, run this "
               "program with HEADROOM_ACCEPT=1.\n";
  return false;
}

}  // namespace

void note_in_book(const Claim& claim) {
  const auto* const test = testing::UnitTest::GetInstance()->current_test_info();
  lines()[std::string(test->test_suite_name()) + "." + test->name()] +=
      "| " + claim.text + " | " + formatted("%.6g", claim.expected) + " | " +
      formatted("%.2g", claim.tolerance) + " | " + formatted("%.6g", claim.result) + " | `" +
      claim.command + "` |\n";
}

}  // namespace theory

int main(int count, char** arguments) {
  testing::InitGoogleTest(&count, arguments);
  const int result = RUN_ALL_TESTS();
  const bool ran_all = GTEST_FLAG_GET(filter) == "*" && !GTEST_FLAG_GET(list_tests);
  if (result != 0 || !ran_all) return result;
  return theory::is_up_to_date() ? 0 : 1;
}
