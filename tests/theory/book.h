// The validation book: what theory says and what Headroom says, a line for each claim. It is the
// table of tests/theory/README.md.
#pragma once

#include <string>

namespace theory {

struct Claim {
  std::string text;
  std::string command;  // that gave the result
  double expected = 0;
  double tolerance = 0;
  double result = 0;
};

void note_in_book(const Claim& claim);

}  // namespace theory
