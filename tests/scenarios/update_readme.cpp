// Writes the tables of scenarios/README.md anew: `update_readme scenarios/README.md`.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include "tests/scenarios/format_tables.h"

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "needs the path of the README\n";
    return 2;
  }
  std::ifstream in(argv[1], std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in || text.empty()) {
    std::cerr << argv[1] << " cannot be read\n";
    return 2;
  }
  in.close();
  std::ofstream out(argv[1], std::ios::binary | std::ios::trunc);
  out << format::with_tables(text);
  return out.flush() ? 0 : 4;
}
