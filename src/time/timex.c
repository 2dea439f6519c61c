/*
 * timex.c -- the stage: items, matches, anchors, in one walk through the document that keeps the story's calendar.
 */
#include "time/timex.h"

#include "time/timex_anchor.h"
#include "time/timex_matchers.h"

/* A day further from publication than this is background ("on 11 September 2001") and does not carry the story on. */
#define TIMEX_BACKGROUND_DAYS 400

const char *dul_timex_type_text(dul_timex_type type)
{
    static const char *const text[] = {"DATE", "TIME", "DURATION", "SET"};
    return text[type];
}

typedef struct {
    timex_reader r;
    timex_anchor anchor;
    dul_timexes  found;
    size_t       capacity;
} timex_walk;

/* The highest token of the expression: one whose head lies outside. Where several do, as in a text without trees, the one that carries it. */
static uint32_t walk_head(const timex_walk *walk, dul_range range, uint32_t key)
{
    const dul_tree *tree = walk->r.tree;
    uint32_t        best = DUL_NONE;
    for (uint32_t t = range.first; t < range.end; t++) {
        uint32_t head = tree->head[t];
        if (head != DUL_ROOT && head >= range.first && head < range.end)
            continue;
        if (t == key || (best == DUL_NONE))
            best = t;
        if (t == key)
            break;
    }
    return best == DUL_NONE ? key : best;
}

/* Is the sentence a line that holds nothing but the date (" date 2022-01-06 Brussels"), or told to be one? */
static bool walk_is_dateline(const timex_walk *walk, uint32_t sentence)
{
    const dul_sentence *line = &walk->r.text->sentence[sentence];
    return line->kind == DUL_SENTENCE_DATELINE || line->kind == DUL_SENTENCE_BYLINE ||
           (line->kind != DUL_SENTENCE_CAPTION && line->tokens.end - line->tokens.first <= 5);
}

/* Let a day that the story tells become the one that "two days later" is counted from. */
static void walk_note(timex_walk *walk, const timex_meaning *says, const dul_timex *time, uint32_t sentence)
{
    if (time->type == DUL_TIMEX_DATE && time->first != DUL_DAY_NONE && strlen(time->value) == 4) {
        walk->anchor.near_year          = dul_date_of(time->first).year;
        walk->anchor.near_year_sentence = sentence;
    }
    if ((time->type != DUL_TIMEX_DATE && time->type != DUL_TIMEX_TIME) || time->first == DUL_DAY_NONE || time->first != time->last ||
        walk_is_dateline(walk, sentence))
        return;
    if (says->says == TIMEX_SAYS_CLOCK)
        return;
    timex_anchor *anchor  = &walk->anchor;
    anchor->near          = time->first;
    anchor->near_sentence = sentence;
    dul_day away          = anchor->published == DUL_DAY_NONE ? 0 : time->first - anchor->published;
    if (away > -TIMEX_BACKGROUND_DAYS && away <= 0)
        anchor->story = time->first;
    else if (anchor->published == DUL_DAY_NONE && (anchor->story == DUL_DAY_NONE || time->first > anchor->story - TIMEX_BACKGROUND_DAYS))
        anchor->story = time->first;
}

/* A day that stands right behind is the day of a clock time ("at 16:15 UTC, June 1"), and the last of a row ("for a third day on Tuesday"). */
static dulati_result walk_day_behind(timex_walk *walk, const timex_match *clock, uint32_t sentence, timex_anchor *anchor)
{
    const timex_reader *r  = &walk->r;
    uint32_t            at = clock->end;
    if (timex_is_mark(r, at, ',') || timex_kind(r, at) == TIMEX_ON)
        at++;
    if (timex_kind(r, at) == TIMEX_ON)
        at++;
    timex_match next[2];
    if (timex_kind(r, at) == TIMEX_END || dul_timex_match(r, at, next) == 0)
        return DULATI_OK;
    const timex_meaning *says = &next[0].says;
    if (says->hour >= 0 || (says->says != TIMEX_SAYS_WEEKDAY && says->says != TIMEX_SAYS_DATE && says->says != TIMEX_SAYS_DEICTIC))
        return DULATI_OK;
    dul_timex day = {.tokens = {r->item[at].token, r->item[next[0].end - 1].token + 1}};
    day.head      = walk_head(walk, day.tokens, r->item[says->key].token);
    DUL_TRY(dul_timex_anchor(r, says, dul_timex_tense(r, day.head, day.tokens.first, DUL_TIMEX_AT), sentence, anchor, &day));
    if (day.first != DUL_DAY_NONE && day.first == day.last) {
        anchor->near          = day.first;
        anchor->near_sentence = sentence;
    }
    return DULATI_OK;
}

