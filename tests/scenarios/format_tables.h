// The tables of scenarios/README.md, made from the definitions that read scenarios.
#pragma once

#include <string>
#include <vector>

namespace format {

struct Table {
  std::string name;      // "Service", "steps"
  std::string markdown;  // whole lines
};

// Of everything that a scenario may contain.
std::vector<Table> tables();

// The text with each table between its marks, <!-- Service --> and <!-- end -->, as it is now.
std::string with_tables(const std::string& readme);

// The names of the tables that have no place in the text.
std::vector<std::string> without_place(const std::string& readme);

}  // namespace format
