#include "sim/input/ndjson.h"

#include <span>
#include <utility>

#include "sim/input/problem.h"
#include "sim/input/suggest.h"

namespace sim {

using detail::JsonLine;

NdjsonReader::NdjsonReader(LineReader& lines, const ByteSource& source,
                           std::vector<WantedColumn> wanted)
    : lines_(lines), source_(source), wanted_(std::move(wanted)), seen_(wanted_.size()) {}

RowState NdjsonReader::next(Row& row) {
  while (!error_) {
    const auto state = lines_.next();
    row.line = lines_.number();
    if (state == LineReader::State::failed) return fail(row, *source_.error());
    if (state == LineReader::State::end) {
      if (any_row_ || first_lack_.empty()) return RowState::end;
      return fail(row, "'" + source_.path() + "' " + first_lack_);
    }
    if (state == LineReader::State::too_long) {
      row.complaint = "is longer than 1 MiB";
      return RowState::malformed;
    }
    if (lines_.text().empty()) continue;
    if (take(row)) {
      any_row_ = true;
      return RowState::row;
    }
    if (any_row_ || objects_that_lack_ < kObjectsTried) return RowState::malformed;
    return fail(row, "'" + source_.path() + "' " + first_lack_);
  }
  return fail(row, *error_);
}

bool NdjsonReader::take(Row& row) {
  unescaped_.clear();
  seen_.assign(wanted_.size(), false);
  row.fields.assign(wanted_.size(), std::string_view());
  JsonLine line(lines_.text());
  JsonLine::Member member;
  while (line.next(member)) {
    if (!take_member(member, row)) return false;
  }
  if (line.complaint() == nullptr) return nothing_lacks(row);
  row.complaint = line.complaint();
  row.complaint += ", at column " + std::to_string(line.column());
  return false;
}

bool NdjsonReader::take_member(const JsonLine::Member& member, Row& row) {
  const auto wanted = find(member.name);
  if (wanted == wanted_.size()) return true;
  if (seen_[wanted]) {
    row.complaint = "has member " + in_quotes(wanted_[wanted].name) + " twice";
    return false;
  }
  if (member.kind == JsonLine::Kind::null) return true;
  seen_[wanted] = true;
  return take_value(wanted, member, row);
}

bool NdjsonReader::take_value(std::size_t wanted, const JsonLine::Member& member, Row& row) {
  const auto& name = wanted_[wanted].name;
  if (member.kind == JsonLine::Kind::array || member.kind == JsonLine::Kind::object) {
    const auto* kind = member.kind == JsonLine::Kind::array ? "an array" : "an object";
    row.complaint = "has " + std::string(kind) + " as member " + in_quotes(name);
    return false;
  }
  auto& field = row.fields[wanted];
  field = member.value.raw;
  if (!member.value.has_escapes) return true;
  unescaped_.reserve(
      lines_.text().size());  // so that earlier texts of this row stay where they are
  const auto begin = unescaped_.size();
  if (!detail::unescape(member.value.raw, unescaped_)) {
    row.complaint = "has half of a surrogate pair in member " + in_quotes(name);
    return false;
  }
  field = std::string_view(unescaped_).substr(begin);
  return true;
}

// Their number if it is none of the wanted.
std::size_t NdjsonReader::find(const JsonLine::Token& name) {
  auto spelt = name.raw;
  if (name.has_escapes) {
    name_.clear();
    if (!detail::unescape(name.raw, name_)) return wanted_.size();
    spelt = name_;
  }
  std::size_t index = 0;
  while (index < wanted_.size() && wanted_[index].name != spelt) ++index;
  return index;
}

bool NdjsonReader::nothing_lacks(Row& row) {
  for (std::size_t i = 0; i < wanted_.size(); ++i) {
    if (seen_[i] || wanted_[i].optional) continue;
    ++objects_that_lack_;
    row.complaint = "has no member " + in_quotes(wanted_[i].name);
    if (objects_that_lack_ > 1) return false;
    row.complaint = lack(wanted_[i]);
    first_lack_ = "line " + std::to_string(row.line) + ", like those after it: " + row.complaint;
    return false;
  }
  return true;
}

// At length, with the members that are there: too slow for more than one line.
std::string NdjsonReader::lack(const WantedColumn& column) const {
  std::vector<std::string> names;
  JsonLine line(lines_.text());
  JsonLine::Member member;
  while (line.next(member)) {
    if (member.kind == JsonLine::Kind::null) continue;
    names.emplace_back();
    if (!detail::unescape(member.name.raw, names.back())) names.back() = member.name.raw;
  }
  return "member " + not_known(column.name, std::span<const std::string>(names), "is not there");
}

RowState NdjsonReader::fail(Row& row, std::string what) {
  error_ = std::move(what);
  row.complaint = *error_;
  return RowState::failed;
}

}  // namespace sim
