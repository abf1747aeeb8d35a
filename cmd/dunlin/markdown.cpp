#include "dunlin/markdown.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <optional>
#include <vector>

#include "base/text.h"

namespace dunlin::cmd {

namespace {

/// What can be moved to the next line as a whole.
struct Word {
  std::string text;  ///< with its colours
  std::size_t width = 0;
};

using Words = std::vector<Word>;

bool is_blank(std::string_view line) { return trimmed(line).empty(); }

// `dunlin merge` or `@` would, without quotes.
bool runs_into_sentence(std::string_view code) {
  const auto spells = [](unsigned char c) { return std::isalnum(c) != 0 || c >= 0x80; };
  if (code.starts_with('\'')) return false;
  return code.find(' ') != std::string_view::npos || std::none_of(code.begin(), code.end(), spells);
}

/// The words of a sentence, its marks replaced by letters that are bold or underlined.
class Sentence {
 public:
  Sentence(std::string_view text, const Paint& paint) : text_(text), paint_(paint) {}

  Words words() {
    while (at_ < text_.size()) step();
    end_word();
    return std::move(words_);
  }

 private:
  void step() {
    const char c = text_[at_];
    if (c == '`' && code()) return;
    if (c == '*' && emphasis()) return;
    if (c == '[' && link()) return;
    if (c == '\\' && at_ + 1 < text_.size() && std::ispunct(text_[at_ + 1]) != 0) ++at_;
    add(text_.substr(at_++, 1));
  }

  // The first of `mark` behind `from`, or nothing.
  std::optional<std::size_t> end_of(std::string_view mark, std::size_t from) const {
    const std::size_t end = text_.find(mark, from);
    return end == std::string_view::npos ? std::nullopt : std::optional(end);
  }

  bool code() {
    const std::size_t fence = text_.find_first_not_of('`', at_) - at_;
    if (fence > text_.size()) return false;
    const auto end = end_of(text_.substr(at_, fence), at_ + fence);
    if (!end) return false;
    const std::string_view inside = text_.substr(at_ + fence, *end - at_ - fence);
    const bool whole = inside.size() + 2 * fence == text_.size();
    const bool quoted = !whole && runs_into_sentence(inside);
    styled(Paint::kBold, quoted ? fmt::format("'{}'", inside) : std::string(inside));
    at_ = *end + fence;
    return true;
  }

  bool emphasis() {
    const std::string_view mark = text_.substr(at_).starts_with("**") ? "**" : "*";
    const std::size_t begin = at_ + mark.size();
    if (begin >= text_.size() || text_[begin] == ' ') return false;
    const auto end = end_of(mark, begin + 1);
    if (!end || text_[*end - 1] == ' ') return false;
    styled(mark.size() == 2 ? Paint::kBold : Paint::kUnderline, text_.substr(begin, *end - begin));
    at_ = *end + mark.size();
    return true;
  }

  bool link() {
    const auto middle = end_of("](", at_);
    const auto end = middle ? end_of(")", *middle) : std::nullopt;
    if (!end || text_.substr(at_ + 1, *middle - at_).find('[') != std::string_view::npos) {
      return false;
    }
    add(text_.substr(at_ + 1, *middle - at_ - 1));
    add(" (");
    styled(Paint::kUnderline, text_.substr(*middle + 2, *end - *middle - 2));
    add(")");
    at_ = *end + 1;
    return true;
  }

  void styled(std::string_view style, std::string_view text) {
    end_piece();
    style_ = style;
    add(text);
    end_piece();
    style_ = {};
  }

  void add(std::string_view text) {
    for (const char c : text) {
      if (c == ' ' || c == '\n') {
        end_word();
      } else {
        piece_ += c;
      }
    }
  }

  void end_piece() {
    word_.width += characters(piece_);
    word_.text += style_.empty() ? piece_ : paint_(style_, piece_);
    piece_.clear();
  }

  void end_word() {
    end_piece();
    if (word_.width > 0) words_.push_back(std::move(word_));
    word_ = {};
  }

