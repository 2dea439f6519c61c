/*
 * furniture.c -- what is printed around the running text: titles, datelines, captions, bylines.
 */
#include "text/sentences.h"

#define DATELINE_MAX 30 /* words of a dateline                        */
#define CREDIT_MAX   14 /* words of "Image: ..." within a paragraph */

static bool furniture_is(dul_str text, const dul_word *word, const char *lower)
{
    char buffer[32];
    return dul_str_is(dul_word_lower(text, word, buffer), lower);
}

static bool furniture_among(dul_str lower, const char *const *list)
{
    for (; *list != NULL; list++)
        if (dul_str_is(lower, *list))
            return true;
    return false;
}

static bool furniture_is_month(dul_str text, const dul_word *word)
{
    static const char *const month[] = {"january",  "february", "march", "april", "may", "june", "july", "august", "september", "october",
                                        "november", "december", "jan",   "jan.",  "feb", "feb.", "mar",  "mar.",   "apr",       "apr.",
                                        "jun",      "jun.",     "jul",   "jul.",  "aug", "aug.", "sep",  "sep.",   "sept",      "sept.",
                                        "oct",      "oct.",     "nov",   "nov.",  "dec", "dec.", NULL};
    char                     buffer[32];
    return (word->flags & DUL_WORD_CAPITAL) && furniture_among(dul_word_lower(text, word, buffer), month);
}

/* "06.01.2022", "2022-01-06", "6/1/2022" */
static bool furniture_is_date(dul_str text, const dul_word *word)
{
    int n_parts = 1, digits = 0, longest = 0;
    if (word->class != DUL_WORD_NUMBER || word->end - word->start < 6 || word->end - word->start > 10)
        return false;
    for (uint32_t i = word->start; i < word->end; i++) {
        char c = text.at[i];
        if (c >= '0' && c <= '9') {
            digits++;
            longest = digits > longest ? digits : longest;
        } else if (c == '.' || c == '-' || c == '/') {
            n_parts++;
            digits = 0;
        } else {
            return false;
        }
    }
    return n_parts == 3 && (longest == 4 || longest == 2);
}

/* Where the parts of a dateline may come from; anything else means that this is a sentence. */
static bool furniture_dateline_part(dul_str text, const dul_word *word)
{
    switch (word->class) {
    case DUL_WORD_COMMA:
    case DUL_WORD_OPEN:
    case DUL_WORD_CLOSE:
    case DUL_WORD_NUMBER:
    case DUL_WORD_HYPHEN:
    case DUL_WORD_LINK:
    case DUL_WORD_SYMBOL: return true;
    case DUL_WORD_STOP: return text.at[word->start] == '.';
    case DUL_WORD_WORD:
        return (word->flags & DUL_WORD_CAPITAL) || word->end - word->start <= 3 || furniture_is(text, word, "date") || furniture_is(text, word, "from") ||
               (word->flags & DUL_WORD_CLITIC);
    default: return false;
    }
}

/* "KARACHI: Police said ...", "new delhi: the police ..." in texts without capitals. Speakers and labels look the same, so the usual ones are left out. */
static uint32_t furniture_colon(dul_str text, const dul_words *words, uint32_t first, uint32_t end, bool lowercase)
{
    static const char *const label[] = {"question", "answer",    "q",         "a",        "mr",        "ms",    "mrs",        "dr",      "exclusive",
                                        "breaking", "update",    "updated",   "watch",    "video",     "photo", "photos",     "opinion", "poll",
                                        "report",   "analysis",  "editorial", "live",     "look",      "note",  "correction", "source",  "byline",
                                        "subject",  "by",        "police",    "official", "officials", "from",  "to",         "re",      "date",
                                        "posted",   "published", "also",      "read",     "related",   NULL};
    char                     buffer[32];
    if (end < first + 12 || furniture_among(dul_word_lower(text, &words->item[first], buffer), label))
        return first;
    for (uint32_t i = first, n = 0; i < end && i < first + 9; i++) {
        const dul_word *word = &words->item[i];
        if (word->class == DUL_WORD_COLON)
            return n >= 1 && n <= 4 && (word->flags & DUL_WORD_SPACE_AFTER) && words->item[i + 1].class != DUL_WORD_NUMBER ? i + 1 : first;
        if (word->class == DUL_WORD_WORD && (lowercase || (word->flags & DUL_WORD_ALL_CAPS)))
            n++;
        else if (word->class != DUL_WORD_COMMA && word->class != DUL_WORD_OPEN && word->class != DUL_WORD_CLOSE && word->class != DUL_WORD_SYMBOL &&
                 word->class != DUL_WORD_HYPHEN)
            return first;
    }
    return first;
}

