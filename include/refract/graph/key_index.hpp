// SPDX-License-Identifier: MIT
#pragma once

#include <refract/base/array_view.hpp>
#include <refract/base/byte_hash.hpp>
#include <refract/base/message.hpp>
#include <refract/base/number_text.hpp>
#include <refract/base/plain_array.hpp>
#include <refract/schema/sql_type.hpp>
#include <refract/schema/wire.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

/// \file
/// The keys of the rows of a level, each once, and which rows have it: rows of the level below find those that they
/// belong to.

namespace refract {
inline namespace v0 {
namespace detail {

/// Which rows have which key, by the numbers of both: an open table of keys, and a chain of rows for each.
class key_chains {
public:
    static constexpr std::uint32_t none = 0xffffffff;

    REFRACT_ONCE bool empty() const noexcept { return heads_.empty(); }
    /// How many keys differ.
    REFRACT_ONCE std::size_t size() const noexcept { return heads_.size(); }
    // The rows that have a key: the first one, and the one behind another.
    REFRACT_ONCE std::uint32_t first_of(std::uint32_t key) const noexcept { return heads_[key]; }
    REFRACT_ONCE std::uint32_t behind(std::uint32_t owner) const noexcept { return next_[owner]; }
    REFRACT_ONCE array_view<std::uint64_t> hashes() const noexcept { return {hashes_.data(), hashes_.size()}; }
    /// Whether one of them is in no list that a database without arrays reads.
    REFRACT_ONCE bool has_unlisted() const noexcept { return has_unlisted_; }

    static std::size_t hash_of(const std::string& bytes) { return mix(hash_of_bytes(bytes)); }
    static std::size_t mix(std::uint64_t number) {
        number *= 0x9e3779b97f4a7c15u;
        return static_cast<std::size_t>(number ^ (number >> 32));
    }

    /// A row that has no key.
    void add_without_key() { next_.push_back(none); }

protected:
    /// Adds a row to the chain of a key.
    void add_to(std::uint32_t key) {
        const auto owner = static_cast<std::uint32_t>(next_.size());
        next_.push_back(none);
        std::uint32_t& tail = tails_[key];
        if (tail == none)
            heads_[key] = owner;
        else
            next_[tail] = owner;
        tail = owner;
    }
    /// The key with a hash of which `is_same` says that it is the one; none without it.
    template <class Same> std::uint32_t find(std::size_t hash, Same is_same) const {
        if (heads_.empty()) return none;
        const std::size_t last = table_.size() - 1;
        for (std::size_t at = hash & last;; at = (at + 1) & last) {
            const std::uint32_t key = table_[at];
            if (key == none || is_same(key)) return key;
        }
    }
    void note_unlisted() { has_unlisted_ = true; }
    std::uint32_t add_key(std::size_t hash) {
        if (2 * (heads_.size() + 1) > table_.size()) grow();
        const auto key = static_cast<std::uint32_t>(heads_.size());
        heads_.push_back(none);
        tails_.push_back(none);
        hashes_.push_back(hash);
        place(key);
        return key;
    }

private:
    void place(std::uint32_t key) {
        const std::size_t last = table_.size() - 1;
        std::size_t at = hashes_[key] & last;
        while (table_[at] != none) at = (at + 1) & last;
        table_[at] = key;
    }
    void grow() {
        const std::size_t room = table_.empty() ? 16 : 2 * table_.size();
        table_.clear();
        table_.reserve(room);
        while (table_.size() < room) table_.push_back(none);
        for (std::uint32_t key = 0; key < hashes_.size(); ++key) place(key);
    }
    plain_array<std::uint32_t> table_{}, heads_{}, tails_{}, next_{};
    plain_array<std::uint64_t> hashes_{};
    bool has_unlisted_ = false;
};

/// The keys of a level of a database, whatever their types. A key with a NULL belongs to nobody.
template <class Row> class level_keys : public key_chains {
public:
    level_keys() = default;
    level_keys(const level_keys&) = delete;
    virtual ~level_keys() = default;
    /// Notes that the next row has the key in some columns of the current row of a statement, or has none.
    virtual void add_row(const Row& row, const std::uint16_t* columns) = 0;
    /// The key in some columns of the current row; none where nobody has it.
    virtual std::uint32_t find_row(const Row& row, const std::uint16_t* columns) = 0;
    /// The same of a key of others, which are of the same class.
    virtual std::uint32_t find_key(const level_keys&, std::uint32_t) const { return none; }
    /// Whether each part of the key that was looked for last is one of some key. Of one column it is none.
    virtual bool has_parts() { return false; }
    /// Marks the keys that a database may take for the one that was looked for last, as they differ in letters alone.
    virtual void mark_alike(plain_array<bool>&) {}
};

/// One whole number, which most keys are; the columns above and those of the level may differ in width.
template <class Row, class Wire, class Own> class number_keys final : public level_keys<Row> {
public:
    void add_row(const Row& row, const std::uint16_t* columns) override {
        const auto cell = row.cell(*columns);
        if (cell.is_null()) return this->add_without_key();
        add_number(cell.template read<Wire>());
    }
    /// The same of an object, which has the key as a field.
    template <class Field> void add_fields(const Field& field) {
        if constexpr (is_optional<Field>)
            field ? add_fields(*field) : this->add_without_key();
        else
            add_number(codec<Field>::encode(field));
    }
    std::uint32_t find_row(const Row& row, const std::uint16_t* columns) override {
        const auto cell = row.cell(*columns);
        return cell.is_null() ? key_chains::none : find_number(cell.template read<Own>());
    }
    std::uint32_t find_key(const level_keys<Row>& others, std::uint32_t key) const override {
        return find_number(static_cast<const number_keys&>(others).numbers_[key].value);
    }
    template <std::size_t, class Statement> void bind_list(Statement& statement, int position) const {
        statement.bind_list(position, numbers_);
    }
    template <std::size_t, class Statement> void bind_one(Statement& statement, int position, std::size_t key) const {
        statement.bind(position, static_cast<Wire>(numbers_[key].value));
    }
    /// The same as a value of the column that takes it. Errors: `conversion_error` if that is too narrow.
    template <std::size_t, class Statement> void bind_own(Statement& statement, int position, std::size_t key) const {
        const std::int64_t number = numbers_[key].value;
        if (!std::in_range<Own>(number)) throw_out_of_range("a key", "the column that takes it");
        statement.bind(position, static_cast<Own>(number));
    }

private:
    void add_number(std::int64_t number) {
        std::uint32_t key = find_number(number);
        if (key == key_chains::none) {
            key = this->add_key(key_chains::mix(static_cast<std::uint64_t>(number)));
            numbers_.add().value = number;
        }
        this->add_to(key);
    }
    std::uint32_t find_number(std::int64_t number) const {
        return this->find(key_chains::mix(static_cast<std::uint64_t>(number)),
                          [&](std::uint32_t key) { return numbers_[key].value == number; });
    }
    wire::list_items<std::int64_t> numbers_{};
};

/// A column of a key as its bytes keep it.
struct key_part {
    sql_type type{};
    std::int64_t number = 0;
    double real = 0;
    std::string_view text{};

    /// Values that are equal to a database as the same bytes: -0.0 and 0.0, 1.50 and 1.5.
    void write(std::string& out) const {
        const double positive = real == 0 ? 0.0 : real;
        std::int64_t digits = number;
        std::uint8_t scale = type.scale;
        for (; scale > 0 && digits % 10 == 0; --scale) digits /= 10;
        std::string_view shown = type.kind == type_kind::numeric ? shortest_number(text) : text;
        if (type.kind == type_kind::numeric && shown == "-0") shown.remove_prefix(1);
        const std::size_t size = shown.size(); // so that texts side by side stay apart
        put(out, &digits, sizeof digits);
        put(out, &positive, sizeof positive);
        put(out, &scale, sizeof scale);
        put(out, &size, sizeof size);
        out.append(shown);
    }
    /// Whether a list has it where lists are JSON.
    bool is_listed() const {
        if (type.kind == type_kind::text) return text.find('\0') == text.npos;
        return __builtin_isfinite(real);
    }
    /// Gives what is behind it.
    const char* read(const char* at) {
        std::size_t size = 0;
        at = take(at, &number, sizeof number);
        at = take(at, &real, sizeof real);
        at = take(at, &type.scale, sizeof type.scale);
        at = take(at, &size, sizeof size);
        text = {at, size};
        return at + size;
    }

private:
    static void put(std::string& out, const void* from, std::size_t size) {
        out.append(static_cast<const char*>(from), size);
    }
    static const char* take(const char* at, void* to, std::size_t size) {
        std::memcpy(to, at, size);
        return at + size;
    }
};

namespace by_name {
/// A value of a key, which outlives what is given of it.
template <class Wire> key_part kept_part(const Wire& value) {
    key_part part;
    wire_row<Wire>::keep(part, value);
    part.type.kind = kind_of_wire<Wire>;
    return part;
}
} // namespace by_name

/// Keys as bytes, by the order in which they were added, and those that are equal.
template <class Bytes> class bytes_index : public key_chains {
public:
    void add(Bytes bytes) {
        std::uint32_t key = find(bytes);
        if (key == none) {
            key = add_key(hash_of(bytes));
            all_.push_back(std::move(bytes));
        }
        add_to(key);
    }
    std::uint32_t find(const Bytes& bytes) const {
        return key_chains::find(hash_of(bytes), [&](std::uint32_t key) { return all_[key] == bytes; });
    }

private:
    std::vector<Bytes> all_{};
};

/// The parts of keys, each by itself. Templates, so that programs with other keys do not compile them.
template <class Bytes> class key_part_set {
public:
    /// Whether a key is made of parts of some keys, of which there may be more than at the last time.
    bool has_parts_of(const Bytes& key, const std::vector<Bytes>& keys) {
        for (; known_ < keys.size(); ++known_)
            each_part(keys[known_], [&](const Bytes& part) {
                if (parts_.find(part) == key_chains::none) parts_.add(part);
                return true;
            });
        return each_part(key, [&](const Bytes& part) { return parts_.find(part) != key_chains::none; });
    }

private:
    template <class Run> static bool each_part(const Bytes& key, Run run) {
        key_part part;
        char column = 0;
        for (const char* at = key.data(); at != key.data() + key.size(); ++column) {
            const char* const end = part.read(at);
            if (!run(Bytes(1, column).append(at, end))) return false;
            at = end;
        }
        return true;
    }
    bytes_index<Bytes> parts_{};
    std::size_t known_ = 0;
};

/// Texts as collations that tell few of them apart see them: without the case of letters, marks on them, and blanks.
inline void append_loosely(std::string& out, std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte >= 0xc3 && byte <= 0xd4 && i + 1 < text.size()) // a letter of an alphabet that has marks or case
            ++i;
        else if (byte != ' ')
            out.push_back(byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte | 0x20) : text[i]);
    }
}
/// Which keys may be the same to a database.
template <class Bytes> class alike_keys {
public:
    void mark_alike(const Bytes& key, const std::vector<Bytes>& keys, plain_array<bool>& out) {
        for (; known_ < keys.size(); ++known_) all_.add(loosely(keys[known_]));
        while (out.size() < known_) out.push_back(false);
        const std::uint32_t found = all_.find(loosely(key));
        if (found == key_chains::none) return;
        for (std::uint32_t at = all_.first_of(found); at != key_chains::none; at = all_.behind(at)) out[at] = true;
    }

private:
    static Bytes loosely(const Bytes& key) {
        Bytes made;
        key_part part;
        for (const char* at = key.data(); at != key.data() + key.size();) {
            const char* const end = part.read(at);
            std::string text;
            append_loosely(text, part.text);
            part.text = text;
            part.write(made);
            at = end;
        }
        return made;
    }
    bytes_index<Bytes> all_{};
    std::size_t known_ = 0;
};

