// A report for the terminal: one screen of 80 columns.
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "sim/input/printable.h"
#include "sim/report/page.h"
#include "sim/report/writers.h"

namespace sim {

namespace {

constexpr std::size_t kPageWidth = 80;
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
    const std::size_t length = std::min(text.find_first_of(" \n\t"), text.size());
    const std::string word = printable(text.substr(0, length));
    text.remove_prefix(std::min(length + 1, text.size()));
    if (word.empty()) continue;
    if (column > 0 && column + 1 + width_of(word) > kPageWidth) {
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

// What fits, at least a word, of the first cell of a row; the rest follows, further in.
std::string take_line(std::string& cell, std::size_t width) {
  std::size_t end = cell.size();
  while (width_of(std::string_view(cell).substr(0, end)) > width) {
    const std::size_t blank = cell.rfind(' ', end - 1);
    if (blank == std::string::npos || blank < cell.find_first_not_of(' ')) break;
    end = blank;
  }
  std::string line = cell.substr(0, end);
  cell.erase(0, std::min(end + 1, cell.size()));
  return line;
}

// Tables are as wide as the screen at most, if breaking the texts of the first column can do that.
void narrow(const PageTable& table, std::vector<std::size_t>& widths) {
  constexpr std::size_t kNarrowest = 20;
  std::size_t others = kGap;
  for (std::size_t i = 1; i < widths.size(); ++i) others += kGap + widths[i];
  const std::size_t left = kPageWidth > others ? kPageWidth - others : 0;
  widths[0] = std::min(widths[0], std::max({left, kNarrowest, width_of(table.titles[0])}));
}

void add_row(std::vector<std::string> cells, const std::vector<std::size_t>& widths,
             std::string& out) {
  std::string rest = std::move(cells[0]);
  cells[0] = take_line(rest, widths[0]);
  std::string line(kGap, ' ');
  line += cells[0];
  line.resize(std::max(line.size(), line.size() - width_of(line) + kGap + widths[0]), ' ');
  for (std::size_t i = 1; i < cells.size(); ++i) {
    line += std::string(kGap + widths[i] - width_of(cells[i]), ' ') + cells[i];
  }
  line.erase(line.find_last_not_of(' ') + 1);
  out += line + '\n';
  while (!rest.empty()) {
    out += std::string(2 * kGap, ' ') + take_line(rest, widths[0] - kGap) + '\n';
  }
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
  for (PageTable table : section.tables) {
    for (auto& row : table.rows)
      for (std::string& cell : row) cell = printable(cell);
    auto widths = widths_of(table);
    narrow(table, widths);
    add_row(table.titles, widths, out);
    for (const auto& row : table.rows) add_row(row, widths, out);
  }
  for (const std::string& sentence : section.sentences) add_wrapped("- " + sentence, kGap, out);
}

}  // namespace

std::string text_of(const Page& page) {
  std::string out;
  add_wrapped(page.question.empty() ? page.title : page.title + ": " + page.question, kGap, out);
  if (!page.answers.empty()) out += '\n';
  for (const std::string& answer : page.answers) add_wrapped(answer, kGap, out);
  for (const PageSection& section : page.sections) {
    out += '\n';
    add_section(section, out);
  }
  out += '\n';
  for (const std::string& line : page.colophon) add_wrapped(line, kGap, out);
  return out;
}

std::string write_text(const Report& report) {
  return text_of(page_of(report));
}

}  // namespace sim
