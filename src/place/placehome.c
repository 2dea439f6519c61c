/* placehome.c -- reading and asking dictionaries/places/outlets.txt, phones.txt and clues.txt. */
#include "place/placehome.h"

#include "place/placename.h"

#define HOME_OUTLETS "places/outlets.txt"
#define HOME_PHONES  "places/phones.txt"
#define HOME_CLUES   "places/clues.txt"

typedef enum { HOME_OUTLET, HOME_PHONE, HOME_CLUE } home_kind;

static dulati_result home_put(dul_placehomes *homes, char mark, dul_str name, dul_placehome home, const char *file, uint64_t line, dulati_error *err)
{
    char key[DUL_PLACENAME_MAX + 1];
    if (name.len == 0 || name.len >= sizeof key)
        return dul_fail(err, DULATI_E_FORMAT, "a name is empty or too long", file, line, 0);
    size_t len = 0;
    if (mark != '\0')
        key[len++] = mark;
    memcpy(key + len, name.at, name.len);
    char *copy = dul_arena_copy(&homes->arena, (dul_str){key, len + name.len});
    if (copy == NULL)
        return dul_fail_memory(err);
    const uint32_t known = dul_map_find(&homes->map, (dul_str){copy, len + name.len});
    if (known != DUL_NONE)
        return dul_str_equal(homes->item[known].country, home.country) && dul_str_equal(homes->item[known].town, home.town)
                   ? DULATI_OK
                   : dul_fail(err, DULATI_E_FORMAT, "this stands at two homes", file, line, 0);
    dul_placehome *grown = dul_grow(homes->arena.allocator, homes->item, homes->n, &homes->capacity, sizeof *grown);
    if (grown == NULL)
        return dul_fail_memory(err);
    homes->item       = grown;
    grown[homes->n++] = home;
    return dul_map_put(&homes->map, (dul_str){copy, len + name.len}, (uint32_t)homes->n - 1) ? DULATI_OK : dul_fail_memory(err);
}

/* The name of an outlet as it is compared: a host as it stands, else the key of a place's name without "the". */
static dul_str home_outlet_key(dul_str name, char buffer[DUL_PLACENAME_MAX])
{
    if (memchr(name.at, '.', name.len) != NULL && memchr(name.at, ' ', name.len) == NULL)
        return name;
    dul_str key = {buffer, dul_placename_key(name, buffer)};
    if (dul_str_starts(key, DUL_STR("the ")))
        key = dul_str_slice(key, 4, key.len);
    return key;
}

static dulati_result home_read_line(dul_placehomes *homes, home_kind kind, dul_str text, const char *file, uint64_t line, dulati_error *err)
{
    dul_placehome home = {.country = dul_str_trim(dul_str_cut(&text, '|')), .region = {"", 0}, .town = {"", 0}};
    if (home.country.len != 3 || text.at == NULL)
        return dul_fail(err, DULATI_E_FORMAT, "a line begins with three letters of a country and a bar", file, line, 0);
    if (kind != HOME_CLUE)
        home.region = dul_str_trim(dul_str_cut(&text, '|'));
    if (kind == HOME_OUTLET && text.at != NULL)
        home.town = dul_str_trim(dul_str_cut(&text, '|'));
    if (text.at == NULL)
        return dul_fail(err, DULATI_E_FORMAT, "a field is missing", file, line, 0);
    while (text.at != NULL) {
        char          buffer[DUL_PLACENAME_MAX];
        const dul_str name = dul_str_trim(dul_str_cut(&text, kind == HOME_OUTLET ? ';' : ' '));
        if (name.len == 0)
            continue;
        if (kind == HOME_OUTLET)
            DUL_TRY(home_put(homes, '@', home_outlet_key(name, buffer), home, file, line, err));
        else
            DUL_TRY(home_put(homes, kind == HOME_PHONE ? '+' : '\0', name, home, file, line, err));
    }
    return DULATI_OK;
}

dulati_result dul_placehomes_open(const dul_pack *pack, const dulati_allocator *allocator, dul_placehomes *out, dulati_error *err)
{
    static const char *const files[] = {[HOME_OUTLET] = HOME_OUTLETS, [HOME_PHONE] = HOME_PHONES, [HOME_CLUE] = HOME_CLUES};
    *out                             = (dul_placehomes){.item = NULL};
    dul_map_init(&out->map, allocator);
    dul_arena_init(&out->arena, allocator);
    dulati_result result = DULATI_OK;
    for (home_kind kind = HOME_OUTLET; kind <= HOME_CLUE && result == DULATI_OK; kind++) {
        dul_str rest = dul_pack_find(pack, files[kind]), line;
        for (uint64_t number = 1; result == DULATI_OK && dul_str_line(&rest, &line); number++) {
            line = dul_str_trim(line);
            if (line.len > 0 && line.at[0] != '#')
                result = home_read_line(out, kind, line, files[kind], number, err);
        }
    }
    if (result != DULATI_OK)
        dul_placehomes_close(out);
    return result;
}