/* Labels that monitors set behind a dateline: "-- [REPORT] [JANE ROE] [TEXT]". */
static uint32_t furniture_labels(dul_str text, const dul_words *words, uint32_t at)
{
    while (at + 2 < words->n && words->item[at].class == DUL_WORD_OPEN && text.at[words->item[at].start] == '[' &&
           words->item[at].break_before == DUL_BREAK_NONE) {
        uint32_t i = at + 1;
        while (i < words->n && i < at + 14 && words->item[i].class != DUL_WORD_CLOSE && !(words->item[i].flags & DUL_WORD_LOWERCASE))
            i++;
        if (i + 1 >= words->n || words->item[i].class != DUL_WORD_CLOSE)
            break;
        at = i + 1;
    }
    return at;
}

/* A dash that stands off its words; archives also hold one that some encoding has destroyed. */
static bool furniture_is_dash(dul_str text, const dul_words *words, uint32_t at)
{
    const dul_word *word = &words->item[at];
    bool            spaced =
        (word->flags & DUL_WORD_SPACE_AFTER) || word->class == DUL_WORD_DASH || (at + 1 < words->n && words->item[at + 1].class == DUL_WORD_QUOTE_OPEN);
    bool broken = word->class == DUL_WORD_SYMBOL && word->end - word->start <= 3 && (unsigned char)text.at[word->start] >= 0x80;
    return spaced && (word->class == DUL_WORD_DASH || word->class == DUL_WORD_HYPHEN || broken);
}

/* Can the first sentence begin here? Where case speaks, a small letter says that the one before goes on. */
static bool furniture_begins(const dul_words *words, uint32_t at, bool lowercase)
{
    if (at >= words->n)
        return false;
    const dul_word *word = &words->item[at];
    return lowercase || (word->flags & DUL_WORD_CAPITAL) || word->class == DUL_WORD_QUOTE_OPEN || word->class == DUL_WORD_SINGLE_OPEN ||
           word->class == DUL_WORD_NUMBER || word->class == DUL_WORD_OPEN || word->class == DUL_WORD_SYMBOL;
}

typedef struct {
    uint32_t n_words, n_caps, n_months, n_numbers, n_lower, n_brackets;
} furniture_counts;

static void furniture_count(dul_str text, const dul_word *word, furniture_counts *n)
{
    n->n_brackets += word->class == DUL_WORD_OPEN;
    n->n_numbers += word->class == DUL_WORD_NUMBER;
    if (word->class != DUL_WORD_WORD)
        return;
    n->n_words++;
    n->n_caps += (word->flags & DUL_WORD_ALL_CAPS) != 0;
    n->n_months += furniture_is_month(text, word);
    n->n_lower += (word->flags & DUL_WORD_LOWERCASE) != 0 && !furniture_is(text, word, "date");
}

/*
 * "ALMATY, Jan 5 (Agency) --", "LONDON (AFP) -", "KABUL, Afghanistan —". A dash alone proves nothing ("Europe — a continent of many states"): a place
 * name in capitals, an agency in brackets or a date must stand before it, and the beginning of a sentence behind it.
 */
static uint32_t furniture_dash(dul_str text, const dul_words *words, uint32_t first, uint32_t end, bool lowercase)
{
    furniture_counts n = {0};
    char             buffer[32];
    if (words->item[first].class == DUL_WORD_WORD && dul_opener_is(dul_word_lower(text, &words->item[first], buffer)))
        return first;
    for (uint32_t i = first; i < end; i++) {
        const dul_word *word = &words->item[i];
        if (i > first && furniture_is_dash(text, words, i)) {
            bool all_caps   = n.n_caps > 0 && n.n_caps + n.n_months >= n.n_words && n.n_words <= 4;
            bool leads_caps = (words->item[first].flags & DUL_WORD_ALL_CAPS) && n.n_lower == 0 && n.n_words <= 6;
            bool agency     = words->item[i - 1].class == DUL_WORD_CLOSE && n.n_brackets == 1 && n.n_words <= 10;
            bool dated      = n.n_months > 0 && n.n_numbers > 0 && n.n_lower <= 1;
            bool labelled   = n.n_brackets > 0 && n.n_caps + n.n_months >= n.n_words && n.n_words > 0; /* all of it in capitals, as monitors write */
            if ((all_caps || leads_caps || agency || dated || labelled) && furniture_begins(words, i + 1, lowercase))
                return furniture_labels(text, words, i + 1);
            if (word->class != DUL_WORD_HYPHEN)
                return first;
        }
        if (!furniture_dateline_part(text, word))
            return first;
        furniture_count(text, word, &n);
    }
    return first;
}