  std::string_view text_;
  Paint paint_;
  std::size_t at_ = 0;
  Words words_;
  Word word_;
  std::string piece_;  // of one style
  std::string_view style_;
};

std::size_t width_of(const Words& words) {
  std::size_t width = words.empty() ? 0 : words.size() - 1;
  for (const Word& word : words) width += word.width;
  return width;
}

std::string unbroken(const Words& words) {
  std::string out;
  for (const Word& word : words) out += (out.empty() ? "" : " ") + word.text;
  return out;
}

// Lines no wider than `width` where words let them; the first stands behind `used` columns, the
// others behind as many blanks.
std::string filled(const Words& words, std::size_t used, std::size_t width) {
  std::string out;
  std::size_t column = used;
  for (const Word& word : words) {
    if (column > used && column + 1 + word.width > width) {
      out += "\n" + std::string(used, ' ');
      column = used;
    } else if (column > used) {
      out += ' ';
      ++column;
    }
    out += word.text;
    column += word.width;
  }
  return out + "\n";
}

// `- ` or `12. `, as many characters as it has; 0: none of them.
std::size_t bullet_of(std::string_view line) {
  if (line.starts_with("- ") || line.starts_with("* ")) return 2;
  const std::size_t digits = std::min(line.find_first_not_of("0123456789"), line.size());
  return digits > 0 && line.substr(digits).starts_with(". ") ? digits + 2 : 0;
}

std::size_t heading_of(std::string_view line) {
  const std::size_t level = std::min(line.find_first_not_of('#'), line.size());
  return level > 0 && level < line.size() && line[level] == ' ' ? level : 0;
}

bool begins_block(std::string_view line) {
  return is_blank(line) || heading_of(line) > 0 || bullet_of(line) > 0 || line[0] == '|' ||
         line[0] == '>' || line.starts_with("```");
}

// The cells of `| a | b |`; a bar behind a backslash or within code is none.
std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells{""};
  bool code = false;
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (line[i] == '`') code = !code;
    if (line.substr(i).starts_with("\\|")) {
      cells.back() += line[++i];
    } else if (line[i] == '|' && !code) {
      cells.emplace_back();
    } else {
      cells.back() += line[i];
    }
  }
  if (is_blank(cells.back())) cells.pop_back();
  return cells;
}

bool is_ruler(std::string_view line) {
  return line.find('-') != std::string_view::npos &&
         line.find_first_not_of("|-: ") == std::string_view::npos;
}

