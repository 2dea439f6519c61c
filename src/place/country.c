/*
 * country.c -- countries.txt as a table and a map from names.
 *
 * A few hundred lines, read once at open: names are put as keys (placename.h) into a map whose value is the row and, in the lowest bit, the use.
 */
#include "place/country.h"

#include "place/placename.h"

#include <stdlib.h>

#define COUNTRY_FILE "places/countries.txt"

struct dul_countries {
    dul_arena    arena;
    dul_country *item; /* [n] */
    size_t       n, capacity;
    dul_map      names;    /* key -> row * 2 + use */
    dul_map      codes;    /* alpha-3 and alpha-2, upper case -> row */
    dul_map      capitals; /* key -> row */
};

/* A decimal number such as "-98.5"; the C library's strtod would read the locale. */
static bool country_decimal(dul_str text, double *out)
{
    bool   minus = text.len > 0 && text.at[0] == '-', any = false;
    double value = 0, scale = 0;
    for (size_t i = minus; i < text.len; i++) {
        char c = text.at[i];
        if (c == '.' && scale == 0) {
            scale = 1;
        } else if (c >= '0' && c <= '9') {
            value = value * 10 + (c - '0');
            scale *= 10;
            any = true;
        } else {
            return false;
        }
    }
    if (scale > 0)
        value /= scale;
    *out = minus ? -value : value;
    return any;
}

static dulati_result country_put(dul_countries *countries, dul_map *map, dul_str name, uint32_t value, uint64_t line, dulati_error *err)
{
    char   key[DUL_PLACENAME_MAX];
    size_t len = dul_placename_key(name, key);
    if (len == 0)
        return dul_fail(err, DULATI_E_FORMAT, "a name is empty or too long", COUNTRY_FILE, line, 0);
    if (map == &countries->names) {
        uint32_t other = dul_map_find(map, (dul_str){key, len});
        if (other != DUL_NONE && other / 2 != value / 2)
            return dul_fail(err, DULATI_E_FORMAT, "a name stands at two countries", COUNTRY_FILE, line, 0);
        if (other != DUL_NONE)
            return DULATI_OK;
    }
    char *copy = dul_arena_copy(&countries->arena, (dul_str){key, len});
    if (copy == NULL || !dul_map_put(map, (dul_str){copy, len}, value))
        return dul_fail_memory(err);
    return DULATI_OK;
}

static dulati_result country_put_list(dul_countries *countries, dul_str list, uint32_t value, uint64_t line, dulati_error *err)
{
    while (list.at != NULL) {
        dul_str name = dul_str_trim(dul_str_cut(&list, ';'));
        if (name.len > 0)
            DUL_TRY(country_put(countries, &countries->names, name, value, line, err));
    }
    return DULATI_OK;
}

static dulati_result country_read_line(dul_countries *countries, dul_str text, uint64_t line, dulati_error *err)
{
    dul_str field[7] = {{NULL, 0}};
    for (size_t i = 0; i < 7; i++) {
        if (text.at == NULL)
            return dul_fail(err, DULATI_E_FORMAT, "a country has seven fields: codes | names | adjectives | capital | point | people | id", COUNTRY_FILE, line,
                            0);
        field[i] = dul_str_trim(dul_str_cut(&text, '|'));
    }
    dul_country country = {.capital = field[3]};
    country.code        = dul_str_cut(&field[0], ' ');
    country.code2       = dul_str_trim(field[0]);
    if (dul_str_is(country.code2, "-"))
        country.code2 = (dul_str){"", 0};
    if (country.code.len != 3 || (country.code2.len != 2 && country.code2.len != 0))
        return dul_fail(err, DULATI_E_FORMAT, "codes are three letters, a blank, and two letters or a hyphen", COUNTRY_FILE, line, 0);
    dul_str names = field[1], point = field[4];
    country.name = dul_str_trim(dul_str_cut(&names, ';'));
    dul_str lat  = dul_str_cut(&point, ' ');
    if (!country_decimal(lat, &country.lat) || !country_decimal(dul_str_trim(point), &country.lon) || country.lat < -90 || country.lat > 90 ||
        country.lon < -180 || country.lon > 180)
        return dul_fail(err, DULATI_E_FORMAT, "a point is a latitude, a blank and a longitude, in degrees", COUNTRY_FILE, line, 0);
    if (!dul_str_int(field[5], &country.population) || !dul_str_int(field[6], &country.geonameid))
        return dul_fail(err, DULATI_E_FORMAT, "people and GeoNames id are whole numbers", COUNTRY_FILE, line, 0);
    dul_country *grown = dul_grow(countries->arena.allocator, countries->item, countries->n, &countries->capacity, sizeof *grown);
    if (grown == NULL)
        return dul_fail_memory(err);
    countries->item       = grown;
    uint32_t row          = (uint32_t)countries->n;
    grown[countries->n++] = country;
    DUL_TRY(country_put_list(countries, field[1], row * 2 + DUL_COUNTRY_NAME, line, err));
    DUL_TRY(country_put_list(countries, field[2], row * 2 + DUL_COUNTRY_ADJECTIVE, line, err));
    if (country.capital.len > 0 && dul_countries_by_capital(countries, country.capital) == NULL) /* Moscow is Russia's first */
        DUL_TRY(country_put(countries, &countries->capitals, country.capital, row, line, err));
    if (!dul_map_put(&countries->codes, country.code, row) || (country.code2.len > 0 && !dul_map_put(&countries->codes, country.code2, row)))
        return dul_fail_memory(err);
    if (dul_str_is(country.code, "KOS") && !dul_map_put(&countries->codes, DUL_STR("XKX"), row))
        return dul_fail_memory(err);
    return DULATI_OK;
}