/* "MOSCOW, January 5. /TASS/." */
static uint32_t furniture_slash(dul_str text, const dul_words *words, uint32_t first, uint32_t end)
{
    furniture_counts n = {0};
    for (uint32_t i = first; i + 3 < end && i < first + 10; i++) {
        const dul_word *word = &words->item[i];
        if (word->end - word->start == 1 && text.at[word->start] == '/' && (word[1].flags & DUL_WORD_CAPITAL) && word[2].end - word[2].start == 1 &&
            text.at[word[2].start] == '/' && n.n_caps > 0 && n.n_lower == 0)
            return word[3].class == DUL_WORD_STOP ? i + 4 : i + 3;
        if (!furniture_dateline_part(text, word))
            return first;
        furniture_count(text, word, &n);
    }
    return first;
}

/* "Brussels 06.01.2022", "date 2022-01-06 Brussels 06.01.2022": a date in figures among the first words; the sentence follows without any mark. */
static uint32_t furniture_figures(dul_str text, const dul_words *words, uint32_t first, uint32_t end)
{
    uint32_t after = first;
    for (uint32_t i = first; i < end && i < first + 9; i++) {
        const dul_word *word  = &words->item[i];
        bool            small = (word->flags & DUL_WORD_LOWERCASE) && !furniture_is(text, word, "date");
        if (small || word->class == DUL_WORD_STOP || word->class == DUL_WORD_OPEN || !furniture_dateline_part(text, word))
            break;
        if (furniture_is_date(text, word))
            after = i + 1;
    }
    if (after == first)
        return first;
    while (after < end &&
           (words->item[after].class == DUL_WORD_COMMA || words->item[after].class == DUL_WORD_DASH || words->item[after].class == DUL_WORD_COLON))
        after++;
    return after < end && ((words->item[after].flags & DUL_WORD_CAPITAL) || words->item[after].class == DUL_WORD_QUOTE_OPEN) ? after : first;
}

uint32_t dul_furniture_dateline(dul_str text, const dul_words *words, uint32_t first, uint32_t end, bool lowercase, bool early)
{
    uint32_t near  = end > first + DATELINE_MAX ? first + DATELINE_MAX : end;
    uint32_t after = furniture_dash(text, words, first, near, lowercase);
    if (after == first)
        after = furniture_slash(text, words, first, near);
    if (after == first && (early || lowercase))
        after = furniture_colon(text, words, first, end, lowercase);
    if (after == first)
        after = furniture_figures(text, words, first, near);
    return after;
}

static bool furniture_opens_caption(dul_str text, const dul_words *words, uint32_t at, uint32_t end)
{
    static const char *const noun[] = {"image",  "images",  "photo",      "photos",     "photograph", "picture", "pictures",     "pic",
                                       "video",  "footage", "screenshot", "screengrab", "caption",    "source",  "illustration", "infographic",
                                       "credit", "map",     "graphic",    "photograph", "courtesy",   NULL};
    static const char *const link[] = {":", "by", "courtesy", "credit", "credits", "source", "via", "from", "file", "caption", "/", "\xC2\xA9", "|", NULL};
    char                     buffer[32], more[32];
    if (at < end && furniture_is(text, &words->item[at], "file"))
        at++;
    if (at + 1 >= end || !furniture_among(dul_word_lower(text, &words->item[at], buffer), noun))
        return false;
    dul_str next = dul_word_lower(text, &words->item[at + 1], more);
    return furniture_among(next, link) || (at + 2 < end && furniture_is(text, &words->item[at + 2], ":") && furniture_among(next, link));
}

uint32_t dul_furniture_caption(dul_str text, const dul_words *words, uint32_t open, uint32_t end)
{
    if (!furniture_opens_caption(text, words, open + 1, end))
        return open;
    for (uint32_t i = open + 1; i < end && i < open + 60 && words->item[i].break_before == DUL_BREAK_NONE; i++)
        if (words->item[i].class == DUL_WORD_CLOSE) {
            i++;
            if (i < end && words->item[i].class == DUL_WORD_STOP && words->item[i].break_before == DUL_BREAK_NONE)
                i++;
            bool ends = i >= end || words->item[i].break_before != DUL_BREAK_NONE || (words->item[i].flags & DUL_WORD_CAPITAL) ||
                        words->item[i].class == DUL_WORD_QUOTE_OPEN || words->item[i].class == DUL_WORD_OPEN || words->item[i].class == DUL_WORD_NUMBER;
            return ends ? i : open;
        }
    return open;
}