/* "Two days after the vote": still a length, but its day is known when that of the vote is. */
static void walk_from_event(const timex_walk *walk, const timex_match *match, const timex_meaning *says, dul_timex *time)
{
    const timex_reader *r    = &walk->r;
    const timex_class   word = timex_kind(r, match->end);
    if (says->says != TIMEX_SAYS_DURATION || says->tenths <= 0 || time->first != DUL_DAY_NONE || (word != TIMEX_AFTER && word != TIMEX_BEFORE) ||
        timex_kind(r, match->end + 1) == TIMEX_END)
        return;
    const dul_day event = dul_timex_event_day(r, &walk->found, r->item[match->end + 1].token);
    const dul_day day   = event == DUL_DAY_NONE ? DUL_DAY_NONE : dul_timex_move(event, (int64_t)says->tenths * (word == TIMEX_AFTER ? 1 : -1), says->unit);
    if (day == DUL_DAY_NONE)
        return;
    time->first = time->last = day;
    time->relative           = true;
    time->how                = "counted from an event that the report has dated";
}

/* "The day after the vote", where the report has told when that was: a date, else no expression at all. */
static dulati_result walk_day_of_event(timex_walk *walk, uint32_t at)
{
    const timex_reader *r    = &walk->r;
    const timex_class   word = timex_kind(r, at + 2);
    if (timex_kind(r, at) != TIMEX_THE || timex_kind(r, at + 1) != TIMEX_UNIT || r->item[at + 1].value != TIMEX_DAYS ||
        (word != TIMEX_AFTER && word != TIMEX_BEFORE) || timex_kind(r, at + 3) == TIMEX_END)
        return DULATI_OK;
    const dul_day event = dul_timex_event_day(r, &walk->found, r->item[at + 3].token);
    if (event == DUL_DAY_NONE)
        return DULATI_OK;
    dul_timex *grown = dul_arena_grow(r->job->arena, walk->found.item, walk->found.n, &walk->capacity, sizeof *grown);
    char      *value = dul_arena_alloc(r->job->arena, 11);
    if (grown == NULL || value == NULL)
        return dul_fail_memory(r->job->err);
    walk->found.item = grown;
    dul_timex time   = {.tokens = {r->item[at].token, r->item[at + 1].token + 1}, .type = DUL_TIMEX_DATE, .value = value, .relative = true};
    time.head        = walk_head(walk, time.tokens, r->item[at + 1].token);
    time.first = time.last = event + (word == TIMEX_AFTER ? 1 : -1);
    time.how               = "counted from an event that the report has dated";
    dul_date_format(dul_date_of(time.first), value);
    grown[walk->found.n++] = time;
    return DULATI_OK;
}

