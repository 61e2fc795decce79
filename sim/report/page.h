// A report as a page to read: sentences and tables in the order of their weight, made once for all
// formats that people read.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sim/report/report.h"

namespace sim {

// The first column is text, the others are numbers. Every row has a cell for each title.
struct PageTable {
  std::vector<std::string> titles;
  std::vector<std::vector<std::string>> rows;
};

struct PageSection {
  std::string title;
  std::string note{};  // how to read it; may be empty
  std::vector<PageTable> tables{};
  std::vector<std::string> sentences{};
};

struct Page {
  std::string title;
  std::string question;
  std::vector<std::string> answers;  // sentences
  std::vector<PageSection> sections;
  std::vector<std::string> colophon;
};

Page page_of(const Report& report);

// For a terminal of 80 columns, and for a pull request. Both end with a newline.
std::string text_of(const Page& page);
std::string markdown_of(const Page& page);

namespace detail {

// What the page opens with.
std::string verdict_sentence(const Report& report);  // empty if there are no objectives
std::vector<std::string> answers_of(const Report& report);

PageSection objectives_section(const Report& report);
PageSection payments_section(const Report& report);
PageSection services_section(const Report& report);
PageSection caches_section(const Report& report);
PageSection time_section(const Report& report);
PageSection events_section(const Report& report);
PageSection overload_section(const Report& report);
// Empty if nothing was compared; then a sentence says why, if there is anything to say.
PageSection theory_section(const Report& report);
std::string no_theory_sentence(const Report& report);

}  // namespace detail

}  // namespace sim
