/*
 * gazetteer_compile.c -- from the tables of places to the section that gazetteer.c reads; its layout is drawn there.
 *
 * Half a million names are sorted by key, and rows of one key by population, so that equal tables give equal bytes whatever their order in the folder.
 *
 * The tables have points only. How far a region or a country reaches is measured by its towns: the radius within which nine of ten of them lie.
 */
#include "base/hash.h"
#include "place/gazetteer.h"
#include "place/placename.h"
#include "place/toponym_work.h"

#include <stdlib.h>

#define COMPILE_HEADER  ((size_t)64)
#define COMPILE_ROW     ((size_t)32)
#define COMPILE_PER_KEY 4000 /* rows of one name; the least populous ones beyond are dropped */

typedef struct {
    dul_str  id, name, admin1, feature, country; /* views into the table */
    uint32_t geonameid, population;
    int32_t  lat, lon; /* 1e-5 degrees */
    uint8_t  radius;   /* dul_gazetteer_byte_km(), 0: not known */
} compile_row;

typedef struct {
    char    country[3];
    uint8_t radius;
} compile_country;

typedef struct {
    dul_str  key;
    uint32_t row, population;
} compile_name;

typedef struct {
    dul_arena        arena;
    compile_row     *row; /* [n_rows] */
    size_t           n_rows, row_capacity;
    compile_country *country; /* [n_countries] */
    size_t           n_countries;
    compile_name    *name; /* [n_names] */
    size_t           n_names, name_capacity;
    dul_map          pool; /* string -> offset */
    char            *strings;
    size_t           strings_len, strings_capacity;
    dulati_error    *err;
} compile;

static bool compile_degrees(dul_str text, int32_t most, int32_t *out)
{
    bool    minus    = text.len > 0 && text.at[0] == '-';
    int64_t value    = 0;
    int     decimals = -1;
    for (size_t i = minus; i < text.len; i++) {
        char c = text.at[i];
        if (c == '.' && decimals < 0) {
            decimals = 0;
        } else if (c >= '0' && c <= '9') {
            if (decimals >= 5)
                continue;
            value = value * 10 + (c - '0');
            decimals += decimals >= 0;
            if (value > 100000000)
                return false;
        } else {
            return false;
        }
    }
    for (int i = decimals < 0 ? 0 : decimals; i < 5; i++)
        value *= 10;
    *out = (int32_t)(minus ? -value : value);
    return text.len > minus && value <= (int64_t)most * 100000;
}

static dulati_result compile_fail(const compile *c, const char *message, dul_str file, uint64_t line)
{
    return dul_fail(c->err, DULATI_E_FORMAT, message, file.at, line, 0);
}

static dulati_result compile_add_name(compile *c, dul_str name, uint32_t row, bool adjective)
{
    char   key[DUL_PLACENAME_MAX + 1];
    size_t len = dul_placename_key(name, key + 1);
    if (len == 0)
        return DULATI_OK;
    key[0] = DUL_GAZETTEER_ADJECTIVE;
    len += adjective;
    compile_name *grown = dul_grow(c->arena.allocator, c->name, c->n_names, &c->name_capacity, sizeof *grown);
    if (grown == NULL)
        return dul_fail_memory(c->err);
    c->name    = grown;
    char *copy = dul_arena_copy(&c->arena, (dul_str){key + !adjective, len});
    if (copy == NULL)
        return dul_fail_memory(c->err);
    grown[c->n_names++] = (compile_name){{copy, len}, row, c->row[row].population};
    return DULATI_OK;
}