bool dul_furniture_credit(dul_str text, const dul_words *words, uint32_t at)
{
    static const char *const noun[] = {"image", "images", "photo", "photos", "photograph", "picture", "pictures", NULL};
    char                     buffer[32];
    const dul_word          *word = &words->item[at];
    if (word->class != DUL_WORD_WORD || !(word->flags & DUL_WORD_CAPITAL) || at + 2 >= words->n || word[1].class != DUL_WORD_COLON ||
        word[2].break_before != DUL_BREAK_NONE)
        return false;
    return (word[2].flags & DUL_WORD_CAPITAL) && word[-1].class <= DUL_WORD_LINK && furniture_among(dul_word_lower(text, word, buffer), noun);
}

/* "By Our Correspondent", "By JANE ROE and JOHN DOE, Agency", "Reporting by Jane Roe; editing by John Doe", "(Reporting by ...)" */
static bool furniture_is_byline(dul_str text, const dul_words *words, uint32_t first, uint32_t end, bool own_line)
{
    static const char *const work[] = {"reporting", "editing",    "writing",     "compiled", "edited",    "written", "reported",
                                       "story",     "translated", "translation", "posted",   "published", NULL};
    char                     buffer[32];
    uint32_t                 at = words->item[first].class == DUL_WORD_OPEN ? first + 1 : first;
    if (at + 2 < end && furniture_is(text, &words->item[at], "additional"))
        at++;
    if (at + 2 <= end && at + 1 < end && furniture_among(dul_word_lower(text, &words->item[at], buffer), work) &&
        furniture_is(text, &words->item[at + 1], "by"))
        return true;
    if (!own_line || end - first > 14 || !furniture_is(text, &words->item[first], "by") || end - first < 2)
        return false;
    for (uint32_t i = first + 1; i < end; i++) {
        const dul_word *word = &words->item[i];
        if (word->class == DUL_WORD_STOP || (word->class == DUL_WORD_WORD && (word->flags & DUL_WORD_LOWERCASE) && word->end - word->start > 3))
            return false;
    }
    return true;
}

/* A line of its own without a final stop. A long one is a sentence whose stop was lost. */
static bool furniture_is_title(const dul_words *words, uint32_t first, uint32_t end)
{
    uint32_t n_words = 0, head = first; /* the first word behind a bullet or an opening mark */
    while (head + 1 < end && words->item[head].class > DUL_WORD_LINK)
        head++;
    for (uint32_t i = first; i < end; i++) {
        const dul_word *word = &words->item[i];
        n_words += word->class == DUL_WORD_WORD;
        if (word->class == DUL_WORD_STOP && i + 3 < end)
            return false;
    }
    uint32_t last = end - 1;
    while (last > first &&
           (words->item[last].class == DUL_WORD_QUOTE_CLOSE || words->item[last].class == DUL_WORD_SINGLE_CLOSE || words->item[last].class == DUL_WORD_CLOSE))
        last--;
    const dul_word *word = &words->item[last];
    if (word->class == DUL_WORD_COLON || word->class == DUL_WORD_COMMA || word->class == DUL_WORD_ELLIPSIS || word->class == DUL_WORD_SEMICOLON)
        return false;
    if (word->class == DUL_WORD_STOP) /* a question may head a text; a stop ends a sentence */
        return false;
    if (word->abbreviation != DUL_ABBREVIATION_NONE && n_words > 4) /* "... at 4 p.m." is a sentence, "3:15 a.m." a heading */
        return false;
    return n_words > 0 && n_words <= 20 && (words->item[head].flags & DUL_WORD_LOWERCASE) == 0;
}

dul_sentence_kind dul_furniture_kind(dul_str text, const dul_words *words, uint32_t first, uint32_t end, bool own_line)
{
    const dul_word *head = &words->item[first];
    if ((head->class == DUL_WORD_OPEN || own_line) && furniture_opens_caption(text, words, head->class == DUL_WORD_OPEN ? first + 1 : first, end))
        return DUL_SENTENCE_CAPTION;
    if (end - first <= CREDIT_MAX && first + 2 < end && head[1].class == DUL_WORD_COLON && (head->flags & DUL_WORD_CAPITAL) &&
        furniture_opens_caption(text, words, first, end))
        return DUL_SENTENCE_CAPTION;
    if (furniture_is_byline(text, words, first, end, own_line))
        return DUL_SENTENCE_BYLINE;
    if (own_line && furniture_is_title(words, first, end))
        return DUL_SENTENCE_TITLE;
    return DUL_SENTENCE_TEXT;
}