// Behind `` `term`, `term` `` and a colon begins what it means.
std::optional<std::size_t> meaning_of(std::string_view item) {
  if (!item.starts_with('`')) return std::nullopt;
  bool code = false;
  for (std::size_t i = 0; i + 1 < item.size(); ++i) {
    if (item[i] == '`') {
      code = !code;
    } else if (!code && item.substr(i).starts_with(": ")) {
      return i + 2;
    } else if (!code && item[i] != ',' && item[i] != ' ') {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

class Page {
 public:
  Page(std::string_view markdown, const Look& look)
      : lines_(split(markdown, '\n')), paint_(look.paint), width_(look.width) {}

  std::string text() {
    while (at_ < lines_.size()) block();
    return std::move(out_);
  }

 private:
  using Rows = std::vector<std::vector<Words>>;

  void block() {
    const std::string& line = lines_[at_];
    if (is_blank(line)) {
      ++at_;
    } else if (line.starts_with("```")) {
      fenced();
    } else if (line.starts_with("    ")) {
      code();
    } else if (heading_of(line) > 0) {
      heading();
    } else if (line[0] == '|') {
      table();
    } else if (bullet_of(line) > 0) {
      list();
    } else if (line[0] == '>') {
      quote();
    } else {
      add(std::string(indent_, ' ') + filled(words(paragraph(line)), indent_, width_));
    }
  }

  Words words(std::string_view text) const { return Sentence(text, paint_).words(); }

  void add(std::string_view block) {
    if (!out_.empty()) out_ += '\n';
    out_ += block;
  }

  // `first` and the lines that go on with it.
  std::string paragraph(std::string first) {
    for (++at_; at_ < lines_.size() && !begins_block(lines_[at_]); ++at_) {
      first += '\n' + lines_[at_];
    }
    return first;
  }

  void heading() {
    const std::string_view line = lines_[at_++];
    const std::size_t level = heading_of(line);
    indent_ = level > 1 ? 2 : 0;
    add(paint_(Paint::kBold, unbroken(Sentence(line.substr(level), {}).words())) + "\n");
  }

  void fenced() {
    std::string text;
    for (++at_; at_ < lines_.size() && !lines_[at_].starts_with("```"); ++at_) {
      text += (is_blank(lines_[at_]) ? "" : "    " + lines_[at_]) + "\n";
    }
    ++at_;
    add(text);
  }

  void code() {
    std::string text;
    std::string between;  // blank lines count where code follows
    for (; at_ < lines_.size(); ++at_) {
      if (is_blank(lines_[at_])) {
        between += '\n';
      } else if (lines_[at_].starts_with("    ")) {
        text += between + lines_[at_] + "\n";
        between.clear();
      } else {
        break;
      }
    }
    add(text);
  }

  void quote() {
    std::string text;
    for (; at_ < lines_.size() && lines_[at_].starts_with('>'); ++at_) {
      text += lines_[at_].substr(1) + "\n";
    }
    const std::size_t indent = indent_ + 2;
    add(std::string(indent, ' ') + filled(words(text), indent, width_));
  }

  void list() {
    std::vector<std::string> items;
    while (at_ < lines_.size() && bullet_of(lines_[at_]) > 0) {
      items.push_back(paragraph(lines_[at_]));
      // Blank lines between the items of one list are air.
      std::size_t next = at_;
      while (next < lines_.size() && is_blank(lines_[next])) ++next;
      if (next < lines_.size() && bullet_of(lines_[next]) > 0) at_ = next;
    }
    const auto has_meaning = [](std::string_view item) {
      return meaning_of(item.substr(bullet_of(item))).has_value();
    };
    std::all_of(items.begin(), items.end(), has_meaning) ? terms(items) : bullets(items);
  }

  void bullets(const std::vector<std::string>& items) {
    std::string text;
    for (const std::string_view item : items) {
      const std::size_t bullet = bullet_of(item);
      text += std::string(indent_, ' ');
      text += item.substr(0, bullet);
      text += filled(words(item.substr(bullet)), indent_ + bullet, width_);
    }
    add(text);
  }

  void terms(const std::vector<std::string>& items) {
    Rows rows;
    for (std::string_view item : items) {
      item.remove_prefix(bullet_of(item));
      const std::size_t meaning = *meaning_of(item);
      // As it is typed: no quotes around `--name VALUE`.
      const std::string term(item.substr(0, meaning - 2));
      rows.push_back({bold_words(term), words(item.substr(meaning))});
    }
    add(in_columns(rows));
  }

  // The words without their backticks, all of them bold.
  Words bold_words(std::string text) const {
    text.erase(std::remove(text.begin(), text.end(), '`'), text.end());
    Words bold = Sentence(text, {}).words();
    for (Word& word : bold) word.text = paint_(Paint::kBold, word.text);
    return bold;
  }

  void table() {
    Rows rows;
    for (; at_ < lines_.size() && lines_[at_].starts_with('|'); ++at_) {
      if (is_ruler(lines_[at_])) continue;
      std::vector<Words>& row = rows.emplace_back();
      for (const std::string& cell : cells_of(lines_[at_])) {
        row.push_back(rows.size() == 1 ? bold_words(cell) : words(cell));
      }
    }
    add(in_columns(rows));
  }

  // Columns as wide as their widest cell; the last one is filled. Where it would become too narrow
  // to be read, it stands below the others.
  std::string in_columns(const Rows& rows) const {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
      widths.resize(std::max(widths.size(), row.size()));
      for (std::size_t i = 0; i < row.size(); ++i) {
        widths[i] = std::max(widths[i], width_of(row[i]));
      }
    }
    std::size_t lead = indent_;
    for (std::size_t i = 0; i + 1 < widths.size(); ++i) lead += widths[i] + 2;
    const bool narrow =
        lead + std::min(kNarrow, widths.empty() ? 0 : widths.back()) > width_ && widths.size() > 1;
    std::string out;
    for (const auto& row : rows) out += narrow ? below(row) : beside(row, widths, lead);
    return out;
  }

  std::string beside(const std::vector<Words>& row, const std::vector<std::size_t>& widths,
                     std::size_t lead) const {
    std::string line(indent_, ' ');
    for (std::size_t i = 0; i + 1 < row.size(); ++i) {
      line += unbroken(row[i]) + std::string(widths[i] - width_of(row[i]) + 2, ' ');
    }
    return line + filled(row.empty() ? Words{} : row.back(), lead, width_);
  }

  std::string below(const std::vector<Words>& row) const {
    std::string line(indent_, ' ');
    for (std::size_t i = 0; i + 1 < row.size(); ++i) {
      line += (i > 0 ? "  " : "") + unbroken(row[i]);
    }
    const std::size_t indent = indent_ + 4;
    return line + "\n" + std::string(indent, ' ') +
           filled(row.empty() ? Words{} : row.back(), indent, width_);
  }

  static constexpr std::size_t kNarrow = 12;

  std::vector<std::string> lines_;
  Paint paint_;
  std::size_t width_;
  std::size_t at_ = 0;
  std::size_t indent_ = 0;
  std::string out_;
};

}  // namespace

std::string rendered(std::string_view markdown, const Look& look) {
  return Page(markdown, look).text();
}

}  // namespace dunlin::cmd