/// A text less the blanks at its end.
inline std::string_view without_padding(std::string_view text) {
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

/// Keys of other types, and of several columns.
template <class Row, class Above, class Own> class mixed_keys;
template <class Row, class... Wire, class... Own> class mixed_keys<Row, type_list<Wire...>, type_list<Own...>> final
    : public level_keys<Row> {
public:
    /// Whether the rows tell that a column fills its texts up with blanks, which are none of a key's.
    static constexpr bool may_be_padded = requires(const Row& row) { row.is_padded(0); };

    void add_row(const Row& row, const std::uint16_t* columns) override {
        read<Wire...>(row, columns) ? add_bytes() : this->add_without_key();
    }
    /// The same of an object, which has the parts of the key as fields. Its texts are less their blanks at the end if
    /// columns fill them up.
    template <class... Field> void add_fields(const Field&... field) {
        bytes_.clear();
        (keep_field<Wire>(field) && ...) ? add_bytes() : this->add_without_key();
    }
    void note_padding() { are_padded_ = true; }
    std::uint32_t find_row(const Row& row, const std::uint16_t* columns) override {
        return read<Own...>(row, columns) ? find_bytes(bytes_) : key_chains::none;
    }
    std::uint32_t find_key(const level_keys<Row>& others, std::uint32_t key) const override {
        return find_bytes(static_cast<const mixed_keys&>(others).keys_[key]);
    }
    bool has_parts() override { return parts_.has_parts_of(bytes_, keys_); }
    void mark_alike(plain_array<bool>& out) override {
        if constexpr (((kind_of_wire<Own> == type_kind::text) || ...)) alike_.mark_alike(bytes_, keys_, out);
    }
    template <std::size_t Column, class Statement> void bind_list(Statement& statement, int position) const {
        using wire_type = typename list_element<Column, type_list<Wire...>>::type;
        wire::list_items<wire_type> items;
        items.reserve(keys_.size());
        for (const std::string& key : keys_) items.add().value = wire_row<wire_type>::make(part_of(key, Column));
        statement.bind_list(position, items);
    }
    template <std::size_t Column, class Statement>
    void bind_one(Statement& statement, int position, std::size_t key) const {
        using wire_type = typename list_element<Column, type_list<Wire...>>::type;
        statement.bind(position, wire_row<wire_type>::make(part_of(keys_[key], Column)));
    }

    template <std::size_t Column, class Statement>
    void bind_own(Statement& statement, int position, std::size_t key) const {
        using wire_type = typename list_element<Column, type_list<Own...>>::type;
        statement.bind(position, wire_row<wire_type>::make(part_of(keys_[key], Column)));
    }

private:
    template <class... Each> bool read(const Row& row, const std::uint16_t* columns) {
        bytes_.clear();
        return (read_part<Each>(row, *columns++) && ...);
    }
    template <class Each> bool read_part(const Row& row, std::uint16_t column) {
        const auto cell = row.cell(column);
        if (cell.is_null()) return false;
        Each value = cell.template read<Each>();
        if constexpr (may_be_padded && std::is_same_v<Each, std::string_view>)
            if (row.is_padded(column)) value = without_padding(value);
        write_part(detail::kept_part(value));
        return true;
    }
    template <class Each, class Field> bool keep_field(const Field& field) {
        if constexpr (is_optional<Field>) {
            return field && keep_field<Each>(*field);
        } else {
            const auto made = codec<Field>::encode(field); // lives until its text is written
            Each value(made);
            if constexpr (may_be_padded && std::is_same_v<Each, std::string_view>)
                if (are_padded_) value = without_padding(value);
            write_part(detail::kept_part(value));
            return true;
        }
    }
    void write_part(const key_part& part) {
        if (!part.is_listed()) this->note_unlisted();
        part.write(bytes_);
    }
    void add_bytes() {
        std::uint32_t key = find_bytes(bytes_);
        if (key == key_chains::none) {
            key = this->add_key(key_chains::hash_of(bytes_));
            keys_.push_back(bytes_);
        }
        this->add_to(key);
    }
    static key_part part_of(const std::string& key, std::size_t column) {
        key_part part;
        for (const char* at = part.read(key.data()); column > 0; --column) at = part.read(at);
        return part;
    }
    std::uint32_t find_bytes(const std::string& bytes) const {
        return this->find(key_chains::hash_of(bytes), [&](std::uint32_t key) { return keys_[key] == bytes; });
    }
    bool are_padded_ = false;
    std::vector<std::string> keys_{};
    std::string bytes_{}; ///< of the key that was read last
    key_part_set<std::string> parts_{};
    alike_keys<std::string> alike_{};
};

/// The class of keys between columns of these types.
template <class Row, class Above, class Own> struct keys_between {
    using type = mixed_keys<Row, Above, Own>;
};
template <class Row, class Above, class Own>
    requires(is_whole_number(kind_of_wire<Above>) && is_whole_number(kind_of_wire<Own>))
struct keys_between<Row, type_list<Above>, type_list<Own>> {
    using type = number_keys<Row, Above, Own>;
};

} // namespace detail
} // namespace v0
} // namespace refract