static dulati_result walk_add(timex_walk *walk, const timex_match *match)
{
    const timex_reader *r      = &walk->r;
    timex_meaning       says   = match->says;
    dul_range           tokens = {r->item[match->first].token, r->item[match->end - 1].token + 1};
    if (walk->found.n > 0 && walk->found.item[walk->found.n - 1].tokens.end > tokens.first)
        return DULATI_OK; /* two expressions in one token: the first stands */
    dul_timex *grown = dul_arena_grow(r->job->arena, walk->found.item, walk->found.n, &walk->capacity, sizeof *grown);
    if (grown == NULL)
        return dul_fail_memory(r->job->err);
    walk->found.item  = grown;
    uint32_t  key     = r->item[says.key].token;
    dul_timex time    = {.tokens = tokens};
    time.head         = walk_head(walk, tokens, key >= tokens.first && key < tokens.end ? key : tokens.end - 1);
    uint32_t sentence = r->text->token[tokens.first].sentence;

    /* A time of the day belongs to the day that its sentence names. */
    timex_anchor anchor = walk->anchor;
    bool         of_day = says.says == TIMEX_SAYS_CLOCK || (says.says == TIMEX_SAYS_UNIT && says.part != TIMEX_PART_NONE && says.from_story && says.shift == 0);
    if (of_day && says.part != TIMEX_PART_NONE && anchor.near_sentence != sentence && anchor.published != DUL_DAY_NONE && anchor.story == DUL_DAY_NONE)
        says.from_story = false;
    if (says.says == TIMEX_SAYS_CLOCK || says.in_row)
        DUL_TRY(walk_day_behind(walk, match, sentence, &anchor));
    says.from_story   = says.from_story || (says.in_row && anchor.near != DUL_DAY_NONE && anchor.near_sentence == sentence);
    timex_tense tense = dul_timex_tense(r, time.head, tokens.first, says.bound);
    DUL_TRY(dul_timex_anchor(r, &says, tense, sentence, &anchor, &time));
    walk_from_event(walk, match, &says, &time);
    walk->found.item[walk->found.n++] = time;
    walk_note(walk, &says, &time, sentence);
    if (dul_job_traces(r->job)) {
        char first[11] = "-", last[11] = "-";
        if (time.first != DUL_DAY_NONE) {
            dul_date_format(dul_date_of(time.first), first);
            dul_date_format(dul_date_of(time.last), last);
        }
        uint32_t from = r->text->token[tokens.first].span.start, to = r->text->token[tokens.end - 1].span.end;
        dul_job_trace(r->job, "time", "\"%.*s\" %s %s [%s, %s] %s%s", (int)(to - from), r->job->text.at + from, dul_timex_type_text(time.type), time.value,
                      first, last, time.how,
                      tense == TIMEX_TENSE_PAST     ? "; past tense"
                      : tense == TIMEX_TENSE_FUTURE ? "; future"
                                                    : "");
    }
    return DULATI_OK;
}

/* A report without a date may tell it in its first lines: a line that holds little else than one full date. */
static void walk_find_published(timex_walk *walk)
{
    const timex_reader *r = &walk->r;
    if (walk->anchor.published != DUL_DAY_NONE)
        return;
    for (uint32_t at = TIMEX_MARGIN; at + TIMEX_MARGIN < r->n; at++) {
        if (timex_kind(r, at) == TIMEX_END)
            continue;
        uint32_t sentence = r->text->token[r->item[at].token].sentence;
        if (sentence >= 4)
            return;
        const dul_sentence *line = &r->text->sentence[sentence];
        if (line->kind != DUL_SENTENCE_DATELINE && line->tokens.end - line->tokens.first > 6)
            continue;
        timex_match match[2];
        size_t      n = dul_timex_match(r, at, match);
        if (n == 0 || match[0].says.says != TIMEX_SAYS_DATE || match[0].says.day == 0 || match[0].says.year == TIMEX_YEAR_OPEN)
            continue;
        const timex_meaning *says = &match[0].says;
        walk->anchor.published    = dul_day_of((dul_date){says->year, says->month, says->day});
        dul_job_trace(r->job, "time", "no date is given; the text's own line is taken for it: %04d-%02d-%02d", says->year, says->month, says->day);
        return;
    }
}

dulati_result dul_timex_find(const dul_job *job, const dul_text *text, const dul_tree *tree, dul_timexes *out)
{
    *out = (dul_timexes){0};
    timex_items items;
    DUL_TRY(dul_timex_words(job, text, &items));
    timex_walk walk = {
        .r      = {job, text, tree, items.item, items.n},
        .anchor = {.published = job->published, .story = DUL_DAY_NONE, .near = DUL_DAY_NONE, .near_year = TIMEX_YEAR_OPEN},
    };
    walk_find_published(&walk);
    for (uint32_t at = TIMEX_MARGIN; at + TIMEX_MARGIN < items.n;) {
        timex_match match[2];
        size_t      n = dul_timex_match(&walk.r, at, match);
        if (n == 0) {
            DUL_TRY(walk_day_of_event(&walk, at));
            at++;
            continue;
        }
        for (size_t i = 0; i < n; i++)
            DUL_TRY(walk_add(&walk, &match[i]));
        at = match[n - 1].end;
    }
    *out = walk.found;
    return DULATI_OK;
}
