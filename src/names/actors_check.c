/* actors_check.c -- comparing entries of one spelling, and holders of one office. */
#include "names/actors_check.h"

#include "time/calendar.h"

#define CHECK_YEAR_FIRST 1700
#define CHECK_YEAR_LAST  2100
#define CHECK_PER_KEY    64 /* entries of one spelling that are compared with one another */

static bool check_overlap(const dul_actor *a, const dul_actor *b)
{
    return (a->to == DUL_DAY_NONE || b->from == DUL_DAY_NONE || b->from < a->to) && (b->to == DUL_DAY_NONE || a->from == DUL_DAY_NONE || a->from < b->to);
}

static bool check_same_code(const dul_actor *a, const dul_actor *b)
{
    return strcmp(a->country, b->country) == 0 && strcmp(a->sectors, b->sectors) == 0;
}

static void check_two(const dul_lint *lint, const char *level, const char *check, const dul_actor *at, const dul_actor *other, const char *what)
{
    dul_lint_add(lint, (dul_lint_place){.level = level, .check = check, .file = at->rule, .other = other->rule}, "%.*s: %s %s", (int)at->name.len, at->name.at,
                 what, other->rule);
}

/* Two entries that the same words may mean; b stands later. */
static void check_pair(const dul_lint *lint, dul_str key, const dul_actor *a, const dul_actor *b)
{
    if (a == b || a->layer != b->layer || !check_overlap(a, b))
        return;
    if (a->entry_class == DUL_ACTOR_LEADER && b->entry_class == DUL_ACTOR_LEADER) {
        if (a->office == b->office && strcmp(a->country, b->country) == 0)
            check_two(lint, "warning", "date", b, a, "in this office at the same time in");
        return;
    }
    if (a->entry_class != b->entry_class || ((a->flags ^ b->flags) & DUL_ACTOR_PLURAL))
        return;
    bool           same = check_same_code(a, b), alike = same && a->kind == b->kind && a->flags == b->flags;
    dul_lint_place place = {.level = same && !alike ? "note" : "warning", .check = alike ? "duplicate" : "conflict", .file = b->rule, .other = a->rule};
    dul_lint_add(lint, place,
                 alike  ? "'%.*s' stands in %s already"
                 : same ? "'%.*s' stands in %s with another kind or use"
                        : "'%.*s' stands in %s with another code, at the same time",
                 (int)key.len, key.at, a->rule);
}

static void check_keys(const dul_actors *actors, const dul_lint *lint)
{
    for (uint32_t i = 0; i < dul_actors_n_keys(actors); i++) {
        const dul_actor_key *one = dul_actors_key(actors, i);
        const dul_actor     *a   = dul_actors_get(actors, one->actor);
        if (one->use == DUL_KEY_SHORT || a->off)
            continue;
        uint32_t n = 0;
        for (uint32_t at = one->next; at != DUL_NONE && n < CHECK_PER_KEY; at = dul_actors_key(actors, at)->next, n++) {
            const dul_actor_key *two = dul_actors_key(actors, at);
            if (two->use == one->use)
                check_pair(lint, one->text, a, dul_actors_get(actors, two->actor));
        }
    }
}

/* One person at a time holds an office: whoever follows begins when the one before ends. */
static void check_offices(const dul_actors *actors, const dul_lint *lint)
{
    size_t n = dul_actors_count(actors);
    for (uint32_t i = 0; i < n; i++) {
        const dul_actor *a = dul_actors_get(actors, i);
        if (a->entry_class != DUL_ACTOR_LEADER || a->off || !(dul_actors_get(actors, a->office)->flags & DUL_ACTOR_OFFICE))
            continue;
        for (uint32_t k = dul_actors_next_holder(actors, i); k != DUL_NONE; k = dul_actors_next_holder(actors, k)) {
            const dul_actor *b = dul_actors_get(actors, k);
            if (!b->off && b->person != a->person && a->layer == b->layer && check_overlap(a, b))
                check_two(lint, "warning", "date", a, b, "holds the office at the same time as the holder in");
        }
    }
}

static void check_days(const dul_actors *actors, const dul_lint *lint)
{
    for (uint32_t i = 0; i < dul_actors_count(actors); i++) {
        const dul_actor *a     = dul_actors_get(actors, i);
        dul_lint_place   place = {.level = "error", .check = "date", .file = a->rule};
        if (a->from != DUL_DAY_NONE && a->to == a->from)
            dul_lint_add(lint, place, "%.*s: ends on the day on which it begins, so it never holds", (int)a->name.len, a->name.at);
        place.level          = "warning";
        const dul_day days[] = {a->from, a->to};
        for (size_t d = 0; d < 2; d++)
            if (days[d] != DUL_DAY_NONE && (dul_date_of(days[d]).year < CHECK_YEAR_FIRST || dul_date_of(days[d]).year > CHECK_YEAR_LAST))
                dul_lint_add(lint, place, "%.*s: the year %d looks like a slip", (int)a->name.len, a->name.at, (int)dul_date_of(days[d]).year);
    }
}

void dul_actors_check(const dul_actors *actors, const dul_lint *lint)
{
    check_keys(actors, lint);
    check_offices(actors, lint);
    check_days(actors, lint);
}