void dul_placehomes_close(dul_placehomes *homes)
{
    dul_free(homes->arena.allocator, homes->item);
    dul_map_free(&homes->map);
    dul_arena_free(&homes->arena);
}

static const dul_placehome *home_find(const dul_placehomes *homes, char mark, dul_str name)
{
    char key[DUL_PLACENAME_MAX + 1];
    if (name.len == 0 || name.len >= sizeof key)
        return NULL;
    key[0] = mark;
    memcpy(key + 1, name.at, name.len);
    const uint32_t item = dul_map_find(&homes->map, (dul_str){key, name.len + 1});
    return item == DUL_NONE ? NULL : &homes->item[item];
}

/* "https://www.example.com:80/a" -> "example.com"; what is no url comes back whole. */
static dul_str home_host(dul_str url)
{
    if (url.len == 0)
        return (dul_str){"", 0};
    for (size_t i = 0; i + 2 < url.len && i < 8; i++)
        if (memcmp(url.at + i, "://", 3) == 0) {
            url = dul_str_slice(url, i + 3, url.len);
            break;
        }
    size_t len = 0;
    while (len < url.len && url.at[len] != '/' && url.at[len] != ':' && url.at[len] != '?')
        len++;
    url = dul_str_slice(url, 0, len);
    return dul_str_starts(url, DUL_STR("www.")) ? dul_str_slice(url, 4, url.len) : url;
}

static const dul_placehome *home_find_host(const dul_placehomes *homes, dul_str host)
{
    if (host.len > DUL_PLACENAME_MAX)
        return NULL;
    while (host.at != NULL && memchr(host.at, '.', host.len) != NULL) {
        const dul_placehome *home = home_find(homes, '@', host);
        if (home != NULL)
            return home;
        dul_str_cut(&host, '.');
    }
    return NULL;
}

static bool home_is_host(dul_str source)
{
    return source.len > 0 && memchr(source.at, '.', source.len) != NULL && memchr(source.at, ' ', source.len) == NULL;
}

const dul_placehome *dul_placehomes_of_outlet(const dul_placehomes *homes, dul_str source, dul_str url)
{
    const dul_placehome *home = NULL;
    if (home_is_host(source)) {
        home = home_find_host(homes, home_host(source));
    } else if (source.len > 0) {
        char buffer[DUL_PLACENAME_MAX];
        home = home_find(homes, '@', home_outlet_key(source, buffer));
    }
    return home != NULL || url.len == 0 ? home : home_find_host(homes, home_host(url));
}

dul_str dul_placehome_domain(dul_str source, dul_str url)
{
    static const char *const bought[] = {"tv", "co", "me", "io", "ai", "fm", "ly", "to", "cc", "ws", "eu", "am", "la", "ms", "gg", "im"};
    dul_str                  host     = home_host(home_is_host(source) ? source : url);
    if (host.len < 4 || host.at[host.len - 3] != '.')
        return (dul_str){"", 0};
    const dul_str end = dul_str_slice(host, host.len - 2, host.len);
    for (size_t i = 0; i < sizeof bought / sizeof *bought; i++)
        if (dul_str_is(end, bought[i]))
            return (dul_str){"", 0};
    return end;
}

const dul_placehome *dul_placehomes_of_word(const dul_placehomes *homes, dul_str lower)
{
    const uint32_t item = dul_map_find(&homes->map, lower);
    return item == DUL_NONE ? NULL : &homes->item[item];
}

static bool home_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Digits of a number in groups of 3, 3 and 4: "903-675-5454", "(903) 675-5454", "903.675.5454"; returns its length, 0 for none. */
static size_t home_phone(dul_str text)
{
    static const uint8_t groups[] = {3, 3, 4};
    size_t               at       = 0;
    for (size_t g = 0; g < 3; g++) {
        if (g > 0) {
            const size_t before = at;
            while (at < text.len && at - before < 2 && (text.at[at] == '-' || text.at[at] == '.' || text.at[at] == ')' || text.at[at] == ' '))
                at++;
            if (at == before)
                return 0;
        }
        for (size_t i = 0; i < groups[g]; i++, at++)
            if (at >= text.len || !home_is_digit(text.at[at]))
                return 0;
    }
    return at < text.len && home_is_digit(text.at[at]) ? 0 : at;
}

const dul_placehome *dul_placehomes_of_phone(const dul_placehomes *homes, dul_str text, size_t *at)
{
    for (size_t i = *at; i < text.len; i++) {
        if (!home_is_digit(text.at[i]))
            continue;
        const size_t         len  = home_phone(dul_str_slice(text, i, text.len));
        const dul_placehome *home = len == 0 ? NULL : home_find(homes, '+', dul_str_slice(text, i, i + 3));
        if (home != NULL) {
            *at = i + len;
            return home;
        }
        while (i + 1 < text.len && home_is_digit(text.at[i + 1]))
            i++;
    }
    *at = text.len;
    return NULL;
}
