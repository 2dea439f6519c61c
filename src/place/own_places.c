/*
 * own_places.c -- the user's table becomes one of the gazetteer's kind, line by line, so that a fault found by its compiler has the line of the user's file.
 */
#include "place/own_places.h"

#include "place/gazetteer.h"

#define OWN_FIELDS       10
#define OWN_FIELDS_LEAST 7 /* up to the longitude */
#define OWN_FILE_MAX     ((size_t)256 << 20)

enum { OWN_NAME, OWN_OTHERS, OWN_COUNTRY, OWN_ADMIN1, OWN_FEATURE, OWN_LAT, OWN_LON, OWN_PEOPLE, OWN_ONLY, OWN_INSTEAD };

typedef struct {
    const dulati_allocator *allocator;
    const dul_countries    *countries;
    const char             *file;
    dul_own_places         *out;
    size_t                  capacity;
    char                   *table; /* in the gazetteer's own format */
    size_t                  n_table;
    dulati_error           *err;
} own_reader;

static dulati_result own_fail(const own_reader *r, const char *message, uint64_t line)
{
    return dul_fail(r->err, DULATI_E_FORMAT, message, r->file, line, 0);
}

static void own_put(own_reader *r, dul_str text, char end)
{
    if (text.len > 0)
        memcpy(r->table + r->n_table, text.at, text.len);
    r->n_table += text.len;
    r->table[r->n_table++] = end;
}

static bool own_is_country(const own_reader *r, dul_str code)
{
    if (code.len != 3)
        return false;
    for (size_t i = 0; i < 3; i++)
        if (code.at[i] < 'A' || code.at[i] > 'Z')
            return false;
    return r->countries == NULL || dul_countries_by_code(r->countries, code) != NULL;
}

/* "Alma-Ata; Verny" -> "Alma-Ata|Verny" */
static void own_put_others(own_reader *r, dul_str others)
{
    while (others.at != NULL) {
        dul_str other = dul_str_trim(dul_str_cut(&others, ';'));
        own_put(r, other, others.at != NULL ? '|' : '\t');
    }
}

static dulati_result own_read_line(own_reader *r, dul_str line, uint64_t number)
{
    const char separator = memchr(line.at, '\t', line.len) != NULL ? '\t' : '|';
    dul_str    field[OWN_FIELDS], rest = line;
    size_t     n = 0;
    for (; n < OWN_FIELDS && rest.at != NULL; n++)
        field[n] = dul_str_trim(dul_str_cut(&rest, separator));
    if (n < OWN_FIELDS_LEAST || rest.at != NULL)
        return own_fail(r, "a place has seven to ten fields, separated by tabs or |: name, other names, country, region, feature, latitude, longitude ...",
                        number);
    for (; n < OWN_FIELDS; n++)
        field[n] = (dul_str){"", 0};
    dul_own_place place = {.instead = -1, .base_row = DUL_NONE, .line = (uint32_t)number};
    if (field[OWN_COUNTRY].len > 0 && !own_is_country(r, field[OWN_COUNTRY]))
        return own_fail(r, "no such country; its code is three capital letters, as in ISO 3166-1", number);
    if (field[OWN_ONLY].len > 0 && !own_is_country(r, field[OWN_ONLY]))
        return own_fail(r, "no such country in the ninth field, which tells the stories in which the place stands", number);
    memcpy(place.only, field[OWN_ONLY].at, field[OWN_ONLY].len);
    if (field[OWN_INSTEAD].len > 0 && (!dul_str_int(field[OWN_INSTEAD], &place.instead) || place.instead < 0 || place.instead >= UINT32_MAX))
        return own_fail(r, "the tenth field is no GeoNames id", number);
    dul_own_place *grown = dul_grow(r->allocator, r->out->item, r->out->n, &r->capacity, sizeof *grown);
    if (grown == NULL)
        return dul_fail_memory(r->err);
    r->out->item          = grown;
    grown[r->out->n++]    = place;
    const dul_str id      = field[OWN_INSTEAD].len > 0 ? field[OWN_INSTEAD] : DUL_STR("-1");
    const dul_str people  = field[OWN_PEOPLE].len > 0 ? field[OWN_PEOPLE] : DUL_STR("0");
    const dul_str feature = field[OWN_FEATURE].len > 0 ? field[OWN_FEATURE] : DUL_STR("PPL");
    own_put(r, id, '\t');
    own_put(r, field[OWN_NAME], '\t');
    own_put_others(r, field[OWN_OTHERS]);
    own_put(r, field[OWN_COUNTRY], '\t');
    own_put(r, field[OWN_ADMIN1], '\t');
    own_put(r, feature, '\t');
    own_put(r, field[OWN_LAT], '\t');
    own_put(r, field[OWN_LON], '\t');
    own_put(r, people, '\n');
    return DULATI_OK;
}

static dulati_result own_read(own_reader *r, dul_str text)
{
    dul_str line;
    for (uint64_t number = 1; dul_str_line(&text, &line); number++) {
        const dul_str trimmed = dul_str_trim(line);
        if (trimmed.len == 0 || trimmed.at[0] == '#')
            r->table[r->n_table++] = '\n'; /* lines keep their numbers */
        else
            DUL_TRY(own_read_line(r, line, number));
    }
    return DULATI_OK;
}

static dulati_result own_compile(own_reader *r, dul_str text)
{
    size_t n_lines = 1;
    for (size_t i = 0; i < text.len; i++)
        n_lines += text.at[i] == '\n';
    /* A line grows by the fields that it leaves out: an id, a feature, people, and separators. */
    r->table = dul_alloc(r->allocator, text.len + n_lines * 32);
    if (r->table == NULL)
        return dul_fail_memory(r->err);
    DUL_TRY(own_read(r, text));
    const dul_pack_section section = {DUL_STR("own"), {r->table, r->n_table}};
    dulati_error           inner   = {0};
    const dulati_result    result  = dul_gazetteer_compile(r->allocator, &section, 1, &r->out->bytes, &inner);
    if (result == DULATI_OK)
        return DULATI_OK;
    return dul_fail(r->err, result, inner.message, r->file, inner.line, 0);
}

dulati_result dul_own_places_compile(const dulati_allocator *allocator, const dul_countries *countries, dul_str text, const char *file, dul_own_places *out,
                                     dulati_error *err)
{
    *out = (dul_own_places){.bytes = {NULL, 0}};
    if (text.len > OWN_FILE_MAX)
        return dul_fail(err, DULATI_E_TOO_LONG, "the table of places is longer than 256 MiB", file, 0, 0);
    own_reader    r      = {.allocator = allocator, .countries = countries, .file = file, .out = out, .err = err};
    dulati_result result = own_compile(&r, text);
    dul_free(allocator, r.table);
    if (result != DULATI_OK)
        dul_own_places_free(allocator, out);
    return result;
}

void dul_own_places_free(const dulati_allocator *allocator, dul_own_places *own)
{
    dul_free(allocator, own->bytes.at);
    dul_free(allocator, own->item);
    *own = (dul_own_places){.bytes = {NULL, 0}};
}