/* geonameid, name, alternates, country, region, feature, latitude, longitude, population */
static dulati_result compile_read_row(compile *c, dul_str line, dul_str file, uint64_t number)
{
    dul_str field[9];
    for (size_t i = 0; i < 9; i++) {
        if (line.at == NULL)
            return compile_fail(c, "a place has nine fields, separated by tabs", file, number);
        field[i] = dul_str_cut(&line, '\t');
    }
    compile_row row = {.name = field[1], .country = field[3], .admin1 = field[4], .feature = field[5]};
    int64_t     id, population;
    if (!dul_str_int(field[0], &id) || id < -1 || id >= UINT32_MAX || !dul_str_int(field[8], &population) || population < 0 || population >= UINT32_MAX)
        return compile_fail(c, "the GeoNames id or the population is no number in range", file, number);
    if (row.name.len == 0 || row.name.len > 255 || row.admin1.len > 255 || row.feature.len == 0 || row.feature.len > 255 ||
        (row.country.len != 3 && row.country.len != 0))
        return compile_fail(c, "name, region, feature or country is empty or too long", file, number);
    if (!compile_degrees(field[6], 90, &row.lat) || !compile_degrees(field[7], 180, &row.lon))
        return compile_fail(c, "latitude or longitude is no number of degrees", file, number);
    if (row.admin1.len == 0 && dul_str_is(row.feature, "ADM1"))
        row.admin1 = row.name; /* a region lies in itself, so that it and its towns are found to agree */
    row.geonameid      = id < 0 ? UINT32_MAX : (uint32_t)id;
    row.population     = (uint32_t)population;
    compile_row *grown = dul_grow(c->arena.allocator, c->row, c->n_rows, &c->row_capacity, sizeof *grown);
    if (grown == NULL)
        return dul_fail_memory(c->err);
    c->row             = grown;
    grown[c->n_rows++] = row;
    DUL_TRY(compile_add_name(c, row.name, (uint32_t)c->n_rows - 1, false));
    while (field[2].at != NULL)
        DUL_TRY(compile_add_name(c, dul_str_cut(&field[2], '|'), (uint32_t)c->n_rows - 1, false));
    return DULATI_OK;
}