dulati_result dul_countries_open(const dul_pack *pack, const dulati_allocator *allocator, dul_countries **out, dulati_error *err)
{
    *out                     = NULL;
    dul_countries *countries = dul_alloc(allocator, sizeof *countries);
    if (countries == NULL)
        return dul_fail_memory(err);
    memset(countries, 0, sizeof *countries);
    dul_arena_init(&countries->arena, allocator);
    dul_map_init(&countries->names, allocator);
    dul_map_init(&countries->codes, allocator);
    dul_map_init(&countries->capitals, allocator);
    dul_str       rest   = dul_pack_find(pack, COUNTRY_FILE), line;
    dulati_result result = DULATI_OK;
    for (uint64_t number = 1; result == DULATI_OK && dul_str_line(&rest, &line); number++) {
        line = dul_str_trim(line);
        if (line.len > 0 && line.at[0] != '#')
            result = country_read_line(countries, line, number, err);
    }
    if (result != DULATI_OK) {
        dul_countries_close(countries);
        return result;
    }
    *out = countries;
    return DULATI_OK;
}

void dul_countries_close(dul_countries *countries)
{
    if (countries == NULL)
        return;
    const dulati_allocator *allocator = countries->arena.allocator;
    dul_map_free(&countries->names);
    dul_map_free(&countries->codes);
    dul_map_free(&countries->capitals);
    dul_free(allocator, countries->item);
    dul_arena_free(&countries->arena);
    dul_free(allocator, countries);
}

size_t dul_countries_count(const dul_countries *countries)
{
    return countries->n;
}

const dul_country *dul_countries_get(const dul_countries *countries, size_t index)
{
    return index < countries->n ? &countries->item[index] : NULL;
}

const dul_country *dul_countries_find(const dul_countries *countries, dul_str lower, dul_country_use *use)
{
    char     key[DUL_PLACENAME_MAX];
    size_t   len   = dul_placename_key(lower, key);
    uint32_t value = len == 0 ? DUL_NONE : dul_map_find(&countries->names, (dul_str){key, len});
    if (value == DUL_NONE)
        return NULL;
    if (use != NULL)
        *use = (dul_country_use)(value & 1);
    return &countries->item[value / 2];
}

const dul_country *dul_countries_by_capital(const dul_countries *countries, dul_str name)
{
    char     key[DUL_PLACENAME_MAX];
    size_t   len   = dul_placename_key(name, key);
    uint32_t value = len == 0 ? DUL_NONE : dul_map_find(&countries->capitals, (dul_str){key, len});
    return value == DUL_NONE ? NULL : &countries->item[value];
}

const dul_country *dul_countries_by_code(const dul_countries *countries, dul_str code)
{
    uint32_t row = dul_map_find(&countries->codes, code);
    return row == DUL_NONE ? NULL : &countries->item[row];
}
