// expect: refract: rows of a field over a link are created with on_conflict_do_nothing, and nobody could say which of those that are there are to be linked. Say it: connect_or_create<&Tag::label>(row, ...). [E249]
#include "models.hpp"

struct Sticker {
    std::int64_t id{};
    std::string text;
};
struct Album {
    std::int64_t id{};
};
struct AlbumSticker {
    std::int64_t album_id{};
    std::int64_t sticker_id{};
};
template <> inline constexpr auto refract::model<Album> = table(through<AlbumSticker>);
template <> inline constexpr auto refract::model<AlbumSticker> =
    table(primary_key<&AlbumSticker::album_id, &AlbumSticker::sticker_id>,
          foreign_key<&AlbumSticker::album_id>.references<&Album::id>(),
          foreign_key<&AlbumSticker::sticker_id>.references<&Sticker::id>());
struct FullAlbum {
    using model = Album;
    std::int64_t id{};
    std::vector<Sticker> stickers;
};

inline void glue(sqlite::database& db, const std::vector<Sticker>& stickers) {
#ifdef REFRACT_REJECT
    db.update<FullAlbum>(1, at<&FullAlbum::stickers>.create(stickers, on_conflict_do_nothing));
#else
    db.update<FullAlbum>(1, at<&FullAlbum::stickers>.create(stickers));
#endif
}