static int compile_compare(const void *a, const void *b)
{
    const compile_name *x = a, *y = b;
    int                 order = dul_str_compare(x->key, y->key);
    if (order != 0)
        return order;
    if (x->population != y->population)
        return x->population > y->population ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

static bool compile_kind_fits(dul_str feature, char kind)
{
    switch (kind) {
    case 'P': return dul_str_starts(feature, DUL_STR("PPL"));
    case 'A': return dul_str_starts(feature, DUL_STR("ADM"));
    default: return !dul_str_starts(feature, DUL_STR("PPL")) && !dul_str_starts(feature, DUL_STR("ADM"));
    }
}

/* country, kind, a name that the tables have, further names; README.md says which kinds there are. Names are sorted up to n_sorted. */
static dulati_result compile_read_alias(compile *c, dul_str line, size_t n_sorted, dul_str file, uint64_t number)
{
    dul_str country = dul_str_cut(&line, '\t'), kind = dul_str_cut(&line, '\t'), name = dul_str_cut(&line, '\t'), more = line;
    char    key[DUL_PLACENAME_MAX];
    dul_str wanted = {key, dul_placename_key(name, key)};
    if (wanted.len == 0 || more.at == NULL || kind.len == 0 || kind.len > 2)
        return compile_fail(c, "further names have four fields, separated by tabs: country, kind, name, names", file, number);
    size_t low = 0, high = n_sorted;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (dul_str_compare(c->name[middle].key, wanted) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    const bool adjective = kind.at[0] >= 'a';
    uint32_t   found     = DUL_NONE;
    for (; low < n_sorted && dul_str_equal(c->name[low].key, wanted); low++) {
        const compile_row *row = &c->row[c->name[low].row];
        if (dul_str_equal(row->country, country) && compile_kind_fits(row->feature, (char)(adjective ? kind.at[0] - 32 : kind.at[0]))) {
            found = c->name[low].row; /* the most populous comes first */
            break;
        }
    }
    if (found == DUL_NONE)
        return compile_fail(c, "no place of that name, country and kind is in the tables", file, number);
    for (bool first = true; more.at != NULL; first = false) {
        dul_str further = dul_str_trim(dul_str_cut(&more, '|'));
        if (first && kind.len == 2 && further.len > 0 && further.len <= 255)
            c->row[found].name = further;
        DUL_TRY(compile_add_name(c, further, found, adjective));
    }
    return DULATI_OK;
}

static dulati_result compile_read(compile *c, const dul_pack_section *table, bool aliases, size_t n_sorted)
{
    dul_str rest = table->data, line;
    for (uint64_t number = 1; dul_str_line(&rest, &line); number++) {
        if (line.len == 0 || line.at[0] == '#')
            continue;
        DUL_TRY(aliases ? compile_read_alias(c, line, n_sorted, table->name, number) : compile_read_row(c, line, table->name, number));
    }
    return DULATI_OK;
}

static bool compile_is_aliases(dul_str name)
{
    return dul_str_ends(name, DUL_STR("names.tsv"));
}

/* The tables of one kind in the order of their names: folders are listed in any order. */
static dulati_result compile_read_all(compile *c, const dul_pack_section *tables, size_t n_tables, bool aliases)
{
    dul_str before   = {"", 0};
    size_t  n_sorted = c->n_names;
    for (;;) {
        const dul_pack_section *next = NULL;
        for (size_t i = 0; i < n_tables; i++)
            if (compile_is_aliases(tables[i].name) == aliases && dul_str_compare(tables[i].name, before) > 0 &&
                (next == NULL || dul_str_compare(tables[i].name, next->name) < 0))
                next = &tables[i];
        if (next == NULL)
            return DULATI_OK;
        DUL_TRY(compile_read(c, next, aliases, n_sorted));
        before = next->name;
    }
}

/* Offset of a string in the pool; DUL_NONE when memory ran out. */
static uint32_t compile_string(compile *c, dul_str text)
{
    uint32_t offset = dul_map_find(&c->pool, text);
    if (offset != DUL_NONE)
        return offset;
    while (c->strings_capacity - c->strings_len < text.len + 1) {
        size_t wider = c->strings_capacity == 0 ? 1 << 16 : c->strings_capacity * 2;
        char  *grown = dul_realloc(c->arena.allocator, c->strings, wider);
        if (grown == NULL)
            return DUL_NONE;
        c->strings          = grown;
        c->strings_capacity = wider;
    }
    offset                       = (uint32_t)c->strings_len;
    c->strings[c->strings_len++] = (char)text.len;
    if (text.len > 0)
        memcpy(c->strings + c->strings_len, text.at, text.len);
    c->strings_len += text.len;
    return dul_map_put(&c->pool, text, offset) ? offset : DUL_NONE;
}

static void compile_put(char *at, uint32_t value)
{
    memcpy(at, &value, sizeof value);
}

static uint32_t compile_words(dul_str key)
{
    uint32_t n = 1;
    for (size_t i = 0; i < key.len; i++)
        n += key.at[i] == ' ';
    return n;
}

/* One past the last name with the key of names[i]. */
static size_t compile_same(const compile *c, size_t i)
{
    size_t end = i + 1;
    while (end < c->n_names && dul_str_equal(c->name[end].key, c->name[i].key))
        end++;
    return end;
}

static size_t compile_align(size_t at)
{
    return (at + 3) & ~(size_t)3;
}

static bool compile_put_rows(compile *c, char *at)
{
    for (size_t i = 0; i < c->n_rows; i++, at += COMPILE_ROW) {
        const compile_row *row  = &c->row[i];
        const uint32_t     name = compile_string(c, row->name), admin1 = compile_string(c, row->admin1), feature = compile_string(c, row->feature);
        if (name == DUL_NONE || admin1 == DUL_NONE || feature == DUL_NONE)
            return false;
        compile_put(at, row->geonameid);
        compile_put(at + 4, name);
        compile_put(at + 8, admin1);
        compile_put(at + 12, feature);
        compile_put(at + 16, (uint32_t)row->lat);
        compile_put(at + 20, (uint32_t)row->lon);
        compile_put(at + 24, row->population);
        if (row->country.len > 0)
            memcpy(at + 28, row->country.at, row->country.len);
        at[31] = (char)row->radius;
    }
    return true;
}

static void compile_put_slot(char *slots, uint32_t n_slots, dul_str key, uint32_t offset)
{
    const uint64_t hash = dul_hash(key);
    uint32_t       i    = (uint32_t)(hash ^ hash >> 29) & (n_slots - 1);
    for (uint32_t taken = 0;; i = (i + 1) & (n_slots - 1)) {
        memcpy(&taken, slots + (size_t)i * 8 + 4, sizeof taken);
        if (taken == 0)
            break;
    }
    compile_put(slots + (size_t)i * 8, (uint32_t)(hash >> 32));
    compile_put(slots + (size_t)i * 8 + 4, offset + 1);
}

/* Rows of one name without repetitions, at most COMPILE_PER_KEY; returns how many. at may be NULL to count only. */
static uint32_t compile_put_ids(const compile *c, size_t first, size_t end, char *at)
{
    uint32_t n = 0;
    for (size_t i = first; i < end && n < COMPILE_PER_KEY; i++) {
        if (i > first && c->name[i].row == c->name[i - 1].row)
            continue;
        if (at != NULL)
            compile_put(at + 4 * (size_t)n, c->name[i].row);
        n++;
    }
    return n;
}

static dulati_result compile_write(compile *c, dul_str *out)
{
    size_t   names_size = 0, n_keys = 0;
    uint32_t words_max = 0, n_slots = 16;
    for (size_t i = 0; i < c->n_names; i = compile_same(c, i), n_keys++) {
        names_size += 4 + 4 * (size_t)compile_put_ids(c, i, compile_same(c, i), NULL) + compile_align(c->name[i].key.len);
        uint32_t words = compile_words(c->name[i].key);
        if (words > words_max)
            words_max = words;
    }
    while (n_slots < n_keys + n_keys / 3)
        n_slots *= 2;
    const size_t rows = COMPILE_HEADER, slots = rows + c->n_rows * COMPILE_ROW, names = slots + (size_t)n_slots * 8, countries = names + names_size,
                 strings = countries + 4 * c->n_countries;
    char *head           = dul_alloc(c->arena.allocator, strings);
    if (head == NULL)
        return dul_fail_memory(c->err);
    memset(head, 0, strings);
    if (!compile_put_rows(c, head + rows)) {
        dul_free(c->arena.allocator, head);
        return dul_fail_memory(c->err);
    }
    const size_t size  = strings + c->strings_len;
    char        *bytes = size > UINT32_MAX ? NULL : dul_realloc(c->arena.allocator, head, size);
    if (bytes == NULL) {
        dul_free(c->arena.allocator, head);
        return dul_fail_memory(c->err);
    }
    if (c->strings_len > 0)
        memcpy(bytes + strings, c->strings, c->strings_len);
    size_t at = names;
    for (size_t i = 0, end; i < c->n_names; i = end) {
        end                = compile_same(c, i);
        const dul_str  key = c->name[i].key;
        const uint32_t n   = compile_put_ids(c, i, end, bytes + at + 4);
        compile_put(bytes + at, (uint32_t)key.len | n << 16);
        memcpy(bytes + at + 4 + 4 * (size_t)n, key.at, key.len);
        compile_put_slot(bytes + slots, n_slots, key, (uint32_t)(at - names));
        at += 4 + 4 * (size_t)n + compile_align(key.len);
    }
    memcpy(bytes, "DULGAZ01", 8);
    if (c->n_countries > 0)
        memcpy(bytes + countries, c->country, 4 * c->n_countries);
    const uint32_t header[] = {0x01020304u,     (uint32_t)c->n_rows, n_slots,        words_max,           (uint32_t)rows,          (uint32_t)slots,
                               (uint32_t)names, (uint32_t)strings,   (uint32_t)size, (uint32_t)countries, (uint32_t)c->n_countries};
    memcpy(bytes + 8, header, sizeof header);
    *out = (dul_str){bytes, size};
    return DULATI_OK;
}

/* ---- how far regions and countries reach ------------------------------------------------------------------------------------------- */

typedef struct {
    dul_str country, admin1;
    int32_t lat, lon;
} compile_town;

static int compile_compare_towns(const void *a, const void *b)
{
    const compile_town *x = a, *y = b;
    const int           order = dul_str_compare(x->country, y->country);
    return order != 0 ? order : dul_str_compare(x->admin1, y->admin1);
}

static int compile_compare_numbers(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The value that the share of the n numbers does not exceed; sorts them. */
static double compile_quantile(double *number, size_t n, double share)
{
    qsort(number, n, sizeof *number, compile_compare_numbers);
    return number[(size_t)(share * (double)(n - 1))];
}

static uint8_t compile_radius(const compile_town *town, size_t n, double lat, double lon, double *buffer)
{
    for (size_t i = 0; i < n; i++)
        buffer[i] = dul_toponym_km(lat, lon, town[i].lat / 1e5, town[i].lon / 1e5);
    const double km = compile_quantile(buffer, n, 0.9);
    return dul_gazetteer_km_byte(km < 5 ? 5 : km);
}

/* Countries have no row, so theirs is measured from the medians of their towns' degrees. */
static uint8_t compile_country_radius(const compile_town *town, size_t n, double *buffer)
{
    for (size_t i = 0; i < n; i++)
        buffer[i] = town[i].lat / 1e5;
    const double lat = compile_quantile(buffer, n, 0.5);
    for (size_t i = 0; i < n; i++)
        buffer[i] = town[i].lon / 1e5;
    return compile_radius(town, n, lat, compile_quantile(buffer, n, 0.5), buffer);
}

static bool compile_extents(compile *c)
{
    if (c->n_rows == 0)
        return true;
    compile_town *town   = dul_arena_alloc(&c->arena, c->n_rows * sizeof *town);
    double       *buffer = dul_arena_alloc(&c->arena, c->n_rows * sizeof *buffer);
    size_t        n      = 0;
    c->country           = dul_arena_calloc(&c->arena, c->n_rows, sizeof *c->country);
    if (town == NULL || buffer == NULL || c->country == NULL)
        return false;
    for (size_t i = 0; i < c->n_rows; i++)
        if (c->row[i].country.len > 0 && dul_str_starts(c->row[i].feature, DUL_STR("PPL")))
            town[n++] = (compile_town){c->row[i].country, c->row[i].admin1, c->row[i].lat, c->row[i].lon};
    qsort(town, n, sizeof *town, compile_compare_towns);
    for (size_t i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && dul_str_equal(town[end].country, town[i].country);)
            end++;
        compile_country *country = &c->country[c->n_countries++];
        memcpy(country->country, town[i].country.at, 3);
        country->radius = compile_country_radius(town + i, end - i, buffer);
    }
    for (size_t i = 0; i < c->n_rows; i++) {
        compile_row *row = &c->row[i];
        if (!dul_str_is(row->feature, "ADM1") || row->country.len == 0)
            continue;
        const compile_town wanted = {.country = row->country, .admin1 = row->admin1};
        size_t             low = 0, high = n, end;
        while (low < high) {
            size_t middle = (low + high) / 2;
            if (compile_compare_towns(&town[middle], &wanted) < 0)
                low = middle + 1;
            else
                high = middle;
        }
        for (end = low; end < n && compile_compare_towns(&town[end], &wanted) == 0;)
            end++;
        if (end > low)
            row->radius = compile_radius(town + low, end - low, row->lat / 1e5, row->lon / 1e5, buffer);
    }
    return true;
}

static dulati_result compile_run(compile *c, const dul_pack_section *tables, size_t n_tables, dul_str *out)
{
    DUL_TRY(compile_read_all(c, tables, n_tables, false));
    if (c->n_names > 0)
        qsort(c->name, c->n_names, sizeof *c->name, compile_compare);
    DUL_TRY(compile_read_all(c, tables, n_tables, true));
    if (c->n_names > 0)
        qsort(c->name, c->n_names, sizeof *c->name, compile_compare);
    if (!compile_extents(c))
        return dul_fail_memory(c->err);
    return compile_write(c, out);
}

dulati_result dul_gazetteer_compile(const dulati_allocator *allocator, const dul_pack_section *tables, size_t n_tables, dul_str *out, dulati_error *err)
{
    compile c = {.err = err};
    dul_arena_init(&c.arena, allocator);
    dul_map_init(&c.pool, allocator);
    *out                 = (dul_str){NULL, 0};
    dulati_result result = compile_run(&c, tables, n_tables, out);
    dul_map_free(&c.pool);
    dul_free(allocator, c.strings);
    dul_free(allocator, c.row);
    dul_free(allocator, c.name);
    dul_arena_free(&c.arena);
    return result;
}
