// A report for the terminal: one screen of 80 columns.
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sim/report/page.h"
#include "sim/report/writers.h"

namespace sim {

namespace {

constexpr std::size_t kColumns = 80;
constexpr std::size_t kGap = 2;

// Characters, of which each takes one column: bytes of UTF-8 that do not continue one.
std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; }));
}

// Words longer than a line are not broken. Lines after the first begin with `indent` spaces.
void add_wrapped(std::string_view text, std::size_t indent, std::string& out) {
  std::size_t column = 0;
  while (!text.empty()) {
    const std::size_t length = std::min(text.find(' '), text.size());
    const std::string_view word = text.substr(0, length);
    text.remove_prefix(std::min(length + 1, text.size()));
    if (word.empty()) continue;
    if (column > 0 && column + 1 + width_of(word) > kColumns) {
      out += "\n" + std::string(indent, ' ');
      column = indent;
    } else if (column > 0) {
      out += ' ';
      ++column;
    }
    out += word;
    column += width_of(word);
  }
  out += '\n';
}

std::vector<std::size_t> widths_of(const PageTable& table) {
  std::vector<std::size_t> widths;
  for (const std::string& title : table.titles) widths.push_back(width_of(title));
  for (const auto& row : table.rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(row[i]));
  }
  return widths;
}

void add_row(const std::vector<std::string>& cells, const std::vector<std::size_t>& widths,
             std::string& out) {
  std::string line(kGap, ' ');
  line += cells[0] + std::string(widths[0] - width_of(cells[0]), ' ');
  for (std::size_t i = 1; i < cells.size(); ++i) {
    line += std::string(kGap + widths[i] - width_of(cells[i]), ' ') + cells[i];
  }
  line.erase(line.find_last_not_of(' ') + 1);
  out += line + '\n';
}

std::string in_capitals(std::string text) {
  for (char& letter : text) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  }
  return text;
}

void add_section(const PageSection& section, std::string& out) {
  const std::string note = section.note.empty() ? "" : " (" + section.note + ")";
  add_wrapped(in_capitals(section.title) + note, kGap, out);
  for (const PageTable& table : section.tables) {
    const auto widths = widths_of(table);
    add_row(table.titles, widths, out);
    for (const auto& row : table.rows) add_row(row, widths, out);
  }
  for (const std::string& sentence : section.sentences) add_wrapped("- " + sentence, kGap, out);
}

}  // namespace

std::string write_text(const Report& report) {
  const Page page = page_of(report);
  std::string out;
  add_wrapped(page.question.empty() ? page.title : page.title + ": " + page.question, kGap, out);
  out += '\n';
  for (const std::string& answer : page.answers) add_wrapped(answer, kGap, out);
  for (const PageSection& section : page.sections) {
    out += '\n';
    add_section(section, out);
  }
  out += '\n';
  for (const std::string& line : page.colophon) add_wrapped(line, kGap, out);
  return out;
}

}  // namespace sim
