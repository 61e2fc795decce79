// A report for a pull request: summary.md.
#include <string>
#include <string_view>
#include <vector>

#include "sim/input/printable.h"
#include "sim/report/page.h"
#include "sim/report/writers.h"

namespace sim {

namespace {

// Text that Markdown leaves as it is.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char letter : text) {
    if (letter == '\n' || letter == '\t') {
      out += ' ';
      continue;
    }
    if (std::string_view("*|<`[\\").find(letter) != std::string_view::npos) out += '\\';
    out += letter;
  }
  return printable(out);
}

void add_row(const std::vector<std::string>& cells, std::string& out) {
  for (const std::string& cell : cells) out += "| " + escaped(cell) + " ";
  out += "|\n";
}

void add_table(const PageTable& table, std::string& out) {
  add_row(table.titles, out);
  out += "|:--";
  for (std::size_t i = 1; i < table.titles.size(); ++i) out += "|--:";
  out += "|\n";
  for (const auto& row : table.rows) add_row(row, out);
  out += '\n';
}

void add_list(const std::vector<std::string>& sentences, std::string& out) {
  if (sentences.empty()) return;
  for (const std::string& sentence : sentences) out += "- " + escaped(sentence) + '\n';
  out += '\n';
}

}  // namespace

std::string markdown_of(const Page& page) {
  std::string out = "# " + escaped(page.title) + "\n\n";
  if (!page.question.empty()) out += "> " + escaped(page.question) + "\n\n";
  add_list(page.answers, out);
  for (const PageSection& section : page.sections) {
    out += "## " + section.title + "\n\n";
    if (!section.note.empty()) out += "*" + escaped(section.note) + "*\n\n";
    for (const PageTable& table : section.tables) add_table(table, out);
    add_list(section.sentences, out);
  }
  out += "---\n\n";
  for (std::size_t i = 0; i < page.colophon.size(); ++i) {
    out += (i > 0 ? " " : "") + escaped(page.colophon[i]);
  }
  return out + '\n';
}

std::string write_markdown(const Report& report) {
  return markdown_of(page_of(report));
}

}  // namespace sim
