/*
 * toponym_ties.c -- names that stand together: a place and what it lies in, and lists of one kind.
 *
 *     Paris, Texas                            the sense of Paris that lies in a sense of Texas, and that sense of Texas
 *     Alabama, Georgia, New York and Ohio     states, all of them
 *
 * Each rewards senses with a bonus; the search over pairs of senses is bounded.
 */
#include "place/toponym_work.h"

#define TIES_SENSES_MAX 24   /* senses of a container that are compared */
#define TIES_LISTED     3.5f /* for regions in a list of regions        */

/* Does sense a lie in sense b? */
bool dul_toponym_lies_in(const toponym_sense *a, const toponym_sense *b)
{
    if (a->country.len == 0 || !dul_str_equal(a->country, b->country))
        return false;
    switch ((toponym_kind)b->kind) {
    case TOPONYM_COUNTRY: return a->nation == NULL;
    case TOPONYM_REGION: return a->kind != TOPONYM_REGION && a->nation == NULL && dul_str_equal(a->admin1, b->admin1);
    case TOPONYM_COUNTY: return a->kind == TOPONYM_POPULATED && dul_str_equal(a->admin1, b->admin1) && dul_toponym_km(a->lat, a->lon, b->lat, b->lon) < 90;
    case TOPONYM_AREA: return a->kind == TOPONYM_POPULATED && dul_toponym_km(a->lat, a->lon, b->lat, b->lon) < 300;
    case TOPONYM_POPULATED: return a->kind == TOPONYM_POPULATED && b->people > 5 * a->people && dul_toponym_km(a->lat, a->lon, b->lat, b->lon) < 40;
    case TOPONYM_ADJECTIVE: break;
    }
    return false;
}

static bool ties_has_region(const toponym_name *name)
{
    for (uint32_t s = 0; s < name->n_senses && s < TIES_SENSES_MAX; s++)
        if (name->sense[s].kind == TOPONYM_REGION && !name->sense[s].alternate)
            return true;
    return false;
}

static bool ties_is_listed(const toponym_work *work, const toponym_mention *a, const toponym_mention *b)
{
    const uint32_t gap = b->tokens.first - a->tokens.end;
    if (gap < 1 || gap > 2 || !dul_toponym_same_sentence(work, a->tokens.first, b->tokens.first))
        return false;
    const dul_str first = work->text->token[a->tokens.end].lower, last = work->text->token[b->tokens.first - 1].lower;
    const bool    is_and = dul_str_is(last, "and") || dul_str_is(last, "or") || dul_str_is(last, "&");
    return gap == 2 ? dul_str_is(first, ",") && is_and : is_and || dul_str_is(last, ",");
}

/* "Alabama, Georgia, New York and Washington" are states: in a list of three or more, nearly all of which may be regions of one country, each is. */
static void ties_list(toponym_work *work, uint32_t first, uint32_t end)
{
    uint32_t n_regions = 0;
    dul_str  country   = {"", 0};
    for (uint32_t m = first; m < end; m++) {
        const toponym_name *name = &work->name[work->mention[m].name];
        bool                is   = false;
        for (uint32_t s = 0; s < name->n_senses && s < TIES_SENSES_MAX && !is; s++)
            if (name->sense[s].kind == TOPONYM_REGION && !name->sense[s].alternate && (country.len == 0 || dul_str_equal(country, name->sense[s].country))) {
                is      = true;
                country = name->sense[s].country;
            }
        n_regions += is;
    }
    if (n_regions < 3 || n_regions * 4 < (end - first) * 3)
        return;
    for (uint32_t m = first; m < end; m++) {
        const toponym_name *name      = &work->name[work->mention[m].name];
        work->mention[m].contained_by = DUL_NONE;
        for (uint32_t s = 0; s < name->n_senses; s++)
            if (name->sense[s].kind == TOPONYM_REGION && !name->sense[s].alternate && dul_str_equal(country, name->sense[s].country))
                name->sense[s].bonus = TIES_LISTED;
    }
}

static void ties_lists(toponym_work *work)
{
    for (uint32_t m = 0, end; m < work->n_mentions; m = end) {
        for (end = m + 1; end < work->n_mentions && ties_is_listed(work, &work->mention[end - 1], &work->mention[end]); end++)
            ;
        if (end - m >= 3)
            ties_list(work, m, end);
    }
}

/* Reward every pair of senses that fits a container mention; the bonus of a sense is the best that any of its mentions gives. */
void dul_toponym_ties(toponym_work *work)
{
    ties_lists(work);
    for (uint32_t m = 0; m < work->n_mentions; m++) {
        toponym_mention *mention = &work->mention[m];
        if (mention->contained_by == DUL_NONE)
            continue;
        toponym_mention    *container = &work->mention[mention->contained_by];
        const toponym_name *inner = &work->name[mention->name], *outer = &work->name[container->name];
        bool                fits    = false;
        const bool          is_list = ties_has_region(inner) && ties_has_region(outer); /* "Wyoming, Texas and Ohio" are three states */
        const uint32_t      n_outer = outer->n_senses < TIES_SENSES_MAX ? outer->n_senses : TIES_SENSES_MAX;
        for (uint32_t j = 0; j < n_outer; j++) {
            toponym_sense *b      = &outer->sense[j];
            const bool     is_big = b->kind != TOPONYM_POPULATED;
            const float    bonus  = is_big ? (mention->tie == 2 ? 5.0f : 3.0f) : 1.0f;
            for (uint32_t i = 0; i < inner->n_senses; i++) {
                toponym_sense *a = &inner->sense[i];
                if (!dul_toponym_lies_in(a, b))
                    continue;
                const float fitting = is_list && a->kind == TOPONYM_POPULATED ? 1.0f : bonus;
                if (a->bonus < fitting)
                    a->bonus = fitting;
                if (b->bonus < fitting - 1)
                    b->bonus = fitting - 1;
                fits = fits || is_big;
            }
        }
        if (!fits) {
            if (mention->tie == 2 && (outer->sense[0].kind == TOPONYM_COUNTRY || outer->sense[0].kind == TOPONYM_REGION))
                mention->seen |= TOPONYM_BIT(misfit);
            mention->contained_by = DUL_NONE;
            continue;
        }
        mention->seen |= TOPONYM_BIT(contained);
        container->seen |= TOPONYM_BIT(container);
    }
}
